"""The first page of a cooperative: what members own and owe, and what its bookkeeper should do next."""

import pytest

from tests.coop_books import a_busy_coop
from tests.ui.screens.test_today import said
from welfare_desk.coop.accounts import COOPERATIVE
from welfare_desk.ui.places import find_page
from welfare_desk.ui.screens.coop_todos import coop_things
from welfare_desk.ui.widgets.buttons import Button


@pytest.fixture
def path(tmp_path):
    return a_busy_coop(tmp_path)


def test_it_says_what_members_own_and_what_waits(quiet, window, wait):
    page = quiet("today")
    wait(lambda: any("คำขอกู้รอคณะกรรมการ" in each for each in said(page)))
    words = said(page)
    assert "หุ้นและเงินฝากของสมาชิก" in words
    assert not any("เงินสมทบ" in each for each in words)
    assert any(each.startswith("เงินกู้ค้างชำระ") for each in words)
    assert any(each.startswith("ใบเรียกเก็บเงินเดือนรอลงบัญชี") for each in words)
    ways = {each.accessibleName(): each for each in page.findChildren(Button)}
    next(each for name, each in ways.items() if "คำขอกู้รอคณะกรรมการ" in name).click()
    assert window.pager.trail.here.page == "loan-applications"


def test_everything_that_waits_has_a_page_that_a_cooperative_has(quiet, wait):
    page = quiet("today")
    wait(lambda: page._waits is not None)
    todos = coop_things(page._waits)
    assert len(todos) > 5
    assert all(find_page(each.page).is_for(COOPERATIVE) for each in todos)
    everything = page._waits._replace(unshared=-page._waits.unpaid, nobodys={"31000": page._waits.unpaid}, approved=1)
    assert len(coop_things(everything)) >= len(todos)
    assert coop_things(None) == []


def test_settings_speak_of_the_cooperative_and_ask_for_no_contributions(quiet):
    words = said(quiet("settings"))
    assert "ชื่อสหกรณ์" in words
    assert "ข้อความบนเอกสารของสหกรณ์" in words
    assert not any("เงินสมทบ" in each or "กองทุน" in each for each in words)
