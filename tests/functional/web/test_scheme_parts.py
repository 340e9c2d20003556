"""The scheme changed in fields, by somebody who is no programmer: nothing is in force before it is published."""

from __future__ import annotations

import html

import pytest
from lxml.html import fromstring
from werkzeug.datastructures import MultiDict

import schemas
from schemas import yamltext
from tests.bodies import claim, framing, uid
from tests.visitors import words

SCHEME = "/projects/news/scheme"
EDIT = f"{SCHEME}/edit"
TECHNIQUE = f"{EDIT}/vocabularies/technique"
VOICE = f"{EDIT}/tags/claim/voice"


@pytest.fixture
def man(world, visit):
    return visit("man")


def keep(man, path, **fields):
    return man.send(path, page=EDIT, **fields)


def add_pity(man, **more):
    fields = {"new-label": "Appeal to pity", "new-definition": "Wins by pity.", "new-group": "justification"}
    return keep(man, TECHNIQUE, adds="inner", **fields | more)


def arrange(man, path, act):
    return keep(man, f"{EDIT}/arrange", which=path, act=act)


def publish(man, base="1"):
    return keep(man, f"{EDIT}/publish", base=base)


def test_an_entry_is_added_and_offered_once_it_is_published(world, man):
    assert add_pity(man).headers["Location"].endswith("/technique#part-appeal_to_pity")
    mine = world.as_("ann").get("/projects/news/scheme").json
    assert "appeal_to_pity" not in str(mine)
    assert "technique › Appeal to pity added" in words(man.get(f"{EDIT}/publish"))
    assert publish(man).status_code == 303
    body = framing(technique=["appeal_to_pity"])
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", body).status_code == 201


def test_the_form_is_shown_as_it_would_be_and_nothing_is_kept(man):
    page = add_pity(man, act="preview")
    assert page.status_code == 200 and "Appeal to pity" in words(page)
    assert "Appeal to pity" not in words(man.get(TECHNIQUE))


def test_what_was_typed_stays_where_it_was_wrong(man):
    page = add_pity(man, **{"new-name": "st3_doubt"})
    assert page.status_code == 409
    assert "The id 'st3_doubt' is taken here; choose another." in html.unescape(page.text)
    assert 'value="Appeal to pity"' in page.text and "Wins by pity." in page.text


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"new-label": ""}, "Fill this in."),
        ({"new-label": "ខ្មែរ"}, "No id can be made of this name; write one."),
        ({"new-name": "With Space"}, "Small letters, digits and _, a letter first."),
    ],
)
def test_a_wrong_entry_says_what_to_do(man, typed, said):
    page = add_pity(man, **typed)
    assert page.status_code == 422 and said in words(page)


def test_an_attribute_is_renamed_and_need_not_be_answered(world, man):
    assert keep(man, VOICE, label="Whose words", help="Who speaks?", required="").status_code == 303
    assert publish(man).status_code == 303
    voice = world.as_("ann").get("/projects/news/scheme").json["scheme"]["tags"]["claim"]["attributes"]["voice"]
    assert voice["label"] == {"en": "Whose words"} and voice["help"] == {"en": "Who speaks?"}
    assert "required" not in voice and voice["vocabulary"] == "voice"


def test_a_tag_with_an_attribute_is_made(world, man):
    made = {"tag-label": "Rumour", "tag-key": "q", "tag-colour": "omission", "tag-anchors": "span"}
    assert keep(man, EDIT, adds="tags", **made).headers["Location"].startswith(f"{EDIT}/tags/rumour")
    asked = {"new-label": "Heard where", "new-type": "text", "new-required": "submit"}
    assert keep(man, f"{EDIT}/tags/rumour", adds="inner", **asked).status_code == 303
    assert publish(man).status_code == 303
    rumour = world.as_("ann").get("/projects/news/scheme").json["scheme"]["tags"]["rumour"]
    assert rumour["attributes"] == {
        "heard_where": {"type": "text", "label": {"en": "Heard where"}, "required": "submit"}
    }
    assert (rumour["key"], rumour["colour"], rumour["pattern"]) == ("q", "omission", "dotted")


@pytest.mark.parametrize("key, said", [("c", "have one key"), ("l", "The desk uses"), ("é", "One small letter")])
def test_a_key_means_one_thing(man, key, said):
    page = keep(man, EDIT, adds="tags", **{"tag-label": "Rumour", "tag-key": key, "tag-anchors": "span"})
    assert page.status_code == 422 and said in words(page)


def test_a_vocabulary_begins_with_an_entry(man):
    assert (
        keep(man, EDIT, adds="vocabularies", **{"vocabulary-name": "tone", "vocabulary-label": "Warm"}).status_code
        == 303
    )
    asked = {"new-label": "Tone", "new-type": "ids", "new-vocabulary": "tone", "new-required": "submit"}
    assert keep(man, f"{EDIT}/tags/claim", adds="inner", **asked).status_code == 303
    assert "Warm" in words(man.get(f"{EDIT}/tags/claim/tone"))
    assert arrange(man, "vocabularies/tone", "remove").status_code == 422


