"""A page is fetched within its limits; what leads elsewhere is not followed."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress

import pytest

from annotator.errors import Invalid
from annotator.services.evidence.fetching import fetch
from annotator.services.evidence.fetching.addresses import is_public
from tests.unit.services.evidence.fetching.conftest import page


def code_of(url: str, net) -> str:
    with pytest.raises(Invalid) as refused:
        fetch(url, net)
    return refused.value.code


def test_a_page_comes_with_its_type_and_final_address(upstream):
    upstream.answers = [page(b"", status="302 Found", Location="/there"), page(b"<p>x</p>")]
    got = fetch(upstream.url("/here"), upstream.net())
    assert (got.data, got.media_type, got.charset) == (b"<p>x</p>", "text/html", "utf-8")
    assert got.final_url == upstream.url("/there")
    assert b"GET /there HTTP/1.1" in upstream.requests[1] and b"cookie" not in upstream.requests[1].lower()


def test_packed_pages_are_unpacked(upstream):
    upstream.answers = [page(gzip.compress(b"<p>x</p>"), Content_Encoding="gzip")]
    assert fetch(upstream.url(), upstream.net()).data == b"<p>x</p>"


@pytest.mark.parametrize(
    "answer, code",
    [
        (page(b"x", status="404 Not Found"), "fetch_status"),
        (page(b"x", kind="application/pdf"), "fetch_type"),
        (page(b"x", Content_Encoding="br"), "fetch_type"),
        (page(b"x" * (5 * 2**20 + 1)), "fetch_too_large"),
        (page(gzip.compress(b"x" * 60_000_000), Content_Encoding="gzip"), "fetch_too_large"),
        (page(gzip.compress(b"x" * 1000)[:-9], Content_Encoding="gzip"), "fetch_failed"),
        (page(b"not packed", Content_Encoding="gzip"), "fetch_failed"),
        (page(b"x").replace(b"Content-Length: 1", b"Content-Length: 9"), "fetch_failed"),
        (b"SSH-2.0-OpenSSH\r\n", "fetch_failed"),
        (b"", "fetch_failed"),
    ],
)
def test_answers_that_are_no_page(upstream, answer, code):
    upstream.answers = [answer]
    assert code_of(upstream.url(), upstream.net()) == code


def test_what_the_server_said_is_not_told(upstream):
    upstream.answers = [page(b"a secret of the house", status="500 Oh no secret")]
    with pytest.raises(Invalid) as refused:
        fetch(upstream.url(), upstream.net())
    assert "secret" not in str(vars(refused.value))


def test_three_redirects_are_followed_and_no_more(upstream):
    hop = page(b"", status="301 Moved", Location="/next")
    upstream.answers = [hop, hop, hop, page(b"<p>x</p>")]
    assert fetch(upstream.url(), upstream.net()).data == b"<p>x</p>"
    upstream.answers = [hop] * 4
    assert code_of(upstream.url(), upstream.net()) == "url_redirect"


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "file:///etc/passwd", "http://a@b.example/", "//localhost/"]
)
def test_a_redirect_to_where_one_may_not_go_names_it(upstream, target):
    net = upstream.net(
        look_up=lambda host, port: ["127.0.0.1" if host == "news.example" else host],
        is_public=lambda address: address == "127.0.0.1" and len(upstream.requests) < 1,
    )
    upstream.answers = [page(b"", status="302 Found", Location=target)]
    with pytest.raises(Invalid) as refused:
        fetch(upstream.url(), net)
    assert refused.value.code == "url_redirect"
    assert refused.value.extra["target"].endswith(target.removeprefix("//"))
    assert upstream.connects == 1


def test_a_name_is_looked_up_once_and_its_address_pinned(upstream):
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    upstream.answers = [page(b"<p>x</p>")]
    assert fetch(upstream.url(), upstream.net(look_up=rebinding)).data == b"<p>x</p>"
    assert asked == ["news.example"]


def test_one_address_that_is_not_public_is_enough(upstream):
    net = upstream.net(look_up=lambda host, port: ["8.8.8.8", "127.0.0.1"], is_public=is_public)
    assert code_of(upstream.url(), net) == "url_not_public"
    assert upstream.connects == 0


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 302 Found\r\nX: ",
        b"HTTP/1.1 404 Not Found\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    ],
)
def test_what_drips_is_cut(upstream, head):
    def drip(connection) -> None:
        connection.sendall(head)
        with suppress(OSError):
            for _ in range(100):
                connection.sendall(b"a")
                time.sleep(0.1)

    upstream.answers = [drip]
    assert code_of(upstream.url(), upstream.net(seconds=0.5)) == "fetch_timeout"


def test_a_secure_connection_that_never_comes_about_is_given_up(upstream):
    upstream.answers = [lambda connection: time.sleep(2)]
    url = upstream.url().replace("http:", "https:")
    assert code_of(url, upstream.net(seconds=0.5)) == "fetch_timeout"


def test_a_name_that_is_never_found_is_given_up(upstream):
    net = upstream.net(look_up=lambda host, port: time.sleep(5) or [], seconds=0.2)
    assert code_of(upstream.url(), net) == "fetch_timeout"


def test_no_host_and_no_listener_are_failures(upstream):
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    assert code_of(upstream.url(), upstream.net(look_up=nobody)) == "fetch_failed"
    upstream.listener.close()
    assert code_of(upstream.url(), upstream.net()) == "fetch_failed"


def test_a_certificate_must_be_good(upstream):
    upstream.answers = [lambda connection: connection.sendall(b"no TLS here")]
    url = upstream.url().replace("http:", "https:")
    assert code_of(url, upstream.net()) == "fetch_tls"


def test_proxies_of_the_environment_are_not_used(upstream, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    upstream.answers = [page(b"<p>x</p>")]
    assert fetch(upstream.url(), upstream.net()).data == b"<p>x</p>"
