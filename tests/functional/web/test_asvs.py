"""Requirements of ASVS 5.0 that no other test shows; the names carry their numbers, docs/asvs.csv has them all."""

from __future__ import annotations

import ast
import json
import logging
import re
import stat
from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest

from annotator import clock, keyring
from annotator.app import settings
from annotator.config import Settings, make_workspace
from annotator.edge import journal
from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links, tokens
from tests.bodies import SOURCE, claim, uid
from tests.conventions.tree import ROOT, files, name
from tests.functional.authorisation.asking import routes
from tests.functional.authorisation.test_every_address import filled
from tests.functional.web.test_factors import code
from tests.pages import PAGE
from tests.visitors import Visitor

CODE = {name(path): path.read_text(encoding="utf-8") for path in files("annotator", "exports", suffix=".py")}
SCRIPTS = {name(path): path.read_text(encoding="utf-8") for path in files("annotator/web/static", suffix=".js")}
PASSWORD = "four plain words here"


@cache
def calls():
    """Return every call in the code: where, of what by name, and itself."""
    return [
        (path, ast.unparse(node.func), node)
        for path, text in CODE.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
    ]


def found(pattern, texts=None):
    return [path for path, text in (texts or CODE).items() if re.search(pattern, text)]


def test_asvs_1_2_4_no_statement_is_made_of_strings():
    """What is run as SQL is written out, or a name in capitals that is written out once."""
    raw = [
        f"{path}:{node.lineno}"
        for path, called, node in calls()
        for given in node.args[:1]
        if not path.startswith(("annotator/db/", "annotator/migrations/"))
        and (_is_made(given) if called.endswith(".execute") else _is_sql(path, called) and not _is_fixed(given))
    ]
    assert raw == []


def _is_sql(path: str, called: str) -> bool:
    named = {"text", "literal_column", "sqlalchemy.text"} if "sqlalchemy" in CODE[path] else set()
    imported = re.search(r"from sqlalchemy import[^\n]*\b(text|literal_column)\b", CODE[path])
    return (called in named and bool(imported)) or called.endswith(".exec_driver_sql")


def _is_fixed(given: ast.expr) -> bool:
    return isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id.isupper())


def _is_made(given: ast.expr) -> bool:
    return isinstance(given, (ast.JoinedStr, ast.BinOp)) or ast.unparse(given).endswith(".format()")


