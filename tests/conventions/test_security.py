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
from annotator.jobs import kinds, work
from annotator.models import Base
from annotator.services.corpus import apart
from annotator.services.people import accounts, links, logins, rates, tokens
from annotator.text.extracting import child, evidence, page
from exports import archives
from tests.conventions.asvs import LEVELS
from tests.conventions.tree import ROOT, files, name

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
    assert [one for one in row["test"].split() if not shows_something(one)] == []
    for word in re.findall(r"`([^`]+)`", row["reason"]) if "docs/operating.md" in row["reason"] else ():
        assert word in OPERATING, "the reason names what the page does not say"


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
    assert says("NIST SP 800-63B", "there is no most", "an admin ends those of one person, or all there are")
    assert logins.FRESH.total_seconds() == 600 and says("more than ten minutes ago")


def test_asvs_5_1_1_the_documents_say_types_and_sizes():
    """Each field that takes a file, with what it takes and how much."""
    taken = section("What is taken in")
    fields = re.findall(r"(\w+) = (?:Multiple)?FileField[(]", _code())
    assert len(fields) >= 4 and [field for field in fields if f"`{field}`" not in taken] == []
    accepted = ",".join(re.findall(r"\"accept\": \"([.][^\"]+)\"", _code())).split(",")
    assert len(accepted) >= 8 and {kind for kind in accepted if kind not in taken} == set()
    sizes = [f"{most // 2**20} MB" for most in (page.MOST_BYTES, evidence.MOST_BYTES, archives.LARGEST)]
    sizes += [f"{archives.MOST_MEMBERS:,} members", "plain text or as an attachment", "refused whole"]
    assert [size for size in sizes if size not in taken] == []


def test_asvs_8_1_2_the_documents_say_who_sees_which_fields():
    permissions = (ROOT / "docs/permissions.md").read_text(encoding="utf-8")
    assert "## Fields" in permissions and "pseudonym" in permissions


def test_asvs_11_1_the_documents_name_every_key_and_algorithm():
    """Each file of a key, each algorithm that the code calls, and of each key how it is made, kept and ended."""
    keys = section("Keys")
    files_of_keys = set(re.findall(r"\"((?:\w+/)?\w+[.]key)\"", _code()))
    assert files_of_keys == {"secret.key", "signing.key"} and all(name in keys for name in files_of_keys)
    rows = [row.split("|") for row in re.findall(r"[|] [^|]+(?:[|][^|]+){4}[|]", keys)]
    assert len(rows) >= 5 and all(cell.strip() for row in rows for cell in row[1:6])
    called = {"argon2": "argon2id", "AESGCM": "AES-256-GCM", "HKDF": "HKDF-SHA256", "Ed25519": "Ed25519"}
    called |= {"pyotp": "HMAC-SHA-1", "digest_method": "HMAC-SHA-256", "sha256": "SHA-256"}
    assert {name for name, said in called.items() if name not in _code() or said not in keys} == set()
    assert all(word in keys for word in ("holder", "destroyed", "replaced", "nothing else", "no certificate"))


TALKS = (
    "socket ssl http.client urllib.request ftplib smtplib subprocess multiprocessing asyncio webbrowser".split()
)
STRANGERS = "requests httpx urllib3 aiohttp websockets paramiko grpc boto3 socks redis pymongo".split()


def test_asvs_13_1_1_the_documents_say_with_whom_it_talks():
    """Every module that could talk to anybody stands in the table, and no other."""
    told = set(re.findall(r"`(annotator/[\w/]+[.]py)`", section("With whom the program talks")))
    found = {
        name(path)
        for path in files("annotator", "exports", "schemas", suffix=".py")
        if {*TALKS, *STRANGERS} & imported(path)
    }
    assert told == found
    assert says("`allow_fetch`", "nobody else") and "Off, until `allow_fetch = true`" in OPERATING


def imported(path: Path) -> set[str]:
    """Return the modules that the file imports, with those that they lie in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return names | {one.split(".")[0] for one in names}


def section(title: str) -> str:
    """Return what stands under the title, up to the next of its kind."""
    return re.split(r" ##+ ", SECURITY.partition(f"# {title} ")[2])[0]


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


def test_asvs_15_1_1_the_documents_say_until_when_by_how_grave_it_is():
    days = re.findall(r"[|] with ([^|]+) [|] within (\d+) days", section("Until when"))
    assert [int(number) for _, number in days] == [7, 30, 90]
    assert "critical, or exploited" in days[0][0] and "high" in days[1][0]
    assert says("at each release", "`make audit`")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "requirements/audit.sh" in makefile and "check: style scripts audit" in makefile


def test_asvs_15_1_2_every_component_comes_from_the_index_that_is_named_with_its_hash():
    assert says("`make sbom`", "from the Python Package Index", "the hashes that the lock demands")
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text).strip())
        assert [one for one in entries if "--hash=sha256:" not in one or "==" not in one] == [], lock.name
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links|git\+", text), lock.name
    scripts = "".join(path.read_text(encoding="utf-8") for path in files("annotator/web/static", suffix=".js"))
    assert "import " in scripts and re.findall(r"(?m)^import\b[^'\n]*'(?![.]{1,2}/)[^']+'", scripts) == []


def test_asvs_15_1_3_the_documents_say_what_costs_much_and_what_bounds_it():
    """Each kind of long work, each child process, each bound, as the code has them."""
    costs = section("What costs much")
    assert len(kinds.MODULES) == len(work._KINDS) >= 4
    assert {kind for kind in work._KINDS if f"`{kind}`" not in costs} == set()
    bounds = [f"{child.MEMORY // 2**20} MB", f"{child.CPU_SECONDS} seconds", f"{child.WALL_SECONDS} of waiting"]
    bounds += [f"{apart.MEMORY // 2**20:,} MB", f"{apart.CPU_SECONDS} seconds"]
    bounds += ["`import_rate`", "`export_rate`", "`save_rate`", "`save_burst`", "20 MB", "two at once", "202"]
    assert [bound for bound in bounds if bound not in costs] == []
    codes = set(re.findall(r"\"(\w+_too_complex)\"", _code()))
    assert {code for code in codes if f"`{code}`" not in costs} == set()


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
