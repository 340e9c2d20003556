"""SECURITY.md and docs/asvs.csv say what the code does: limits, keys, tables, logs; no requirement is left out."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest

from annotator.config import Settings
from annotator.domain import passwords, second_factor
from annotator.edge import journal
from annotator.models import Base
from annotator.services.people import accounts, links, logins, rates, tokens
from exports import archives
from tests.conventions.asvs import LEVELS
from tests.conventions.tree import ROOT

SECURITY = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
OPERATING = " ".join((ROOT / "docs/operating.md").read_text(encoding="utf-8").split())
ROWS = list(csv.DictReader((ROOT / "docs/asvs.csv").open(encoding="utf-8", newline="")))
STATUSES = {"met", "exception", "operator", "not applicable"}
OF_PEOPLE = {"account", "attempt", "factor", "recovery", "login", "token", "member"}
CLAIMS = ("expect", "raises", "refused", "assert")


def test_every_requirement_of_levels_one_and_two_has_one_row():
    wanted = {
        f"{section}.{number}": level
        for section, levels in LEVELS.items()
        for number, level in enumerate(levels, 1)
        if level in "12"
    }
    assert {row["requirement"]: row["level"] for row in ROWS} == wanted
    assert len(ROWS) == len(wanted)
    assert sum(level == "1" for level in wanted.values()) == 70


@pytest.mark.parametrize("row", ROWS, ids=[row["requirement"] for row in ROWS])
def test_a_requirement_is_shown_by_a_test_or_has_its_reason(row):
    assert row["status"] in STATUSES
    assert len(row["what"]) >= 4
    if row["status"] == "met":
        assert row["test"]
    else:
        assert len(row["reason"].split()) >= 3
    if row["test"]:
        assert shows_something(row["test"])


def shows_something(named: str) -> bool:
    """Tell whether the test exists and asserts, itself or by a function of its file."""
    path, _, function = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return function in found and asserts(found[function], found)


def asserts(function: ast.FunctionDef, others: dict[str, ast.FunctionDef]) -> bool:
    """Tell whether the function can fail."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".")[-1]
            if called in CLAIMS or (
                called in others and others[called] is not function and asserts(others[called], {})
            ):
                return True
    return False


def test_a_test_that_shows_nothing_is_told_from_one_that_does(tmp_path):
    source = "def test_a():\n    x = 1\ndef test_b():\n    assert x\ndef test_c():\n    test_b()\n"
    found = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    assert [asserts(found[name], found) for name in found] == [False, True, True]


def says(*words: object) -> bool:
    return all(str(word) in SECURITY for word in words)


def test_asvs_2_1_2_the_documents_say_what_must_fit_together():
    assert says("start and end lie in the text", "a term is in the scheme in force", "evidence of its stance")


def test_asvs_6_1_1_and_2_1_3_the_documents_say_the_limits_of_the_code():
    limits = Settings()
    assert (limits.login_failures, accounts.ADDRESS_FAILURES) == (10, 100) and says(
        "10 for a name, 100 for an address"
    )
    assert accounts.WINDOW.total_seconds() == 15 * 60 and says("15 minutes", "`login_failures`")
    assert says(f"{limits.save_rate} a second for a person", f"{limits.save_burst:,} at once")
    assert (limits.import_rate, limits.export_rate, rates.SPAN_HOURS) == (30, 60, 10)
    assert says("30 and 60 an hour for a person, ten hours' worth at once")
    assert says(
        f"{passwords.SHORTEST} characters or more", f"{passwords.MOST_BYTES:,} bytes", "Nobody is locked out"
    )


def test_asvs_6_1_2_the_documents_say_the_words_of_this_place():
    assert says("the user name", f"*{passwords.PRODUCT}*", "the host names of the server", "title of a project")


def test_asvs_6_1_3_and_6_3_4_the_documents_say_all_ways_in():
    assert says("one-time links (256 bits, seven days)", "API tokens", "There are no others")
    assert (links.LIFE.days, tokens.MOST_DAYS) == (7, 366)
    assert says(f"{second_factor.STEP_SECONDS} seconds", "each code once", "118 bits")


def test_asvs_7_1_the_documents_say_how_long_a_log_in_lives():
    limits = Settings()
    assert says(
        f"live {limits.session_hours} hours, {limits.idle_minutes // 60} without a request", "as many at once"
    )
    assert logins.FRESH.total_seconds() == 600 and says("more than ten minutes ago")


