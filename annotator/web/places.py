"""Where a log-in is, in words as coarse as help to know it again: the browser and the system, no address."""

from __future__ import annotations

from flask_babel import gettext

from annotator.web.languages import rendered
from schemas.sayings import say

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", say("an iPhone")),
    ("iPad", say("an iPad")),
    ("Android", "Android"),
    ("CrOS", say("a Chromebook")),
    ("Windows", "Windows"),
    ("Mac OS X", say("a Mac")),
    ("Linux", "Linux"),
)
"""The order matters: most browsers also name those they want to be taken for."""
UNKNOWN, ON = say("A browser"), " on "


def place_of(agent: str) -> str:
    """Return the words for what a browser says of itself: `Firefox on Linux`."""
    browser = next((name for mark, name in BROWSERS if mark in agent), UNKNOWN)
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser}{ON}{system}" if system else browser


def placed(place: str) -> str:
    """Say in the page's language where a log-in is; it was kept in English."""
    browser, _, system = (rendered(part) for part in place.partition(ON))
    return str(gettext("%(browser)s on %(system)s", browser=browser, system=system)) if system else browser
