"""Guidelines: read by members, written by managers, never markup of somebody's own."""

from __future__ import annotations

import pytest

from tests.visitors import words

HERE = "/projects/news/guidelines"
EDIT = HERE + "/edit"


def publish(man, text, base="1", **more):
    return man.send(EDIT, page=EDIT, text=text, base=base, **more)


@pytest.mark.parametrize("who", ["ann", "rev", "res", "man"])
def test_every_member_reads_them(visit, who):
    assert "Mark the smallest stretch" in words(visit(who).get(HERE))


def test_a_new_version_is_in_force_and_the_old_one_stays(man):
    assert publish(man, "# New rules").status_code == 303
    assert "New rules" in words(man.get(HERE))
    assert "Mark the smallest stretch" in words(man.get(HERE + "?version=1"))


def test_markup_and_scripts_stay_text(man):
    publish(man, "<script>alert(1)</script> [go](javascript:alert(1)) **strong**")
    page = man.get(HERE).text
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "<strong>strong</strong>" in page


def test_a_preview_publishes_nothing(man):
    answer = publish(man, "# Draft", act="preview")
    assert answer.status_code == 200
    assert "<h2>Draft</h2>" in answer.text
    assert "Draft" not in man.get(HERE).text


def test_two_managers_do_not_overwrite_each_other(man):
    publish(man, "# First")
    answer = publish(man, "# Second", base="1")
    assert answer.status_code == 412
    assert 'name="base" type="hidden" value="2"' in answer.text
    assert "Version 2 was published while you wrote" in words(answer)
    assert "# Second" in answer.text


def test_empty_guidelines_are_refused(man):
    assert publish(man, "  \n").status_code == 422


def test_only_a_manager_writes(visit):
    assert visit("ann").get(EDIT).status_code == 403
    assert visit("ann").send(EDIT, text="Mine", base="1").status_code == 403


@pytest.mark.parametrize("version, status", [("2", 404), ("0", 400), ("one", 400)])
def test_a_version_that_is_not_there(man, version, status):
    assert man.get(f"{HERE}?version={version}").status_code == status