def test_order_is_changed_and_published(world, man):
    assert arrange(man, "tags/claim/voice", "down").status_code == 303
    assert arrange(man, "tags/claim", "down").status_code == 303
    assert publish(man).status_code == 303
    tags = yamltext.loads(man.get(f"{SCHEME}.yaml").text)["tags"]
    assert list(tags)[:2] == ["rebuttal", "claim"]
    assert list(tags["claim"]["attributes"])[2:4] == ["claim_type", "voice"]


def test_the_order_for_agreement_is_said_in_fields(world, man):
    where = f"{EDIT}/vocabularies/materiality"
    shown = fromstring(man.get(where).text).xpath("//input[starts-with(@name, 'place-')]/@value")
    assert shown == ["3", "2", "1"]
    twice = keep(man, where, adds="order", **{"place-minor": "1", "place-significant": "1"})
    assert twice.status_code == 422 and "the same place; give each its own" in words(twice)
    assert "whole number" in words(keep(man, where, adds="order", **{"place-minor": "0"}))
    assert keep(man, where, adds="order", **{"place-minor": "7", "place-critical": "2"}).status_code == 303
    assert publish(man).status_code == 303
    assert yamltext.loads(man.get(f"{SCHEME}.yaml").text)["ordinals"]["materiality"] == ["critical", "minor"]


def test_what_is_deprecated_stays_where_it_is_and_is_not_chosen_again(world, man):
    ann = world.as_("ann")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(voice="mixed_quote")).status_code == 201
    for path in ("vocabularies/voice/mixed_quote", "tags/framing", "tags/claim/location_iso"):
        assert arrange(man, path, "deprecate").status_code == 303
    assert "It keeps “Mixed quotation”, which is no longer offered." in words(man.get(f"{EDIT}/publish"))
    assert publish(man).status_code == 303
    changed = claim(voice="mixed_quote", note="kept")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", changed, if_match=1).status_code == 200
    fresh = [framing(), claim("counted twice", voice="mixed_quote"), claim("counted twice", location_iso="KH")]
    codes = [ann.put(f"/articles/a1/annotations/{uid(n)}", body).json["code"] for n, body in enumerate(fresh, 2)]
    assert codes == ["unknown_tag", "unknown_value", "unknown_field"]
    assert 'data-tag-choice="framing"' not in man.get("/articles/a1").text
    assert arrange(man, "tags/framing", "restore").status_code == 303


def test_what_was_published_is_not_removed(man):
    assert arrange(man, "vocabularies/technique/st3_doubt", "remove").status_code == 409
    add_pity(man)
    assert arrange(man, "vocabularies/technique/appeal_to_pity", "remove").status_code == 303
    assert "Appeal to pity" not in words(man.get(TECHNIQUE))


def test_a_draft_is_discarded(man):
    add_pity(man)
    assert keep(man, f"{EDIT}/discard").status_code == 303
    assert "Nothing differs" in words(man.get(f"{EDIT}/publish"))


def test_a_version_published_meanwhile_is_told(world, man, visit):
    world.add_person("mia", "manager")
    mia = visit("mia")
    add_pity(man)
    keep(mia, VOICE, label="Whose words", help="", required="")
    assert publish(mia).status_code == 303
    page = publish(man)
    assert page.status_code == 412
    assert "Version 2 of the scheme was published meanwhile" in words(page)
    assert "Tags › Claim › Voice label Whose words Voice" in words(page)


def test_versions_are_compared(man):
    add_pity(man)
    publish(man)
    assert "technique › Appeal to pity added" in words(man.get(f"{SCHEME}/changes"))
    assert "technique › Appeal to pity removed" in words(man.get(f"{SCHEME}/changes?from=2&to=1"))
    assert man.get(f"{SCHEME}/changes?from=1&to=9").status_code == 404
    assert "what it changed" in words(man.get(SCHEME))


REACHED = f"{EDIT}/tags/framing/indirect_target"


def draft(man):
    return yamltext.loads(fromstring(man.get(f"{EDIT}/yaml").text).get_element_by_id("text").text)


def test_a_condition_is_changed_in_fields_and_holds_at_hand_in(world, man):
    page = man.get(REACHED)
    assert "Makes sense only if “Aim” is one of Through an ally" in words(page)
    said = {"label": "Reached through", "required": "submit", "when-aim": "indirect_ally"}
    said |= {"only_when-aim": ["indirect_ally", "indirect_opponent"]}
    assert keep(man, REACHED, **said).status_code == 303
    assert publish(man).status_code == 303
    ann = world.as_("ann")
    rule = ann.get("/projects/news/scheme").json["scheme"]["tags"]["framing"]["attributes"]["indirect_target"]
    assert rule["when"] == {"aim": "indirect_ally"}
    assert rule["only_when"] == {"aim": ["indirect_ally", "indirect_opponent"]}
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", framing(aim="indirect_ally")).status_code == 201
    refused = ann.put("/articles/a1/submission", {}).json
    assert "“Reached through” is not answered yet" in str(refused)


