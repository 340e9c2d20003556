"""The scheme changed in fields, by somebody who is no programmer: nothing is in force before it is published."""

from __future__ import annotations

import html

import pytest

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


@pytest.mark.parametrize("path", ["tags/x", "scales/politifact", "vocabularies/voice/x", "tags/claim/voice/x"])
def test_what_is_not_there_is_not_found(man, path):
    assert man.get(f"{EDIT}/{path}").status_code == 404
