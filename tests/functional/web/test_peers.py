"""What was found in other programs for annotating, tried here; each test bears the number of what it answers."""

from __future__ import annotations

import ast
import io
import re
import socket
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from annotator.models import Token
from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from annotator.services.project import projects
from annotator.text.words import tokens
from exports import archives
from tests.bodies import claim, entity, uid
from tests.conventions.tree import ROOT, files, name
from tests.functional.authorisation.asking import routes
from tests.visitors import Visitor, words

TEMPLATES = (
    "{{7*7}}",
    "{% raw %}x{% endraw %}",
    "${7*7}",
    "#{7*7}",
    "{0.__class__}",
    "%(password)s",
    "<%= 7*7 %>",
)
INSIDE = [
    "http://127.0.0.1:{}/",
    "http://[::1]:{}/",
    "http://localhost:{}/",
    "http://0:{}/",
    "http://inside.example:{}/",
]


@pytest.fixture
def listener():
    """A port of this machine, and whoever came to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.fixture
def fetching(world):
    """The world, with an admin who allows addresses."""
    workspace = world.workspace
    world.workspace = replace(workspace, settings=replace(workspace.settings, allow_fetch=True))
    return world


def came(server) -> bool:
    try:
        server.accept()
        return True
    except TimeoutError:
        return False


def test_peer_ghsa_cpmr_mw4j_99r7_the_proxy_we_show_serves_no_files():
    shown = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert "proxy_pass" in shown
    assert not re.search(r"^\s*(alias|root|try_files|autoindex)\b", shown, re.MULTILINE)


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("peer", ["cve_2023_47116", "cve_2022_31188", "label_studio_9801"])
def test_peer_cve_2023_47116_and_cve_2022_31188_no_address_leads_inside(
    fetching, listener, monkeypatch, peer, address
):
    monkeypatch.setattr(socket, "getaddrinfo", _inside(socket.getaddrinfo))
    url = address.format(listener.getsockname()[1])
    answer = fetching.as_("man").post("/projects/news/articles", {"url": url})
    assert (answer.status_code, answer.json["code"]) == (422, "url_not_public")
    assert not came(listener)


def _inside(real):
    """A name server that says of every name that it is here: what a rebinding one says the second time."""

    def look_up(host, port, *rest, **more):
        here = host if re.fullmatch(r"[\d.:]+", str(host)) else "127.0.0.1"
        return real(here, port, *rest, **more)

    return look_up


def test_peer_label_studio_9801_nothing_of_ours_calls_an_address_that_was_stored(world):
    assert [row for row in routes(world) if re.search("webhook|callback|endpoint|storage", row)] == []


@pytest.mark.parametrize("path", ["/projects/news/export/file?format=jsonl&layers=gold", "/articles/a1/original"])
def test_peer_cve_2023_47115_no_upload_is_served_as_a_page(world, path):
    world.add_article("h1", "<html><script>alert(1)</script>")
    answer = Visitor(world, "man").get(path.replace("a1", "h1"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype not in {"text/html", "image/svg+xml", "application/xhtml+xml"}


def test_peer_cve_2025_47783_a_preview_is_made_by_post_with_the_token_of_the_page(world):
    man = Visitor(world, "man")
    previews = [row for row in routes(world) if re.search("preview|import/pages", row) and row.startswith("POST")]
    assert previews
    for row in previews:
        path = row.split(" ")[1].replace("<slug>", "news").split("<")[0]
        assert man.client.post(path, data={"text": "<script>alert(1)</script>"}).status_code == 403


@pytest.mark.parametrize(
    "file", ["../../secret.key", "/etc/passwd", "..\\..\\x", "a/../../b", "\u2025/x", "%2e%2e/x"]
)
def test_peer_cve_2025_25295_no_path_of_a_user_is_a_path_of_ours(world, file):
    man = world.as_("man")
    for path in (f"/articles/{file}/original", f"/projects/news/releases/{file}/file", f"/projects/{file}/export"):
        assert man.get(path).status_code in {400, 404}
    body = {"text": f"A text that came as {file}.", "id": file}
    made = man.post("/projects/news/articles", body)
    assert made.status_code == 422 or "/" not in made.json["id"]


def test_peer_cve_2026_47682_no_name_of_an_archive_leads_out(world, tmp_path):
    for member in ("../out.txt", "/abs.txt", "a/../../out.txt", "..\\out.txt"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(member, "text")
        with pytest.raises(archives.ArchiveError) as refused, archives.opened(packed) as inside:
            list(inside.names())
        assert refused.value.code.startswith("archive_")


def test_peer_label_studio_9924_nothing_is_found_by_its_key_alone(world):
    world.add_project("other")
    world.add_person("out", "manager", slug="other")
    ann, out = world.as_("ann"), world.as_("out")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    assert ann.put(f"/projects/news/entities/{uid(2)}", entity("Mine")).status_code == 201
    world.add_article("o1", "A text of the other project, long enough.", slug="other")
    for path in (f"/projects/other/entities/{uid(2)}", f"/projects/news/entities/{uid(2)}", "/articles/a1"):
        assert out.get(path).status_code == 404
    assert out.put(f"/articles/o1/annotations/{uid(1)}", claim(), if_match=1).status_code == 404


def test_peer_label_studio_5172_and_badgerdoc_529_the_labels_of_others_are_not_there(world):
    ann, ben = world.as_("ann"), world.as_("ben")
    before = [ben.get(path).data for path in ("/articles/a1", "/articles/a1/layers", "/articles/a1/comments")]
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    after = [ben.get(path).data for path in ("/articles/a1", "/articles/a1/layers", "/articles/a1/comments")]
    assert before == after


def test_peer_cve_2025_5173_nothing_is_unpickled():
    unsafe = {"pickle", "cPickle", "dill", "shelve", "marshal", "joblib"}
    loaded = []
    for path in files("annotator", "exports", "schemas", suffix=".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            loaded += [name(path) for module in imported if module.split(".")[0] in unsafe]
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "yaml.load":
                loader = next((ast.unparse(word.value) for word in node.keywords if word.arg == "Loader"), "")
                assert f"class {loader}(" in path.read_text(encoding="utf-8"), name(path)
    assert loaded == []


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [id]", "!!python/name:os.system", "!<!x> y"])
def test_peer_cve_2025_5173_no_yaml_makes_an_object(world, text):
    from schemas.yamltext import YamlError, loads

    with pytest.raises(YamlError):
        loads(text)


@pytest.mark.parametrize("template", TEMPLATES)
def test_peer_cve_2024_40441_a_template_of_a_manager_is_text(world, template):
    man = Visitor(world, "man")
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), f"Rule {template} end")
    world.add_article("t1", f"A text with {template} in it, and more.", title=f"Title {template}")
    for path in ("/projects/news/guidelines", "/articles/t1", "/projects/news"):
        shown = man.get(path)
        assert shown.status_code == 200
        read = re.sub(r"[_\s]", "", words(shown))  # two underscores are bold in a guideline
        assert re.search("(Rule|with|Title)" + re.escape(re.sub(r"[_\s]", "", template)), read)
        assert not re.search("(Rule|with|Title)49", read)


def test_peer_doccano_1133_a_new_workspace_lets_nobody_in(world):
    stranger = Visitor(world, None)
    for username, password in (
        ("admin", "admin"),
        ("admin", "password"),
        ("adm", "adm"),
        ("root", "root"),
        ("ann", ""),
    ):
        assert stranger.send("/login", page="/login", username=username, password=password).status_code in {
            422,
            429,
        }
    with world.reading() as session:
        known = set(session.scalars(select(Token.token_hash)))
    assert accounts.secret_hash("admin") not in known and accounts.secret_hash("") not in known


def test_peer_cve_2026_65986_guidelines_carry_nothing_that_acts(world):
    evil = '<svg onload="alert(1)"></svg><img src=x onerror=alert(1)>[x](javascript:alert(1))'
    evil += "![x](data:image/svg+xml,x)"
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), evil)
    shown = Visitor(world, "ann").get("/projects/news/guidelines").text.split("<main")[1]
    assert not re.search(r"<svg|<img|href=\"(javascript|data):", shown)


def test_peer_cve_2021_43854_no_text_holds_a_tokeniser_up():
    for hostile in ("a." * 20_000, "(" * 20_000, "'" * 20_000, "-" * 20_000, "1," * 20_000, "e\u0301" * 20_000):
        found = tokens(hostile, "en")
        assert found and found[-1][1] == len(hostile)