STARTS = re.compile(
    r"(builtins\.)?(eval|exec|compile|__import__)|os\.(system|popen|spawn\w+|exec\w+|posix_spawn\w*)"
    r"|subprocess\.get(status)?output|asyncio\.create_subprocess_shell|pty\.spawn"
)
SHELLS = {"sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "-c"}


def test_asvs_1_2_5_and_1_3_2_nothing_starts_a_shell_or_runs_text():
    assert [(path, called) for path, called, _ in calls() if STARTS.fullmatch(called)] == []
    assert [path for path, _, node in calls() if any(word.arg == "shell" for word in node.keywords)] == []
    started = [(path, node) for path, called, node in calls() if called.startswith("subprocess.")]
    assert started, "programs are started by a list of words"
    words = [(path, getattr(one, "value", None)) for path, node in started for one in ast.walk(node)]
    assert [(path, word) for path, word in words if isinstance(word, str) and word in SHELLS] == []


def test_asvs_3_3_1_the_cookie_behind_tls_is_secure_and_of_this_host(world):
    made = settings(world.workspace, secure=True)
    assert made["SESSION_COOKIE_NAME"] == "__Host-session"
    assert made["SESSION_COOKIE_SECURE"] is made["SESSION_COOKIE_HTTPONLY"] is True
    assert (made["SESSION_COOKIE_PATH"], "SESSION_COOKIE_DOMAIN" in made) == ("/", False)


@pytest.mark.parametrize("path", ["/login", "/api/v1/projects", "/nothing", "/static/x/none.js", "/healthz"])
def test_asvs_3_4_1_browsers_stay_on_tls(world, path):
    client = world.app.test_client()
    answer = client.get(path, base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get(path).headers


def test_asvs_3_5_5_no_window_is_listened_to():
    listening = found(r"addEventListener\(['\"]message['\"]|\bonmessage\b", SCRIPTS)
    assert listening == [] or all("BroadcastChannel" in SCRIPTS[path] for path in listening)
    others = r"(window|self|globalThis|parent|top)\.(onmessage|postMessage|opener)|\.contentWindow"
    assert found(others, SCRIPTS) == []


def test_asvs_4_1_1_every_body_has_its_type(world):
    man, seen = Visitor(world, "man"), 0
    for row in routes(world):
        method, rule = row.split(" ", 1)
        for path in filled(rule, "gold") if method == "GET" else ():
            answer = man.get(path)
            if answer.data:
                seen += answer.status_code == 200
                kind = answer.headers["Content-Type"]
                kept = "Content-Disposition" in answer.headers  # bytes as they came, whatever their charset
                assert "charset=utf-8" in kind or kept or not kind.startswith("text/"), (rule, kind)
    assert seen > 50


PATHS = ("/projects", "/projects/", "/none", "//projects", "/articles//a1")


def test_asvs_4_1_2_the_api_leads_nowhere(world):
    answers = [world.as_(who).get(path) for who in ("man", None) for path in PATHS]
    assert {answer.status_code for answer in answers} <= {200, 401, 404}


def test_asvs_4_1_3_and_15_3_4_headers_of_users_are_not_believed(world):
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    away = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    answer = world.as_(None).get("metrics", headers=forged, **away)
    assert answer.status_code == 404
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", ["/projects/news/export/file?format=jsonl&layers=gold", "/articles/a1/original"])
def test_asvs_5_4_1_names_of_downloads_are_ours(world, path):
    known = world.add_article("b\u00e4d", 'A text "with" quotes.', title='x"; filename="evil.html')
    for address in (path, path.replace("a1", known)):
        answer = Visitor(world, "man").get(address)
        said = answer.headers["Content-Disposition"]
        assert answer.status_code == 200 and answer.data
        assert re.fullmatch(r"attachment; filename=\"?[\w.-]+\"?(; filename\*=UTF-8''[\w.%-]+)?", said), said
        assert "evil" not in said


def test_asvs_6_2_8_a_password_is_verified_as_it_was_typed(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.set_password(session, account, " Tall green Ladders \u212b ")
        kept = account.password_hash
    assert accounts.verify_password(kept, " Tall green Ladders \u212b ")
    for other in ("Tall green Ladders \u212b", " tall green ladders \u212b ", " Tall green Ladders \u00c5 "):
        assert not accounts.verify_password(kept, other)
    long = "green ladders " * 30
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), long)
        kept = accounts.find(session, "ann").password_hash
    assert accounts.verify_password(kept, long) and not accounts.verify_password(kept, long[:-1])


def test_asvs_6_2_10_no_password_expires(world, monkeypatch):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
    later = clock.now() + timedelta(days=4000)
    monkeypatch.setattr(clock, "now", lambda: later)
    stranger = Visitor(world, None)
    assert stranger.send("/login", page="/login", username="ann", password=PASSWORD).headers["Location"] == "/"


def test_asvs_6_4_2_there_is_no_secret_question():
    columns = {column.name for column in Account.__table__.columns}
    assert not {name for name in columns if re.search("hint|question|answer|mother|mail|phone", name)}


def test_asvs_6_5_3_and_11_5_1_secrets_come_from_the_system(world):
    """256 bits in 43 letters: what a link, an invitation, a log-in and a token are asked for by."""
    with world.writing() as session:
        ann, news = accounts.find(session, "ann"), world.project(session)
        ways = {
            "link": lambda: links.for_password(session, OPERATOR, ann),
            "invitation": lambda: links.invite(session, OPERATOR, news, ["annotator"]),
            "log-in": lambda: accounts.start_login(session, ann),
            "token": lambda: tokens.create(session, ann),
        }
        for name, make in ways.items():
            made = {make() for _ in range(20)}
            assert len(made) == 20 and all(re.fullmatch(r"[\w-]{43}", one) for one in made), name
    chance = found(r"(?m)^\s*(import random|from random|import numpy|from numpy)")
    assert [path for path in chance if re.search(r"services/people|edge/|web/|api/|keyring|clock", path)] == []
    assert "secrets.token_urlsafe(32)" in CODE["annotator/clock.py"]


@pytest.mark.parametrize("created, seen", [(13, 0), (3, 3)], ids=["longest life", "idle"])
def test_asvs_7_3_a_log_in_ends_by_itself(world, monkeypatch, created, seen):
    ann = Visitor(world, "ann")
    assert ann.get("/account").status_code == 200
    start = clock.now()
    step = timedelta(hours=1) if not seen else timedelta(hours=seen)
    moments = [start + step * turn for turn in range(1, int(created / (step.total_seconds() / 3600)) + 1)]
    statuses = []
    for moment in moments:
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        statuses.append(ann.get("/account").status_code)
    assert statuses[-1] == 303
    assert statuses[:-1] == [200] * (len(statuses) - 1) or statuses.index(303) >= Settings().session_hours - 1


def prove(world, session, name: str) -> str:
    """Give the person a second factor that counts, and return its secret."""
    account, key = accounts.find(session, name), world.workspace.secret_key
    factors.begin(session, account, key)
    secret = factors.secret(session, account, key)
    factors.prove(session, OPERATOR, account, code(secret), key)
    return secret


def test_asvs_9_1_a_changed_cookie_is_nobody(world):
    ann = Visitor(world, "ann")
    kept = ann.client.get_cookie("annotator_session").value
    for forged in (kept[:-2] + "xx", kept.rsplit(".", 1)[0] + ".", "eyJsb2dpbiI6MX0.x.y", kept.swapcase()):
        ann.client.set_cookie("annotator_session", forged)
        assert ann.get("/account").status_code == 303


def test_asvs_11_2_1_and_11_4_1_only_known_algorithms_of_known_libraries():
    hashes = {match for text in CODE.values() for match in re.findall(r"hashlib\.(\w+)", text)}
    assert hashes <= {"sha256", "sha512", "file_digest", "blake2b"}
    assert found(r"from hashlib import|from hmac|hmac\.(new|digest)\(|import hashlib as|Crypto\.Hash") == []
    used = {
        match for text in CODE.values() for match in re.findall(r"from cryptography[\w.]*\.(\w+) import", text)
    }
    assert used <= {"exceptions", "aead", "hashes", "hkdf", "ed25519", "serialization"}
    assert found(r"\b(ECB|CBC|PKCS1v15|MD5|SHA1|DES|RC4)\b") == []


def test_asvs_13_3_secrets_are_files_of_their_owner(tmp_path):
    workspace = make_workspace(tmp_path / "here")
    secret = workspace.path / "secret.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(workspace.path.stat().st_mode) == 0o700
    keyring.signer(workspace.path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (workspace.path / "keys").glob("*.key")} == {0o600}
    assert found(r"(?i)(secret_key|password|token)\s*=\s*[\"'][A-Za-z0-9+/]{16,}[\"']") == []


def test_asvs_13_4_2_there_is_no_debug_mode(world):
    assert world.app.debug is False
    assert [
        (path, called) for path, called, _ in calls() if called.endswith(("app.run", "set_trace", "breakpoint"))
    ] == []
    assert found(r"debug\s*=\s*True|FLASK_DEBUG") == []


@pytest.mark.parametrize("path", ["/static/", "/static/js/", "/static/css", "/captures/", "/keys/", "/projects/"])
def test_asvs_13_4_3_no_folder_is_listed(world, path):
    answer = Visitor(world, "man").get(path)
    assert answer.status_code in {303, 404}
    assert "Index of" not in answer.text


def test_asvs_14_3_1_logging_out_clears_the_cache(world):
    answer = Visitor(world, "ann").send("/logout")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"cache"')


def test_asvs_14_3_3_no_secret_in_the_browsers_storage():
    kept = re.compile(r"(localStorage|sessionStorage)\.setItem\(([^,]+),")
    keys = {key for text in SCRIPTS.values() for _, key in kept.findall(text)}
    assert not {key for key in keys if re.search("token|password|csrf|session", key, re.IGNORECASE)}
    assert found(r"document\.cookie", SCRIPTS) == []


def test_asvs_16_2_5_no_text_and_no_password_is_logged(world, caplog):
    caplog.set_level(logging.DEBUG)
    note, typed = "a note that is nobody's business", "words that were typed"
    ann = world.as_("ann")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(note=note)).status_code == 201
    ann.put(f"/articles/a1/annotations/{uid(2)}", {"tag": "none", "note": note})
    Visitor(world, None).send("/login", page="/login", username=typed, password=typed)
    Visitor(world, "ann").send("/people", name=typed)
    said = " ".join(record.getMessage() for record in caplog.records)
    assert said and note not in said and typed not in said and world.tokens["ann"] not in said


