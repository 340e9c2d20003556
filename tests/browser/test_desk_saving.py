"""Nothing is lost at the desk: whatever happens to network, server, login or tab, and whoever else was there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk, log_in
from tests.browser.house import House, desk, house, page, signed
from tests.browser.server import PASSWORD

__all__ = ["desk", "house", "page", "signed"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATE = "[data-saving]"


def state(desk: Desk) -> str | None:
    return desk.page.locator(STATE).get_attribute("data-saving")


def wait_for(desk: Desk, word: str) -> Desk:
    desk.page.wait_for_selector(f'[data-saving="{word}"]', timeout=15_000)
    return desk


def wake(desk: Desk) -> Desk:
    desk.page.evaluate("dispatchEvent(new Event('focus'))")
    return desk


def second(desk: Desk) -> Desk:
    return Desk(desk.page.context.new_page(), desk.client, desk.address, desk.article, desk.text)


def change_elsewhere(desk: Desk, mine: dict[str, Any], **more: Any) -> None:
    body = {key: mine[key] for key in ("tag", "anchor", "attributes", "sources")} | more
    match = f'"{mine["version"]}"'
    desk.client.send("PUT", f"/articles/{desk.article}/annotations/{mine['id']}", body, If_Match=match)


def in_conflict(desk: Desk) -> dict[str, Any]:
    """Make an annotation, change it here and elsewhere; return it as it was."""
    desk.select("eight groups").press("c")
    [mine] = desk.stored()
    change_elsewhere(desk, mine, note="from elsewhere")
    desk.active('[data-attribute="normalized"] textarea').fill("Mine.")
    wait_for(desk, "attention")
    return mine


def test_work_without_a_network_is_kept_and_sent_later(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    desk.select("eight groups").press("c")
    desk.page.wait_for_selector('[data-saving="kept"]')
    desk.page.context.set_offline(False)
    assert len(desk.stored()) == 1


def test_unsent_work_outlives_the_page(desk: Desk) -> None:
    desk.page.route("**/annotations/*", lambda route: route.abort())
    desk.select("eight groups").press("c")
    desk.page.wait_for_selector('[data-saving="kept"]')
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.unroute("**/annotations/*")
    desk.page.reload()
    assert len(desk.stored()) == 1


def test_a_page_older_than_what_was_saved_last_reads_the_layer_again(desk: Desk) -> None:
    old = desk.page.request.get(f"{desk.address}/articles/{desk.article}")
    desk.select("eight groups").press("c").saved()
    desk.page.route(f"**/articles/{desk.article}", lambda route: route.fulfill(response=old), times=1)
    desk.page.reload()
    desk.saved()
    expect(desk.page.locator("[data-annotation]")).to_have_count(1)
    desk.press("j", "Enter")
    desk.page.keyboard.type("Eight groups wrote.")
    desk.press("Escape")
    assert [one["version"] for one in desk.stored()] == [2]


def test_an_ended_login_keeps_the_work_and_says_so(desk: Desk) -> None:
    cookies = desk.page.context.cookies()
    desk.end_login()
    desk.select("eight groups").press("c")
    desk.page.wait_for_selector('[data-alert="login"]')
    assert desk.page.locator("[data-saving]").get_attribute("data-saving") == "kept"
    desk.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    desk.page.evaluate("dispatchEvent(new Event('focus'))")
    assert len(desk.stored()) == 1


def test_a_change_made_elsewhere_leaves_both_until_somebody_chooses(desk: Desk) -> None:
    desk.select("eight groups").press("c")
    [mine] = desk.stored()
    body = {key: mine[key] for key in ("tag", "anchor", "attributes", "sources")} | {"note": "from elsewhere"}
    desk.client.send("PUT", f"/articles/{desk.article}/annotations/{mine['id']}", body, If_Match='"1"')
    desk.active('[data-attribute="normalized"] textarea').fill("Mine.")
    desk.page.wait_for_selector('[data-saving="attention"]')
    assert desk.client.layer(desk.article)["annotations"][0]["note"] == "from elsewhere"
    desk.active(':text("Keep mine")').click()
    assert desk.stored()[0]["attributes"] == {"normalized": "Mine."}


def test_a_second_tab_reads_until_it_is_told_to_write(desk: Desk) -> None:
    second = Desk(desk.page.context.new_page(), desk.client, desk.address, desk.article, desk.text).open()
    second.select("eight groups").press("c")
    assert second.cards() == []
    second.page.click("text=Work here instead")
    second.page.wait_for_selector('[data-alert="tabs"]', state="detached")
    second.select("eight groups").press("c")
    assert len(second.stored()) == 1


def test_unsent_work_goes_out_as_a_file_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.page.wait_for_load_state("networkidle")
    desk.page.context.set_offline(True)
    desk.select("eight groups").press("c")
    desk.page.wait_for_selector('[data-saving="kept"]')
    desk.press("?")
    with desk.page.expect_download() as parcel:
        desk.page.click("[data-download]")
    parcel.value.save_as(tmp_path / "unsent.json")
    desk.press("Escape", "Control+z")
    desk.page.context.set_offline(False)
    assert desk.stored() == []
    desk.press("?")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.click("[data-bring-back]")
    chooser.value.set_files(tmp_path / "unsent.json")
    desk.page.wait_for_selector("[data-annotation]")
    assert [annotation["tag"] for annotation in desk.stored()] == ["claim"]


def test_work_is_never_sent_under_another_name(desk: Desk, house: House) -> None:
    desk.page.context.set_offline(True)
    desk.select("eight groups").press("c")
    desk.page.wait_for_selector('[data-saving="kept"]')
    desk.end_login()
    desk.page.context.set_offline(False)
    other = desk.page.context.new_page()
    log_in(other, house.address, "mara")
    desk.page.evaluate("dispatchEvent(new Event('focus'))")
    desk.page.wait_for_selector('[data-alert="stranger"]')
    assert desk.client.layer(desk.article)["annotations"] == []


def test_a_second_tab_goes_on_when_the_first_is_closed(desk: Desk) -> None:
    second = Desk(desk.page.context.new_page(), desk.client, desk.address, desk.article, desk.text).open()
    desk.page.close()
    second.page.wait_for_selector('[data-alert="tabs"]', state="detached")
    second.select("eight groups").press("c")
    assert len(second.stored()) == 1


def test_the_word_is_never_saved_before_the_outbox_was_read(desk: Desk) -> None:
    desk.page.add_init_script("""
      window.words = [];
      const real = IDBObjectStore.prototype.getAll;
      IDBObjectStore.prototype.getAll = function () { window.words.push('read'); return real.call(this); };
      addEventListener('DOMContentLoaded', () => new MutationObserver(() => window.words.push(
        document.querySelector("[data-saving]").dataset.saving)).observe(document, {subtree: true,
        attributes: true, attributeFilter: ["data-saving"]}), {once: true});
    """)
    desk.open()
    words = desk.page.evaluate("window.words")
    assert words.index("read") < words.index("saved")


def test_saved_is_said_only_when_both_hashes_agree(desk: Desk) -> None:
    def forge(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "layer-hash": "0" * 64})

    desk.page.route("**/annotations/*", forge)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.select("eight groups").press("c").saved()
    assert any(url.endswith("/layers/mine") for url in asked), (
        "the layer was read again before it was called saved"
    )


def test_logging_in_again_in_place_sends_what_was_kept(desk: Desk) -> None:
    desk.end_login()
    desk.select("eight groups").press("c")
    dialog = desk.page.locator("[data-login-dialog][open]")
    expect(dialog).to_be_visible()
    assert state(desk) == "kept"
    dialog.locator("[name=password]").fill("not this one")
    dialog.locator("[name=password]").press("Enter")
    expect(dialog.locator("[data-login-error]")).to_contain_text("does not fit")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("[name=password]").press("Enter")
    expect(dialog).to_be_hidden()
    assert len(desk.stored()) == 1
    assert desk.page.url.endswith(desk.article)


def test_a_dialog_interrupts_nobody_who_types(desk: Desk) -> None:
    desk.select("eight groups").press("c", "Enter").saved()
    desk.end_login()
    desk.page.keyboard.type("Words that go on")
    desk.page.wait_for_selector('[data-alert="login"]')
    assert desk.page.locator("[data-login-dialog][open]").count() == 0


def test_a_token_that_is_too_old_is_renewed_once(desk: Desk) -> None:
    desk.page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'stale'")
    desk.select("eight groups").press("c")
    assert len(desk.stored()) == 1


@pytest.mark.parametrize("status", [429, 503, 507])
def test_a_busy_server_is_waited_for(desk: Desk, status: int) -> None:
    busy = {"status": status, "headers": {"Retry-After": "0"}, "json": {"code": "busy", "saved": False}}
    desk.page.route("**/annotations/*", lambda route: route.fulfill(**busy), times=2)  # type: ignore[arg-type]
    desk.select("eight groups").press("c")
    wait_for(desk, "kept")
    assert len(desk.stored()) == 1


def test_the_merge_view_keeps_both_until_the_person_has_chosen(desk: Desk) -> None:
    in_conflict(desk)
    desk.page.click('[data-alert="parked"] button:text("Compare")')
    dialog = desk.page.locator("[data-merge-dialog][open]")
    assert dialog.locator("legend").all_inner_texts() == ["Note", "The claim in one sentence"]
    dialog.get_by_text("Later").click()
    assert state(desk) == "attention"
    assert desk.client.layer(desk.article)["annotations"][0]["note"] == "from elsewhere"
    desk.page.click('[data-alert="parked"] button:text("Compare")')
    dialog.locator('fieldset:has(legend:text("Note")) input[value="theirs"]').check()
    dialog.get_by_text("Save this choice").click()
    [stored] = desk.stored()
    assert (stored["note"], stored["attributes"]) == ("from elsewhere", {"normalized": "Mine."})


def test_the_other_version_can_be_taken(desk: Desk) -> None:
    in_conflict(desk)
    desk.page.click('[data-alert="parked"] button:text("Compare")')
    desk.page.click("[data-merge-dialog] [data-theirs]")
    [stored] = desk.stored()
    assert (stored["note"], stored["attributes"]) == ("from elsewhere", {})


def test_what_was_deleted_elsewhere_can_be_brought_back(desk: Desk) -> None:
    desk.select("eight groups").press("c")
    [mine] = desk.stored()
    desk.client.send("DELETE", f"/articles/{desk.article}/annotations/{mine['id']}")
    desk.active('[data-attribute="normalized"] textarea').fill("Mine.")
    wait_for(desk, "attention").page.click('[data-alert="parked"] button:text("Compare")')
    assert "Deleted" in desk.page.locator("[data-merge-parts]").inner_text()
    desk.page.click("[data-merge-dialog] [data-mine]")
    assert desk.stored()[0]["attributes"] == {"normalized": "Mine."}


def test_a_full_browser_stops_editing_in_clear_words(desk: Desk) -> None:
    desk.page.evaluate("""() => { IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError'); }; }""")
    desk.select("eight groups").press("c")
    expect(desk.page.locator('[data-alert="unkept"]')).to_contain_text("its storage is full")
    assert state(desk) == "attention"
    desk.select("a letter").press("f")
    assert len(desk.cards()) == 1


def test_leaving_asks_only_while_something_is_unsent(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.click("eight").press("Escape").page.reload()
    assert asked == []
    desk.saved().page.context.set_offline(True)
    desk.select("eight groups").press("c")
    wait_for(desk, "kept").page.close(run_before_unload=True)
    desk.page.wait_for_event("close")
    assert asked == ["beforeunload"]


def test_logging_out_with_unsent_work_warns_and_offers_it(desk: Desk) -> None:
    desk.page.route("**/annotations/*", lambda route: route.abort())
    desk.select("eight groups").press("c")
    wait_for(desk, "kept")
    desk.page.evaluate("document.querySelector('[data-logout]').requestSubmit()")
    notice = desk.page.locator('[data-alert="logout"]')
    expect(notice).to_contain_text("1 change is not on the server yet.")
    with desk.page.expect_download() as parcel:
        notice.get_by_text("Download unsent work").click()
    assert json.loads(Path(parcel.value.path()).read_text())["ops"][0]["body"]["tag"] == "claim"


def test_another_page_warns_of_unsent_work_too(desk: Desk) -> None:
    desk.page.route("**/annotations/*", lambda route: route.abort())
    desk.select("eight groups").press("c")
    wait_for(desk, "kept")
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.goto(desk.address)
    notice = desk.page.locator("[data-unsent]")
    expect(notice).to_contain_text("1 change is kept in this browser and not on the server yet.")
    expect(notice.get_by_role("link")).to_have_attribute("href", f"/articles/{desk.article}")
    desk.page.evaluate("document.querySelector('[data-logout]').requestSubmit()")
    expect(notice.get_by_role("button", name="Log out anyway")).to_be_visible()


def test_another_tab_follows_what_the_first_one_does(desk: Desk) -> None:
    other = second(desk).open()
    desk.select("eight groups").press("c").saved()
    expect(other.page.locator("[data-annotation]")).to_have_count(1)
    desk.page.context.set_offline(True)
    desk.select("a letter").press("f")
    wait_for(other, "kept")
    expect(other.page.locator("[data-annotation]")).to_have_count(2)
    desk.page.context.set_offline(False)
    wait_for(other, "saved")


def test_an_article_closed_meanwhile_keeps_the_work_for_a_file(desk: Desk, house: House, tmp_path: Path) -> None:
    rows = house.manager.send("GET", "/projects/demo/assignments").body["items"]
    [mine] = [row["id"] for row in rows if row["article"] == desk.article]
    house.manager.send("DELETE", f"/projects/demo/assignments/{mine}")
    desk.select("eight groups").press("c")
    wait_for(desk, "attention")
    with desk.page.expect_download() as parcel:
        desk.page.click('[data-alert="parked"] >> text=Download unsent work')
    parcel.value.save_as(tmp_path / "unsent.json")
    house.manager.assign("demo", desk.article, "dara")
    house.workspace.run("import", "demo", str(tmp_path / "unsent.json"))
    assert [one["tag"] for one in desk.client.layer(desk.article)["annotations"]] == ["claim"]


def test_another_person_in_this_browser_sees_nothing_of_it(desk: Desk, house: House) -> None:
    desk.page.route("**/annotations/*", lambda route: route.abort())
    desk.select("eight groups").press("c")
    wait_for(desk, "kept")
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.end_login()
    other: Page = desk.page.context.new_page()
    log_in(other, house.address, "mara")
    other.goto(house.address)
    expect(other.locator("[data-unsent]")).to_have_count(0)