def test_asvs_5_1_1_the_documents_say_types_and_sizes():
    assert says(f"{archives.MOST_MEMBERS:,} members", "text, HTML, PDF", "20 MB", "plain text or as an attachment")


def test_asvs_8_1_2_the_documents_say_who_sees_which_fields():
    permissions = (ROOT / "docs/permissions.md").read_text(encoding="utf-8")
    assert "## Fields" in permissions and "pseudonym" in permissions


def test_asvs_11_1_the_documents_name_every_key():
    assert says("`secret.key`", "`keys/signing.key`", "Ed25519", "AES-256-GCM", "HKDF-SHA256", "renewed")


def test_asvs_13_1_1_the_documents_say_with_whom_it_talks():
    assert says("## With whom the program talks", "`allow_fetch`", "nobody else")
    assert "Off, until `allow_fetch = true`" in OPERATING


def test_asvs_14_1_the_documents_list_every_table_of_people():
    assert set(Base.metadata.tables) >= OF_PEOPLE
    assert [table for table in OF_PEOPLE if f"`{table}`" not in SECURITY] == []


PERSONAL = {
    row["table"]: row
    for row in csv.DictReader((ROOT / "docs/personal-data.csv").open(encoding="utf-8", newline=""))
}
OF_WHOM = {"account_id", "made_by", "kept_by", "actor", "note", "name_key", "password_hash", "token_hash", "place"}


def test_every_column_is_said_to_be_of_people_or_not():
    listed = {name: sorted((row["of people"] + " " + row["other"]).split()) for name, row in PERSONAL.items()}
    tables = Base.metadata.tables.items()
    assert listed == {name: sorted(column.name for column in table.columns) for name, table in tables}
    told = {name: bool(row["what"] and row["until"]) for name, row in PERSONAL.items()}
    assert told == {name: bool(row["of people"]) for name, row in PERSONAL.items()}


@pytest.mark.parametrize("name", Base.metadata.tables)
def test_what_leads_to_a_person_is_listed_as_theirs(name):
    columns = Base.metadata.tables[name].columns
    leads = {one.name for one in columns if any(key.column.table.name == "account" for key in one.foreign_keys)}
    leads |= {one.name for one in columns if one.name in OF_WHOM} - ({"note"} if name == "checkpoint" else set())
    assert leads <= set(PERSONAL[name]["of people"].split())


def test_asvs_15_1_the_documents_say_until_when_and_what_costs():
    assert says("within 7 days", "30 when high", "90 otherwise", "What costs much", "`make audit`", "`make sbom`")


def test_asvs_16_1_1_the_documents_list_what_is_logged():
    assert says(f"`{journal.LOG.name}`", "to stderr", "There is no access log", "No text of an article")
    assert all(
        re.search(rf"\b{status // 100 if status >= 500 else status}", SECURITY) for status in journal.REFUSALS
    )
    handlers = re.findall(r"FileHandler|SysLogHandler|SMTPHandler", _code())
    assert handlers == []


def _code() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in Path(ROOT / "annotator").rglob("*.py"))


INPUTS = list(csv.DictReader((ROOT / "docs/bad-input.csv").open(encoding="utf-8", newline="")))


def test_every_row_of_bad_input_is_there():
    assert [int(row["row"]) for row in INPUTS] == list(range(1, 80))


@pytest.mark.parametrize("row", INPUTS, ids=[row["row"] for row in INPUTS])
def test_bad_input_is_tried_or_has_its_reason(row):
    named = row["tests"].split()
    assert named or len(row["reason"].split()) >= 5
    assert [one for one in named if not shows_something(one)] == []


PEERS = list(csv.DictReader((ROOT / "docs/peers.csv").open(encoding="utf-8", newline="")))
TRIED = ("tests/functional/web/test_attacks.py", "tests/functional/web/test_peers.py")


@pytest.mark.parametrize("row", PEERS, ids=[row["id"] for row in PEERS])
def test_what_was_found_in_a_peer_is_tried_here(row):
    named = row["tests"].split()
    assert named and row["cause"] and [one for one in named if not shows_something(one)] == []


def test_every_trial_of_a_peer_stands_in_the_list():
    tried = {
        f"{path}::{node.name}"
        for path in TRIED
        for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_peer_")
    }
    assert tried <= {one for row in PEERS for one in row["tests"].split()}
