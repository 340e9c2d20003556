"""What the database itself refuses rests on triggers: one that is gone, another, new or switched off is named."""

from __future__ import annotations

import pytest

from annotator.db import guards, open_store

REFUSES = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
SQLITE = {
    "DROP TRIGGER event_no_update": "trigger event.event_no_update is missing",
    "DROP TRIGGER event_no_update; CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN 0 "
    f"{REFUSES}": "trigger event.event_no_update is not as it was made",
    "DROP TRIGGER change_no_delete; CREATE TRIGGER change_no_delete BEFORE DELETE ON comment "
    f"{REFUSES}": "trigger change.change_no_delete is missing",
    "CREATE TRIGGER quiet AFTER INSERT ON annotation BEGIN UPDATE annotation SET note = 'x'; END":
    "trigger annotation.quiet is none of ours",
}  # fmt: skip
POSTGRESQL = {
    "DROP TRIGGER event_append_only ON event": "trigger event.event_append_only is missing",
    "DROP TRIGGER event_append_only ON event; CREATE TRIGGER event_append_only BEFORE DELETE ON event "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()": "trigger event.event_append_only is not as it was made",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$": "trigger change.change_erased_only is not as it was made",
    "ALTER TABLE event DISABLE TRIGGER event_append_only": "trigger event.event_append_only is switched off",
    "ALTER TABLE layer DISABLE TRIGGER ALL": "trigger layer.of its foreign keys is switched off",
    "CREATE TRIGGER quiet BEFORE INSERT ON annotation FOR EACH ROW EXECUTE FUNCTION refuse_change()":
    "trigger annotation.quiet is none of ours",
    "CREATE RULE quiet AS ON DELETE TO annotation DO INSTEAD NOTHING": "rule annotation.quiet is none of ours",
}  # fmt: skip


def faults(url):
    store = open_store(url)
    with store.reading() as session:
        found = guards.faults(session)[1]
    store.close()
    return found


def change(url, statements):
    store = open_store(url)
    with store.writing() as session:
        driver = session.connection().connection.driver_connection
        first, *then = statements.split("; CREATE")
        for statement in (first, *(f"CREATE{rest}" for rest in then)):
            driver.execute(statement)
    store.close()


def test_fresh_tables_have_the_triggers_that_they_must_have(database_url):
    store = open_store(database_url)
    with store.reading() as session:
        assert guards.digests(session) == guards.GUARDS[session.get_bind().dialect.name]
        assert guards.faults(session) == (len(guards.digests(session)), [])
    store.close()


def test_every_table_of_the_history_is_guarded():
    for names in guards.GUARDS.values():
        tables = {name.partition(".")[0] for name in names}
        assert tables == {"access_event", "change", "checkpoint", "decision", "erasure", "event"}


@pytest.mark.parametrize("statements", SQLITE)
def test_sqlite_is_found_changed(sqlite_url, statements):
    change(sqlite_url, statements)
    assert any(line.startswith(SQLITE[statements]) for line in faults(sqlite_url))


@pytest.mark.parametrize("statements", POSTGRESQL)
def test_postgresql_is_found_changed(postgres_url, statements):
    change(postgres_url, statements)
    assert any(line.startswith(POSTGRESQL[statements]) for line in faults(postgres_url))