def test_asvs_16_3_log_ins_and_refusals_are_logged(world, caplog):
    caplog.set_level(logging.INFO)
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
    stranger = Visitor(world, None)
    stranger.send("/login", page="/login", username="ann", password="wrong one")
    stranger.send("/login", page="/login", username="ann", password=PASSWORD)
    stranger.get("/people")
    stranger.client.post("/projects", data={})
    world.as_(None).get("/projects", headers={"Authorization": "Bearer x"})
    entries = [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]
    told = [(entry["what"], entry.get("code")) for entry in entries]
    assert told == [
        ("login:failed", None), ("login:begun", None), ("refused", "forbidden"), ("refused", "csrf"),
        ("refused", "login_needed"),
    ]  # fmt: skip


def test_asvs_16_3_1_the_second_step_of_a_log_in_is_logged(world, caplog):
    """A right password that waits, a wrong code, a right one, and a recovery code that was used before."""
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
        secret = prove(world, session, "ann")
    caplog.set_level(logging.INFO)
    for typed in ("000000", code(secret, 1)):
        stranger = Visitor(world, None)
        stranger.send("/login", page="/login", username="ann", password=PASSWORD)
        stranger.send("/login/code", page="/login/code", code=typed)
    entries = [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]
    assert [(entry["what"], entry.get("by")) for entry in entries] == [
        ("login:code-asked", "password"), ("login:failed", "code"),
        ("login:code-asked", "password"), ("login:begun", "password and code"),
    ]  # fmt: skip
    assert {entry["account"] for entry in entries} == {1}


