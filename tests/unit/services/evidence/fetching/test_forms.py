"""Every way to write an address inside the house: none of them reaches a listener there."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.services.evidence.fetching import fetch
from annotator.services.evidence.fetching.fetch import Net, look_up

HOSTS = """
127.0.0.1 127.1 127.0.1 127.0.0.2 127.255.255.254 0 0.0.0.0 2130706433 017700000001 0x7f000001 0x7f.0.0.1 0x7f.1
0177.0.0.1 0177.0.0.01 00000177.1 127.0.0.1. localhost LOCALHOST localhost. loc\u00adalhost ①②⑦.⓪.⓪.①
１２７.０.０.１ 127。0。0。1 127．0．0．1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2002:7f00:0001::1] [2001:0:4136:e378:8000:63bf:80ff:fffe] [fe80::1] [fe80::1%25lo] [fc00::1]
[fd12:3456::1] [ff02::1] [ff05::2] [::ffff:0:127.0.0.1] [100::1] [2001:db8::1] [3fff::1] 10.0.0.1 10.255.255.255
172.16.0.1 172.31.255.254 192.168.0.1 192.168.1.254 169.254.169.254 169.254.0.1 100.64.0.1 100.127.255.254
192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 2852039166 0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376 metadata.google.internal
inside.example rebound.example user@127.0.0.1 user:word@localhost example.org@127.0.0.1 example.org\\@127.0.0.1
127.0.0.1\\.example.org example.org#@127.0.0.1 127.0.0.1%23.example.org 127.0.0.1%00.example.org
""".split()
SCHEMES = [
    "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_x",
    "dict://127.0.0.1:{port}/x", "data:text/html,x", "javascript:alert(1)", "//127.0.0.1:{port}/",
    "http:/127.0.0.1",
    "http:127.0.0.1:{port}", "http:///127.0.0.1:{port}/", "http://127.0.0.1:{port}\t/", " http://127.0.0.1:{port}/",
    "ht\ntp://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}/!/", "netdoc:///etc/passwd", "ws://127.0.0.1:{port}/",
]  # fmt: skip
NAMES = {
    "inside.example": ["127.0.0.1"], "rebound.example": ["8.8.8.8", "127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"], "example.org": ["127.0.0.1"],
}  # fmt: skip
FORMS = [f"http://{host}:{{port}}/" for host in HOSTS] + SCHEMES


def named(host: str, port: int) -> list[str]:
    return NAMES[host] if host in NAMES else look_up(host, port)


def test_there_are_enough_of_them():
    assert len(set(FORMS)) >= 80


@pytest.mark.parametrize("form", FORMS)
def test_no_form_reaches_the_listener(upstream, form):
    net = Net(look_up=named, ports={upstream.port, 80, 443}, seconds=3.0)
    with pytest.raises(Invalid) as refused:
        fetch(form.replace("{port}", str(upstream.port)), net)
    assert refused.value.code in {"url_scheme", "url_not_public", "fetch_failed"}
    assert upstream.connects == 0