def test_a_condition_of_what_is_never_needed_is_told(man):
    page = keep(man, REACHED, label="Reached through", required="", **{"when-aim": "indirect_ally"})
    assert page.status_code == 422 and "Choose above when the answer is needed" in words(page)
    assert 'value="indirect_ally" checked' in page.text


PARTS = [(kind, name) for kind in ("tags", "relations") for name in schemas.scheme()[kind]]
PARTS += [("tags", tag, name) for tag, rule in schemas.scheme()["tags"].items() for name in rule["attributes"]]


def test_a_form_sent_as_it_is_shown_changes_nothing(man):
    for path in PARTS:
        page = man.get(f"{EDIT}/{'/'.join(path)}").text
        own = next(form for form in fromstring(page).forms if "data-previews" in form.attrib)
        sent = [(name, "" if value == "on" else value.removeprefix("\n")) for name, value in own.form_values()]
        answer = man.client.post(f"{EDIT}/{'/'.join(path)}", data=MultiDict(sent))
        assert answer.status_code == 303, words(answer)
    assert "Nothing differs" in words(man.get(f"{EDIT}/publish"))


def test_the_sources_of_a_tag_are_changed_in_fields(man):
    said = {"label": "Omission", "key": "o", "colour": "omission", "anchors": ["span", "point", "article"]}
    said |= {"proved": "gold", "stance": "supports", "least": "2", "own_article-omission_level": "alleged"}
    assert keep(man, f"{EDIT}/tags/omission", **said, known="available_at_publication").status_code == 422
    said |= {"known": "available_at_publication", "known_when-omission_level": "article"}
    assert keep(man, f"{EDIT}/tags/omission", **said).status_code == 303
    tag = draft(man)["tags"]["omission"]
    assert tag["sources"] == {
        "required": "gold", "min": 2, "stance": "supports", "own_article_when": {"omission_level": "alleged"}
    }  # fmt: skip
    assert tag["known_then"] == {"attribute": "available_at_publication", "when": {"omission_level": "article"}}


def test_a_link_is_added_changed_and_removed(world, man):
    made = {"relation-label": "Answers", "relation-starts": "claim", "relation-ends": ["claim", "rebuttal"]}
    assert keep(man, EDIT, adds="relations", **made).headers["Location"].endswith("/relations/answers")
    changed = {"label": "Answers", "starts": "claim", "ends": "claim", "acyclic": "y"}
    assert keep(man, f"{EDIT}/relations/answers", **changed).status_code == 303
    assert arrange(man, "relations/supports", "remove").status_code == 303
    assert publish(man).status_code == 303
    relations = world.as_("ann").get("/projects/news/scheme").json["scheme"]["relations"]
    assert "supports" not in relations
    assert relations["answers"] == {
        "label": {"en": "Answers"}, "acyclic": True, "from": ["claim"], "to": ["claim"]
    }  # fmt: skip


def test_a_link_without_ends_keeps_what_was_typed(man):
    page = keep(man, EDIT, adds="relations", **{"relation-label": "Answers", "relation-starts": "claim"})
    assert page.status_code == 422 and "Goes to: Choose at least one." in words(page)
    assert 'value="Answers"' in page.text


def test_a_link_in_use_is_not_taken_away(world, man):
    ann = world.as_("ann")
    for number, body in enumerate((claim(), claim("re-exports were counted twice")), 1):
        ann.put(f"/articles/a1/annotations/{uid(number)}", body)
    ann.put(f"/articles/a1/relations/{uid(9)}", {"type": "supports", "from": uid(1), "to": uid(2)})
    keep(man, f"{EDIT}/relations/part_of", label="is part of", starts="claim", ends="claim")
    assert "No annotation." in words(man.get(f"{EDIT}/publish"))
    arrange(man, "relations/supports", "remove")
    assert "The relation supports would not be allowed here." in words(man.get(f"{EDIT}/publish"))
    assert publish(man).status_code == 409


def test_a_link_between_two_tags_stops_a_rule_that_wants_one(world, man):
    ann = world.as_("ann")
    for number, body in enumerate((claim(), framing()), 1):
        ann.put(f"/articles/a1/annotations/{uid(number)}", body)
    ann.put(f"/articles/a1/relations/{uid(9)}", {"type": "part_of", "from": uid(1), "to": uid(2)})
    said = {"label": "is part of", "starts": ["claim"], "ends": ["framing"]}
    assert keep(man, f"{EDIT}/relations/part_of", **said).status_code == 303
    assert "No annotation." in words(man.get(f"{EDIT}/publish"))
    assert keep(man, f"{EDIT}/relations/part_of", **said, same_tag="y").status_code == 303
    assert "The relation part_of would not be allowed here." in words(man.get(f"{EDIT}/publish"))


GONE = [
    "tags/x",
    "relations/x",
    "relations/rebuts/x",
    "scales/politifact",
    "vocabularies/voice/x",
    "tags/claim/voice/x",
]


@pytest.mark.parametrize("path", GONE)
def test_what_is_not_there_is_not_found(man, path):
    assert man.get(f"{EDIT}/{path}").status_code == 404
