"""What was found in other programs for annotating, tried here; each test bears the number of what it answers."""

from __future__ import annotations

import ast
import io
import re
import socket
import time
import zipfile

import pytest

from annotator.permissions import OPERATOR
from annotator.services.project import projects
from annotator.text.sentences import sentences
from annotator.text.words import tokens
from exports import archives
from tests.bodies import claim, uid
from tests.conventions.tree import ROOT, files, name
from tests.functional.authorisation.asking import BODIES, PLACES, routes
from tests.functional.authorisation.setting import (
    CHECK,
    CLAIM,
    ENTITY_OF_ANN,
    LINK,
    REBUTTAL,
    SAID,
    SOURCE_OF_ANN,
    set_up,
)
from tests.functional.authorisation.test_blindness import told
from tests.functional.authorisation.test_every_address import addresses, filled
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


def test_peer_label_studio_9801_nothing_of_ours_calls_an_address_that_was_stored(fetching, nobody_else):
    """Addresses are allowed, and one stands in a source and an article: nobody asks it, whatever is opened."""
    man, reader, seen = fetching.as_("man"), Visitor(fetching, "man"), 0
    known = {"title": "x", "publisher": "x", "tier": "primary", "genre": "document", "accessed": "2024-01-01"}
    sent = known | {"url": "http://asked.example/x", "archive_url": "http://asked.example/y"}
    assert man.put(f"/projects/news/sources/{uid(1)}", sent).status_code == 201
    kept = fetching.add_article("f1", "A text of an article that has an address.", url="http://asked.example/z")
    there = {"article_id": [kept], "source_id": [uid(1)], "uuid": [uid(1)]}
    for row in routes(fetching):
        method, rule = row.split(" ", 1)
        for path in filled(rule, "gold", **there) if method == "GET" else ():
            seen += reader.get(path).status_code == 200
    assert seen > 40 and nobody_else == []
    assert [row for row in routes(fetching) if re.search("webhook|callback|endpoint|storage", row)] == []


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


@pytest.mark.parametrize("member", ["../out.txt", "/abs.txt", "a/../../out.txt", "..\\out.txt"])
def test_peer_cve_2026_47682_no_name_of_an_archive_leads_out(world, member):
    """By itself, and through the page that takes a corpus."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "text")
    with pytest.raises(archives.ArchiveError) as refused, archives.opened(io.BytesIO(packed.getvalue())) as inside:
        list(inside.names())
    assert refused.value.code == "archive_path"
    here = "/projects/news/import"
    file = (io.BytesIO(packed.getvalue()), "corpus.zip")
    answer = Visitor(world, "man").send(here, page=here, files=[file], format="brat")
    assert answer.status_code == 422 and "leads out of the archive" in words(answer)


def test_peer_label_studio_9924_nothing_is_found_by_its_key_alone(world):
    """Whoever may do everything in another project sends all that may be sent there, with the keys of this one."""
    ids = set_up(world)
    for role in ("annotator", "reviewer", "researcher"):
        world.add_person("out", role, slug="other")
    world.add_article("o1", "A text of the other project, long enough.", slug="other")
    world.assign("o1", "out")
    out, before, sent = world.as_("out"), heard_in_news(world, ids), 0
    for row in (row for row in routes(world) if "/api/" in row):
        method, rule = row.split(" ", 1)
        for key in next((keys for part, keys in KEYS.items() if f"/{part}/<uuid>" in rule), (uid(999),)):
            known = {**PLACES, **ids, "slug": "other", "article_id": "o1", "uuid": key, "annotation": CLAIM}
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part, known=known: known.get(part[1], uid(999)), rule)
            answer = out.call(method, path.removeprefix("/api/v1"), BODIES.get(row), if_match=1)
            assert answer.status_code >= 400 or not re.search("(annotations|relations|comments)/<uuid>", rule), row
            assert b"Of ann" not in answer.data, (row, key)
            sent += method != "GET"
    assert sent > 40 and heard_in_news(world, ids) == before


KEYS = {
    "annotations": (CLAIM, REBUTTAL),
    "relations": (LINK,),
    "comments": (SAID,),
    "entities": (ENTITY_OF_ANN,),
    "sources": (SOURCE_OF_ANN,),
    "fact-checks": (CHECK,),
}


def heard_in_news(world, ids: dict[str, str]) -> dict[str, object]:
    """Return all that the manager of the first project is told of it."""
    man, others = world.as_("man"), {name: [value] for name, value in ids.items() if name != "layer"}
    paths = [path for path in addresses(world, ids["layer"], **others) if path.startswith("/api/v1/")]
    return {path: told(man.get(path.removeprefix("/api/v1"))) for path in paths}


def test_peer_label_studio_5172_and_badgerdoc_529_the_labels_of_others_are_not_there(world):
    ann, ben = world.as_("ann"), world.as_("ben")
    before = [ben.get(path).data for path in ("/articles/a1", "/articles/a1/layers", "/articles/a1/comments")]
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    after = [ben.get(path).data for path in ("/articles/a1", "/articles/a1/layers", "/articles/a1/comments")]
    assert before == after


UNSAFE = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "jsonpickle"}
OPENS = re.compile(r"yaml\.(unsafe|full)_load(_all)?|\w+\.read_pickle|(torch|numpy|np)\.load")


def test_peer_cve_2025_5173_nothing_is_unpickled():
    loaded = []
    for path in files("annotator", "exports", "schemas", suffix=".py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            loaded += [name(path) for module in imported if module.split(".")[0] in UNSAFE]
            loaded += [name(path)] if isinstance(node, ast.ImportFrom) and node.module == "yaml" else []
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            loaded += [name(path)] if OPENS.fullmatch(called) else []
            if called in {"yaml.load", "yaml.load_all"}:
                loader = next((ast.unparse(word.value) for word in node.keywords if word.arg == "Loader"), "")
                safe = re.search(rf"class {loader}\((yaml\.SafeLoader|_Base)\)", text)
                assert safe and ("_Base" not in safe[0] or '(yaml, "CSafeLoader", yaml.SafeLoader)' in text), path
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


def test_peer_cve_2026_65986_guidelines_carry_nothing_that_acts(world):
    evil = '<svg onload="alert(1)"></svg><img src=x onerror=alert(1)>[x](javascript:alert(1))'
    evil += "![x](data:image/svg+xml,x)"
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), evil)
    shown = Visitor(world, "ann").get("/projects/news/guidelines").text.split("<main")[1]
    assert not re.search(r"<svg|<img|href=\"(javascript|data):", shown)


@pytest.mark.parametrize("hostile", ["a.", "(", "'", "-", "1,", "e\u0301", "\n ", "“", "http://", "A. ", "…?"])
def test_peer_cve_2021_43854_no_text_holds_a_tokeniser_up(hostile):
    """Ten times the text takes some ten times as long, where a pattern that goes back takes a hundred times."""
    taken = []
    for size in (2_000, 20_000):
        text, began = hostile * (size // len(hostile)), time.process_time()
        tokens(text, "en"), sentences(text, "en")
        taken.append(time.process_time() - began)
    assert taken[1] < max(1.0, 40 * taken[0]) and taken[1] < 10
