"""The review desk by forms alone: every outcome, undo, and what is kept from whom."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from annotator.models import Annotation, Case, Layer, Relation
from annotator.services.desk import annotating, relating, submitting
from annotator.services.evidence import ledger
from tests.bodies import ENTITY, SOURCE, claim, entity, framing, omission, rebuttal, uid
from tests.visitors import Visitor, hidden, words

HERE = "/articles/a1/review"
FIELDS = {"reason": "slip", "confidence": "3"}


def work(world, *sources):
    """Ann and ben hand in: a boundary case, something only ann marked, and one agreement."""
    with world.writing() as session:
        bodies = {
            "ann": [claim(), framing(), claim("Critics called the figure misleading") | {"sources": [*sources]}],
            "ben": [claim("exports rose by 12 percent"), framing()],
        }
        number = 0
        for name, made in bodies.items():
            who = world.actor(session, name)
            for body in made:
                number += 1
                annotating.put(session, who, "a1", uid(number), body, if_match=None)
            submitting.hand_in(session, who, "a1")


@pytest.fixture
def rev(world, visit):
    work(world)
    return visit("rev")


def case_of(world, kind):
    with world.reading() as session:
        return session.scalars(select(Case).where(Case.primary == kind)).one()


def gold(world):
    query = select(Annotation).join(Layer, Layer.id == Annotation.layer_id)
    query = query.where(Layer.kind == "gold", Annotation.withdrawn.is_(False), Annotation.tag == "claim")
    with world.reading() as session:
        return [row.anchor["segments"][0]["exact"] for row in session.scalars(query)]


def decide(rev, case, **fields):
    page = rev.get(f"{HERE}?case={case.public_id}").text
    sent = {**hidden(page), "case_version": str(case.version), **FIELDS, **fields}
    return rev.client.post(f"{HERE}/{case.public_id}", data=sent)


def kept():
    """The attributes that the form of a claim is filled with."""
    return {
        "a-speaker": ENTITY,
        "a-voice": "indirect_paraphrase",
        "a-claim_type": "numerical",
        "a-checkworthiness": "checkworthy_factual",
    }


def test_a_reading_is_taken_and_the_next_case_opens(world, rev):
    case = case_of(world, "boundary")
    answer = decide(rev, case, choice=uid(4))
    assert answer.status_code == 303
    assert gold(world) == ["exports rose by 12 percent"]
    shown = words(rev.follow(answer))
    assert "Settled." in shown and "Critics called" in shown


def test_the_article_is_finished_case_by_case(world, rev):
    decide(rev, case_of(world, "boundary"), choice=uid(1))
    answer = decide(rev, case_of(world, "missing"), choice="reject")
    assert "All 3 cases settled" in words(rev.follow(answer))


def test_merging_needs_a_word_why_and_takes_the_union(world, rev):
    case = case_of(world, "boundary")
    assert decide(rev, case, choice="merge").status_code == 422
    assert decide(rev, case, choice="merge", rationale="Both are right.").status_code == 303
    assert gold(world) == ["exports rose by 12 percent in 2023"]


def test_several_are_kept(world, rev):
    decide(rev, case_of(world, "boundary"), choice="several")
    assert len(gold(world)) == 2


def test_nothing_and_undecidable_make_no_gold(world, rev):
    decide(rev, case_of(world, "missing"), choice="undecidable")
    decide(rev, case_of(world, "boundary"), choice="reject", rationale="Not a claim.")
    assert gold(world) == []


def test_a_reading_is_amended(world, rev):
    case = case_of(world, "boundary")
    page = rev.get(f"{HERE}?case={case.public_id}&edit={uid(4)}").text
    assert "exports rose by 12 percent</textarea>" in page
    changed = {"words": "rose by 12 percent", "kind": "span", "a-normalized": "They rose.", "tag": "claim"}
    answer = decide(rev, case, choice="amend", edit=uid(4), rationale="Shorter.", **changed, **kept())
    assert answer.status_code == 303
    assert gold(world) == ["rose by 12 percent"]


def test_words_that_are_not_in_the_text_are_refused_and_stay(world, rev):
    case = case_of(world, "boundary")
    changed = {"words": "imports fell", "kind": "span", "tag": "claim"}
    answer = decide(rev, case, choice="amend", edit=uid(4), rationale="Why.", **changed, **kept())
    assert answer.status_code == 422
    assert "does not stand in the text" in words(answer) and "imports fell</textarea>" in answer.text


def test_who_says_it_and_how_is_amended_too(world, rev):
    case = case_of(world, "boundary")
    said = {"words": "exports rose by 12 percent", "kind": "span", "tag": "claim", "a-normalized": "They rose."}
    said |= {"a-source_span": "The ministry", "a-cue_span": "sang", "a-speaker_chain": ENTITY}
    answer = decide(rev, case, choice="amend", edit=uid(4), rationale="Who says it.", **said, **kept())
    assert answer.status_code == 422
    assert 'id="a-cue_span-error">“sang” does not stand in the text' in answer.text
    said |= {"a-cue_span": "said"}
    assert decide(rev, case, choice="amend", edit=uid(4), rationale="Who.", **said, **kept()).status_code == 303
    query = select(Annotation).join(Layer, Layer.id == Annotation.layer_id).where(Layer.kind == "gold")
    with world.reading() as session:
        [found] = [row.attributes for row in session.scalars(query) if row.tag == "claim"]
    words = [found[name]["segments"][0]["exact"] for name in ("source_span", "cue_span")]
    assert (words, found["speaker_chain"]) == (["The ministry", "said"], [ENTITY])


def test_as_another_tag_it_keeps_what_was_typed(world, rev):
    case, sent = case_of(world, "boundary"), {"tag": "claim", "words": "exports rose", "edit": uid(4)}
    said = {"a-normalized": "Exports rose.", "a-source_span": "the ministry"}
    page = decide(rev, case, retag="rebuttal", rationale="It answers.", **sent, **said, **kept())
    assert page.status_code == 200
    assert 'name="tag" value="rebuttal"' in page.text
    for typed in ("exports rose</textarea>", "Exports rose.</textarea>", "the ministry</textarea>", "It answers."):
        assert typed in page.text, typed
    assert 'type="hidden" name="a-claim_type" value="numerical"' in page.text
    back = decide(rev, case, retag="claim", **{**sent, "tag": "rebuttal"}, **said, **kept())
    assert 'value="numerical" checked' in back.text


def test_what_is_shown_again_leads_where_it_did(world, rev):
    case = case_of(world, "boundary")
    page = decide(rev, case, choice="amend", edit=uid(4), tag="claim", words="nowhere", **kept())
    assert page.status_code == 422
    ways = set(re.findall(r'href="([^"#]*[?]case=[^"]*)"', page.text))
    assert ways and {rev.get(html.unescape(way)).status_code for way in ways} == {200}
    assert all(way.startswith("/") for way in ways)


def test_the_sources_of_a_reading_are_changed_and_taken_off(world, visit):
    work(world, {"source": SOURCE, "stance": "supports", "quote": "two billion"})
    rev, case = visit("rev"), case_of(world, "missing")
    page = rev.get(f"{HERE}?case={case.public_id}&edit={uid(3)}").text
    assert 'name="link-0"' in page and "two billion</textarea>" in page
    same = {"words": "Critics called the figure misleading", "kind": "span", "tag": "claim", "a-normalized": "So."}
    for stance, quote, wanted in (("refutes", "two", [("refutes", "two")]), ("-off", "two", [])):
        sent = {**same, "link-0": stance, "link-0-quote": quote, **kept()}
        assert decide(rev, case, choice="amend", edit=uid(3), rationale="Read it.", **sent).status_code == 303
        case = case_of(world, "missing")
        query = select(Annotation).join(Layer, Layer.id == Annotation.layer_id).where(Layer.kind == "gold")
        with world.reading() as session:
            [found] = [row.sources for row in session.scalars(query) if row.tag == "claim" and not row.withdrawn]
        assert [(link["stance"], link["quote"]) for link in found] == wanted


def test_an_annotation_nobody_made_is_added(world, rev):
    case = case_of(world, "missing")
    new = {"words": "re-exports were counted twice", "kind": "span", "tag": "claim", "a-normalized": "Twice."}
    answer = decide(rev, case, choice="add", edit="new", rationale="Both missed it.", **new, **kept())
    assert answer.status_code == 303
    assert gold(world) == ["re-exports were counted twice"]


def test_a_decision_is_taken_back(world, rev):
    case = case_of(world, "boundary")
    decide(rev, case, choice=uid(1))
    page = rev.get(f"{HERE}?case={case.public_id}").text
    answer = rev.client.post(f"{HERE}/{case.public_id}/undo", data=hidden(page))
    assert "taken back" in words(rev.follow(answer))
    assert gold(world) == []
    assert case_of(world, "boundary").state == "open"


def test_names_come_after_the_decision(world, rev):
    case = case_of(world, "boundary")
    with world.reading() as session:
        names = list(session.scalars(select(Layer.name).where(Layer.kind == "annotator")))
    before = rev.get(f"{HERE}?case={case.public_id}").text
    assert not [name for name in names if name in before]
    decide(rev, case, choice=uid(1))
    after = rev.get(f"{HERE}?case={case.public_id}").text
    assert [name for name in names if name in after] == names


def test_a_case_that_changed_meanwhile_is_shown_again(world, rev):
    answer = decide(rev, case_of(world, "boundary"), choice=uid(1), case_version="7", rationale="As seen.")
    assert answer.status_code == 412
    assert "look at it again" in words(answer) and "As seen." in answer.text
    assert 'name="case_version" type="hidden" value="1"' in answer.text


@pytest.mark.parametrize("fields", [{"choice": "nothing"}, {"choice": ""}, {"reason": ""}, {"confidence": "9"}])
def test_a_form_that_says_too_little_is_shown_again(world, rev, fields):
    answer = decide(rev, case_of(world, "boundary"), **{"choice": uid(1), **fields})
    assert answer.status_code == 422
    led_to = re.findall(r'<li><a href="#([^"]+)"', answer.text)
    assert led_to and all(f'id="{place}"' in answer.text for place in led_to)


def test_twice_is_once(world, rev):
    case = case_of(world, "boundary")
    page = rev.get(f"{HERE}?case={case.public_id}").text
    sent = {**hidden(page), "case_version": "1", **FIELDS, "choice": uid(1)}
    answers = [rev.client.post(f"{HERE}/{case.public_id}", data=sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(gold(world)) == 1


@pytest.mark.parametrize("who", ["ann", "ben", "res", "out", "adm"])
def test_nobody_else_learns_that_there_are_cases(world, rev, visit, who):
    case = case_of(world, "boundary")
    other = visit(who)
    assert other.get(HERE).status_code == 404
    assert other.send(f"{HERE}/{case.public_id}", choice=uid(1), **FIELDS).status_code == 404
    assert other.send(f"{HERE}/{case.public_id}/undo").status_code == 404


def test_a_reviewer_who_annotates_the_article_is_blind(world, visit):
    world.add_person("rev", "annotator")
    world.assign("a1", "rev")
    work(world)
    assert visit("rev").get(HERE).status_code == 404


def test_a_case_of_another_article_is_not_found(world, rev):
    world.add_article("a2", "Another text.")
    case = case_of(world, "boundary")
    assert rev.get(f"/articles/a2/review?case={case.public_id}").status_code == 404
    assert rev.send(f"/articles/a2/review/{case.public_id}", choice=uid(1), **FIELDS).status_code == 404


def test_the_queue_is_named_on_the_project_page(world, rev):
    assert "2 open" in words(rev.get("/projects/news"))


def test_before_all_have_handed_in_there_is_nothing_to_decide(visit):
    assert "everybody who annotates" in words(visit("rev").get(HERE))


def test_what_the_gold_lacks_is_said_at_once_and_at_the_end(world, visit):
    with world.writing() as session:
        for number, name in enumerate(("ann", "ben")):
            body = claim(normalized=None, voice=("direct_quote", "mixed_quote")[number])
            who = world.actor(session, name)
            annotating.put(session, who, "a1", uid(number), body, if_match=None)
            submitting.hand_in(session, who, "a1")
    rev = visit("rev")
    case = case_of(world, "attribute")
    shown = words(rev.follow(decide(rev, case, choice=uid(0))))
    assert "The gold still lacks something" in shown
    assert "The one case is settled, but the gold lacks something" in shown
    changed = {"words": "exports rose by 12 percent in 2023", "kind": "span", "tag": "claim", **kept()}
    full = {**changed, "a-normalized": "Exports rose.", "rationale": "Said in one sentence."}
    shown = words(rev.follow(decide(rev, case, choice="amend", edit=uid(0), **full)))
    assert "gold lacks" not in shown


def test_a_link_that_only_one_drew_is_decided(world, visit):
    with world.writing() as session:
        for number, name in enumerate(("ann", "ben")):
            who = world.actor(session, name)
            first, second = uid(10 + number), uid(20 + number)
            annotating.put(session, who, "a1", first, claim(), if_match=None)
            annotating.put(session, who, "a1", second, rebuttal(target_external="Exports rose."), if_match=None)
            if name == "ann":
                link = {"type": "rebuts", "from": second, "to": first}
                relating.put(session, who, "a1", uid(30), link, if_match=None)
            submitting.hand_in(session, who, "a1")
    rev, case = visit("rev"), case_of(world, "relation")
    page = words(rev.get(f"{HERE}?case={case.public_id}"))
    assert "“Critics called the figure misleading” rebuts “exports rose by 12 percent in 2023”" in page
    assert "rebuts The rebuttal answers this." in page
    assert "None n" in page and "Merge m" not in page and "Add a" not in page
    assert decide(rev, case, choice=uid(30)).status_code == 303
    with world.reading() as session:
        gold_links = select(Relation).join(Layer, Layer.id == Relation.layer_id).where(Layer.kind == "gold")
        assert [row.type for row in session.scalars(gold_links)] == ["rebuts"]


def test_a_link_of_an_omission_says_what_is_missing(world, visit):
    with world.writing() as session:
        for number, name in enumerate(("ann", "ben")):
            who = world.actor(session, name)
            annotating.put(session, who, "a1", uid(10 + number), claim(), if_match=None)
            annotating.put(session, who, "a1", uid(20 + number), omission(), if_match=None)
            if name == "ann":
                link = {"type": "omits_context_of", "from": uid(20), "to": uid(10)}
                relating.put(session, who, "a1", uid(30), link, if_match=None)
            submitting.hand_in(session, who, "a1")
    page = words(visit("rev").get(f"{HERE}?case={case_of(world, 'relation').public_id}"))
    assert "△ “The roads cost two billion.” omits context of “exports rose by 12 percent in 2023”" in page


def test_on_each_database(either_world):
    work(either_world)
    rev = Visitor(either_world, "rev")
    assert decide(rev, case_of(either_world, "boundary"), choice=uid(4)).status_code == 303
    assert gold(either_world) == ["exports rose by 12 percent"]
    for path in ("/", "/projects/news", HERE, "/projects/news/sources", "/projects/news/guidelines"):
        assert rev.get(path).status_code == 200
    assert Visitor(either_world, "adm").get("/people").status_code == 200
    for path in ("", "/people", "/import", "/export", "/settings", "/fact-checks"):
        assert Visitor(either_world, "man").get(f"/projects/news{path}").status_code == 200


def test_a_reviewer_blind_elsewhere_is_offered_only_names_they_may_know(world, rev):
    with world.writing() as session:
        ann = world.actor(session, "ann")
        ledger.put_entity(session, ann, world.project(session), uid(40), entity("Only ann's"), if_match=None)
    where = f"{HERE}?case={case_of(world, 'boundary').public_id}&edit=new"
    assert "Only ann" in rev.get(where).text
    world.add_person("rev", "annotator")
    world.add_article("a2", "Another text.")
    world.assign("a2", "rev")
    shown = rev.get(where).text
    assert "Only ann" not in shown and "The Gazette" in shown


def test_layers_stand_side_by_side_without_names(world, rev):
    page = rev.get(f"{HERE}/layers")
    assert page.status_code == 200
    shown = words(page)
    assert "Reader 1" in shown and "Reader 2" in shown
    assert "Critics called the figure misleading" in shown
    with world.reading() as session:
        for layer in session.scalars(select(Layer).where(Layer.kind == "annotator")):
            assert layer.name not in page.text


def test_layers_are_named_when_all_is_decided(world, rev):
    with world.reading() as session:
        open_ones = session.scalars(select(Case).where(Case.state == "open")).all()
        name = session.scalars(select(Layer.name).where(Layer.kind == "annotator")).first()
    for case in open_ones:
        assert decide(rev, case, choice="reject", rationale="No.").status_code == 303
    assert name in rev.get(f"{HERE}/layers").text


def test_63_an_own_reading_is_for_another_reviewer(world, visit):
    work(world)
    world.add_person("ann", "reviewer")
    assert world.as_("man").put("/articles/a1/opening").status_code == 204
    ann, case = visit("ann"), case_of(world, "boundary")
    answer = decide(ann, case, choice=uid(1), rationale="Mine is right.")
    assert answer.status_code == 403
    assert "One of the readings is your own; another reviewer decides this case." in words(answer)


def test_63_while_somebody_works_again_nothing_is_decided_and_what_was_typed_stays(world, rev):
    case = case_of(world, "boundary")
    fields = {"choice": uid(1), "rationale": "As seen."}
    sent = {**hidden(rev.get(f"{HERE}?case={case.public_id}").text), "case_version": "1", **FIELDS, **fields}
    assert world.as_("ann").delete("/articles/a1/submission").status_code == 204
    answer = rev.client.post(f"{HERE}/{case.public_id}", data=sent)
    assert answer.status_code == 409, words(answer)
    assert "As seen." in answer.text