@pytest.mark.parametrize("path", ["/articles/a1", "/projects/news/sources/x", "/projects/other"])
def test_asvs_16_3_2_whoever_asks_for_what_is_hidden_from_them_is_logged(world, caplog, path):
    """What one may not know of is answered like what is not there; the log tells who asked, and for what kind."""
    world.add_project("other")
    caplog.set_level(logging.INFO)
    out, stranger = Visitor(world, "out"), Visitor(world, None)
    assert [out.get(path).status_code, out.get(f"/api/v1{path}").status_code] == [404, 404]
    assert (out.get("/nowhere").status_code, stranger.get("/nowhere").status_code) == (404, 404)
    entries = [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]
    told = [(entry["what"], entry["status"], entry["account"]) for entry in entries]
    assert len(told) >= 1 and set(told) == {("refused", 404, entries[0]["account"])} and entries[0]["account"]
    assert "/nowhere" not in str(entries) and path not in {entry["route"] for entry in entries}


def test_asvs_16_5_an_error_of_ours_is_logged_and_not_told(world, caplog, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("annotator.queries.projects.visible_to", fail)
    answer = world.as_("man").get("/projects")
    assert answer.status_code == 500
    assert "secret of the machine" not in answer.text and answer.json["request_id"] in answer.json["detail"] + str(
        answer.json
    )
    assert "secret of the machine" in caplog.text


def test_asvs_9_2_3_a_cookie_of_another_workspace_is_nobody(world, monkeypatch):
    ann = Visitor(world, "ann")
    assert ann.get("/account").status_code == 200
    monkeypatch.setitem(world.app.config, "SECRET_KEY", "0123456789abcdef" * 4)
    assert ann.get("/account").status_code == 303


def test_asvs_11_3_2_one_cipher_encrypts():
    assert found(r"Cipher\(|AESCCM|AESSIV|ChaCha20|modes\.|Fernet|Crypto\.Cipher") == []
    assert found(r"AESGCM") == ["annotator/services/people/sealing.py"]


NAMES = ["../../evil.html", "/etc/evil", "..\\evil.txt", "evil\x00.html", "<script>evil.html", "C:evil.html"]


@pytest.mark.parametrize("typed", NAMES)
def test_asvs_5_3_2_no_name_of_a_file_becomes_a_path(world, typed):
    folder = world.workspace.path.parent
    before = set(folder.rglob("*"))
    man = Visitor(world, "man")
    here = "/projects/news/import"
    for data in (PAGE.encode(), b'{"text": "A text of a file."}\n'):
        uploads = {"pages": [(BytesIO(data), typed)], "files": [(BytesIO(data), typed)]}
        for field, where in (("pages", f"{here}/pages"), ("files", here)):
            assert man.send(where, page=here, **{field: uploads[field]}).status_code in {200, 303, 400, 415, 422}
    path = f"/projects/news/sources/{SOURCE}/capture"
    assert world.as_("man").call("PUT", path, data=PAGE.encode(), content_type="text/html").status_code < 300
    made = {one for one in set(folder.rglob("*")) - before if one.is_file()}
    assert [one for one in made if "evil" in one.name] == []
    assert [one.name for one in made if re.fullmatch(r"[0-9a-f]{60,64}(\.\w+)?", one.name)] != []
    assert all(one.is_relative_to(world.workspace.path) or one.suffix.startswith(".db") for one in made)


def test_asvs_8_1_2_what_the_documents_say_nobody_writes_is_refused(world):
    fields = (ROOT / "docs/permissions.md").read_text(encoding="utf-8").partition("## Fields")[2]
    assert "pseudonym" in fields and "fields.txt" in fields
    barred = re.findall(r"`(\w+)`", fields.partition("Nobody writes by a body: ")[2].partition(" who did it")[0])
    assert len(barred) >= 7
    for number, field in enumerate(barred):
        answer = world.as_("ann").put(f"/articles/a1/annotations/{uid(number)}", claim() | {field: "x"})
        assert (answer.status_code, answer.json["code"]) == (422, "unknown_field"), field
