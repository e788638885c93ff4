"""Whoever only reads finds no button on the pages of benefits that would be refused."""

from datetime import date

from tests.services.committee import PASSWORD
from tests.ui.screens.conftest import TODAY
from tests.ui.screens.test_people import begun, in_the_book, locked, signed_in
from welfare_desk.ledger.people import Role
from welfare_desk.services.claims import decide_claim, take_claim
from welfare_desk.services.people import add_user
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.tick import Tick
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim

FIRST = date(2025, 10, 1)
MAY = {
    "เพิ่มเติม",
    "โครงการ",
    "เอกสารประกอบ",
    "ทะเบียนคุม",
    "อ่านระเบียบ",
    "พิมพ์",
    "ทดลอง…",
    "สวัสดิการ",
    "เปิดหน้าสมาชิก",
    "การประชุม",
}


def test_an_auditor_finds_no_button_that_fails(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)

    def work(desk):
        free = [each for each in READY_TYPES if each.code == "FIRE"]
        adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", free)
        decide_claim(desk, take_claim(desk, Claim("FIRE", "00501", FIRST, FIRST, TODAY), "", "").id)
        add_user(desk, "สมพร", [Role.AUDITOR], PASSWORD)

    in_the_book(window, wait, work)
    signed_in(window, wait, locked(window, wait), "สมพร", PASSWORD)
    wait(lambda: window.frame.top_bar.person.text() == "สมพร")
    found = {}
    for name in ("claims", "matching", "grants", "activities", "regulations", "claim"):
        page = quiet(name, **({"claim": "1"} if name == "claim" else {}))
        wait(lambda: not window.jobs.is_busy())
        found[name] = {each.text() for each in page.findChildren(Button) if each.isVisible() and each.text()} - MAY
    assert not any(found.values()), found
    ticks = window.page().findChildren(Tick)
    assert ticks
    assert not any(each.isEnabled() for each in ticks)
