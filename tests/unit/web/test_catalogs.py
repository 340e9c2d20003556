"""Catalogs: those of translators, and the made-up one."""

from __future__ import annotations

from annotator.web import catalogs, pseudo
from annotator.web.catalogs import MADE_UP, SOURCE


def test_the_source_language_says_what_stands_in_the_code():
    assert catalogs.languages()[0] == SOURCE
    assert catalogs.translations(SOURCE).gettext("Log in") == "Log in"
    assert catalogs.translations(SOURCE).ngettext("%(num)s article", "%(num)s articles", 2) == "%(num)s articles"


def test_the_made_up_language_says_every_message_of_the_template():
    found = catalogs.translations(MADE_UP)
    assert found.gettext("Log in") == pseudo.said("Log in")
    assert found.ngettext("%(num)s open", "%(num)s open", 3) == pseudo.said("%(num)s open")


def test_what_no_template_holds_stays_as_it_is():
    assert catalogs.translations(MADE_UP).gettext("Never marked.") == "Never marked."


def test_catalogs_are_read_once():
    assert catalogs.translations(MADE_UP) is catalogs.translations(MADE_UP)
