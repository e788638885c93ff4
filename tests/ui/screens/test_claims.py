"""Benefits at the window: a regulation adopted, a claim taken in and decided, approved and paid."""

from datetime import date

import pytest

from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.money import Money
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES

FIRST = date(2025, 10, 1)


@pytest.fixture
def page(window, quiet, wait):
    """Go to the benefits of a fund whose rules ask nothing but the rate."""
    free = [each for each in READY_TYPES if each.code == "FIRE"]
    in_the_book(window, wait, lambda desk: adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", free))
    return quiet("claims")


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def taken(page, wait, next_dialog, answer, **typed):
    """Fill a claim in; what the regulation gives is said in a dialog of its own."""
    done = []

    def act(dialog):
        dialog.form.retype({"member": "00501", "event_day": "10/1/2569", **typed})
        dialog.finished.connect(lambda code: (done.append(code), answer(1)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    wait(lambda: rows(page) and not page.jobs.is_busy())


def test_a_regulation_is_adopted_before_anything_is_claimed(quiet, wait, next_dialog):
    page = quiet("claims")
    assert page.table.empty.isVisible()
    filled(page, next_dialog, wait, page.adopt, name="ระเบียบ พ.ศ. 2568", resolution="ประชุมใหญ่ 1/2568")


def test_a_claim_goes_from_the_request_to_the_money(page, wait, next_dialog, answer):
    taken(page, wait, next_dialog, answer, cause="ไฟฟ้าลัดวงจร")
    claim = rows(page)[0]
    assert (claim[0], claim[2], claim[3], claim[7], claim[8]) == (
        "C-0001",
        "ไฟไหม้",
        "00501",
        "รอคณะกรรมการ",
        Money.baht(3_000),
    )
    assert "ไฟฟ้าลัดวงจร" in claim[10]
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.approve, resolution="มติ 1/2569", amount="400")
    wait(lambda: rows(page)[0][7] == "รอจ่าย")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.pay, account="1101")
    wait(lambda: rows(page)[0][7] == "จ่ายแล้ว")
    assert rows(page)[0][9] == Money.baht(400)


def test_a_claim_is_rejected_with_a_reason(page, wait, next_dialog, answer):
    taken(page, wait, next_dialog, answer)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.reject, reason="ไม่มีหลักฐาน")
    wait(lambda: rows(page)[0][7] == "ไม่อนุมัติ")
