"""A person is erased: name and free text are gone, what they annotated stays, and everything still verifies."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator import clock, keyring
from annotator.errors import Conflict, Invalid
from annotator.models import Account, Change, Decision, PageDraft, Pseudonym, SchemeDraft
from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from annotator.services.proof import checking, checkpoints, erasing
from exports.verifying import check_release
from tests.proved import make_package, work

NOTE = "oubliez"


@pytest.fixture
def worked(either_world):
    work(either_world)
    return either_world


def erase(world, name: str, basis: str = "asked for it") -> int:
    with world.writing() as session:
        return erasing.erase(session, OPERATOR, accounts.find(session, name), basis)


def wrong(world) -> list[str]:
    with world.reading() as session:
        return [line for finding in checking.check(session) for line in finding.wrong]


def everything(world) -> str:
    """Return all that the tables hold, as text."""
    from sqlalchemy import inspect, text

    with world.store.read_engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return "\n".join(str(row) for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"')))


def test_name_and_notes_are_gone_everywhere(worked):
    with worked.writing() as session:
        accounts.find(session, "ben").name, accounts.find(session, "ben").name_key = "Benedikta", "benedikta"
    assert "Benedikta" in everything(worked) and everything(worked).count(NOTE) > 4
    assert erase(worked, "Benedikta") > 0
    assert erase(worked, "ann") > 0
    left = everything(worked)
    assert "enedikta" not in left and NOTE not in left
    assert wrong(worked) == []


def test_what_they_annotated_stays_under_the_pseudonym(worked):
    before = worked.as_("man").get("/articles/a1/layers").json["items"]
    erase(worked, "ann")
    after = worked.as_("man").get("/articles/a1/layers").json["items"]
    assert [layer["layer"] for layer in after] == [layer["layer"] for layer in before]
    tags = [[row["tag"] for row in layer["annotations"]] for layer in after]
    assert tags == [[row["tag"] for row in layer["annotations"]] for layer in before]
    assert {row["note"] for layer in after for row in layer["annotations"] if layer["layer"] != "gold"} >= {None}


def test_the_reasons_of_a_reviewer_are_gone(worked):
    erase(worked, "rev")
    with worked.reading() as session:
        mine = session.scalars(select(Decision).where(Decision.account_id.is_not(None))).all()
        assert mine and all(decision.body["rationale"] is None for decision in mine)
    assert "It says so." not in everything(worked)
    assert wrong(worked) == []


def test_nothing_lets_the_person_in_any_more(worked):
    erase(worked, "ann")
    assert worked.as_("ann").get("/projects").status_code == 401
    with worked.reading() as session:
        gone = session.scalars(select(Account).where(Account.name.startswith("erased-"))).one()
        assert (gone.disabled, gone.password_hash, gone.admin) == (True, None, False)


def test_what_the_person_had_begun_and_not_stored_is_gone(worked):
    with worked.writing() as session:
        mine = {"project_id": worked.project(session).id, "account_id": accounts.find(session, "ann").id}
        session.add(PageDraft(public_id="p", name=NOTE, data=NOTE.encode(), page={}, created=clock.now(), **mine))
        session.add(SchemeDraft(base=1, body={"note": NOTE}, changed=clock.now(), **mine))
    erase(worked, "ann")
    with worked.reading() as session:
        assert [*session.scalars(select(PageDraft)), *session.scalars(select(SchemeDraft))] == []


def test_a_release_made_afterwards_verifies_and_says_what_is_gone(worked, tmp_path):
    kept = checkpoints.make_all(worked.store, keyring.signer(worked.workspace.path))
    count = erase(worked, "ann")
    steps = check_release(make_package(worked, tmp_path / "release"))
    assert [step.wrong for step in steps if step.wrong] == []
    assert next(step for step in steps if step.name == "erasures").looked_at == 1
    with worked.reading() as session:
        assert len(session.scalars(select(Change).where(Change.commitment.is_not(None))).all()) == count
        project = worked.project(session)
        note = next(row.note for row in kept if row.origin.endswith("/news"))
        keys = keyring.keys(worked.workspace.path)
        assert checkpoints.hold(session, project, note, keys) is None


def test_work_that_was_not_handed_in_is_taken_back(either_world):
    erase(either_world, "ben")
    given = either_world.as_("man").get("/projects/news/assignments").json["items"]
    assert [one["annotator"] for one in given] == ["ann"]
    assert wrong(either_world) == []


def test_an_erasure_says_on_what_ground(worked):
    for basis in ("", " ", "x" * 501):
        with pytest.raises(Invalid):
            erase(worked, "ann", basis)


def test_the_last_manager_and_the_last_admin_stay(worked):
    with pytest.raises(Conflict, match="last manager of news"):
        erase(worked, "man")
    with pytest.raises(Conflict, match="last admin"):
        erase(worked, "adm")


def test_the_pseudonym_leads_to_nobody(worked):
    erase(worked, "ann")
    with worked.reading() as session:
        query = select(Account.name).join(Pseudonym, Pseudonym.account_id == Account.id)
        assert any(name.startswith("erased-") for name in session.scalars(query))
