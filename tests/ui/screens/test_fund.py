"""The fund at a glance: its big figures, and each picture's way to its table; a member's last benefits on her card."""

from datetime import date

from tests.builders import an_entry
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from tests.ui.screens.conftest import TODAY
from tests.ui.screens.test_people import in_the_book
from welfare_desk.ledger.entries import Series
from welfare_desk.services.entries import post_entry
from welfare_desk.ui.chart import ChartView
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text
from welfare_desk.ui.words import plain


def said(page):
    return {plain(each.text()) for each in page.findChildren(Text) if each.isVisible()}


def keep(*given):
    def work(desk):
        with desk.book.write() as tx:
            for each in given:
                keep_past_benefit(tx, each)

    return work


def press(page, name):
    next(
        each for each in page.findChildren(Button) if each.accessibleName().endswith(name) and each.isVisible()
    ).click()


def test_an_empty_year_says_so(quiet, wait):
    page = quiet("fund")
    wait(lambda: "จะทราบเมื่อมีการจ่ายสวัสดิการแล้ว" in said(page))


def test_the_big_figures_and_the_pictures(quiet, window, wait):
    in_the_book(window, wait, keep(PastBenefit("SICK", "00501", "2026-01-05", 700)))
    spent = an_entry("5303 welfare 90.00", "1101 welfare -90.00", day=TODAY, series=Series.PAYMENT)
    in_the_book(window, wait, lambda desk: post_entry(desk, spent))
    page = quiet("fund")
    wait(lambda: "700.00" in said(page))
    wait(lambda: "100.00" in said(page))  # all that was spent went to administration
    assert page.findChildren(ChartView)
    press(page, "สวัสดิการแยกประเภท")
    assert window.pager.trail.here.page == "report"
    assert window.pager.trail.here.params["report"] == "benefits-by-month"


def test_a_card_lists_the_last_benefits_and_opens_them_all(quiet, window, wait):
    years = (2022, 2023, 2024, 2025)
    in_the_book(window, wait, keep(*(PastBenefit("ELDER", "00501", f"{date(y, 1, 5)}", y) for y in years)))
    page = quiet("members")
    page.open(member="00501")
    wait(lambda: "2,025.00" in said(page.card))
    assert "2,022.00" not in said(page.card), "three are enough on a card"
    press(page, "สวัสดิการทั้งหมดของสมาชิกคนนี้")
    assert window.pager.trail.here.params == {"report": "member-benefits", "member": "00501"}
