"""The first page: what waits, each with its way; what the sidebar counts; charts that open their tables."""

from datetime import UTC, date, datetime, timedelta

from tests.ui.screens.conftest import TODAY
from tests.ui.screens.test_people import in_the_book
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.members.privacy import RequestKind
from welfare_desk.money import Money
from welfare_desk.services.claims import approve_claims, decide_claim, take_claim
from welfare_desk.services.drafts import save_draft
from welfare_desk.services.privacy import receive_request
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.ui.chart import ChartView
from welfare_desk.ui.screens.todos import ago, is_stale
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text
from welfare_desk.ui.words import plain
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def said(page):
    return {plain(each.text()) for each in page.findChildren(Text) if each.isVisible()}


def test_what_waits_is_said_with_its_way(quiet, window, wait):
    page = quiet("today")
    wait(lambda: "สมาชิกค้างเงินสมทบ 2 คน" in said(page))
    assert "รวม 180.00 บาท" in said(page)
    assert "สำรองข้อมูลสมุดบัญชี" in said(page)
    copy = next(each for each in page.findChildren(Button) if each.accessibleName().endswith("สำรองข้อมูลสมุดบัญชี"))
    copy.click()
    assert window.pager.trail.here.page == "backups"


def test_claims_and_requests_wait_with_their_ways(quiet, window, wait):
    fire = [each for each in READY_TYPES if each.code == "FIRE"]

    def work(desk):
        adopt_regulation(desk, "ระเบียบ", date(2025, 10, 1), date(2025, 10, 1), "1/2568", fire)
        for number in ("00401", "00501"):
            claim = Claim("FIRE", number, date(2025, 10, 2), date(2025, 10, 3), TODAY)
            first = take_claim(desk, claim, "", "").id
            decide_claim(desk, first)
        approve_claims(desk, [first], "มติ 1/2569")
        receive_request(desk, "00401", RequestKind.SHOW, "", date(2025, 11, 1))

    in_the_book(window, wait, work)
    page = quiet("today")
    wait(lambda: "คำขอสวัสดิการรอคณะกรรมการ 1 ราย" in said(page))
    assert "รายแรกยื่นเมื่อ 3 ตุลาคม 2568" in said(page)
    assert "สวัสดิการอนุมัติแล้วรอจ่าย 1 ราย" in said(page)
    assert "สมาชิกขอใช้สิทธิเรื่องข้อมูลของตน 1 เรื่อง" in said(page)
    assert any(each.startswith("เลยกำหนดตอบแล้ว") for each in said(page))
    ways = {each.accessibleName(): each for each in page.findChildren(Button)}
    ways["จ่าย: สวัสดิการอนุมัติแล้วรอจ่าย 1 ราย"].click()
    assert window.pager.trail.here.page == "claims"
    claims = window.page()
    wait(lambda: claims.table.model.rowCount() == 1)
    assert claims.status.value() == "approved"


def test_a_copy_made_now_waits_no_more(quiet, window, wait, tmp_path):
    backups = quiet("backups")
    backups.keep_folder(str(tmp_path))
    backups.back_up()
    wait(lambda: not window.jobs.is_busy())
    page = quiet("today")
    assert "สำรองข้อมูลสมุดบัญชี" not in said(page)
    assert "ยังไม่เคยสำรองข้อมูล" not in said(page)


def test_the_sidebar_counts_drafts(window, wait):
    lines = (debit("5303", "welfare", Money.baht(10)), credit("1101", "welfare", Money.baht(10)))
    window.jobs.write(
        lambda desk: save_draft(desk, Entry(TODAY, Series.PAYMENT, "รอ", lines)), lambda *_: None, lambda _error: None
    )
    item = window.frame.sidebars[0].items["ledger"]
    wait(lambda: item.accessibleName() == "บัญชี, รออยู่ 1 รายการ" or "1" in item.accessibleName())


def test_a_chart_opens_its_table(quiet, window):
    page = quiet("today")
    [chart] = page.findChildren(ChartView)
    assert "455.00" in chart.accessibleName()
    button = next(each for each in page.findChildren(Button) if each.accessibleName().startswith("ดูตาราง"))
    button.click()
    assert window.pager.trail.here.params["report"] == "income-expense"


def test_charts_of_a_report_can_be_put_away(quiet, app):
    page = quiet("report", report="income-expense")
    assert page.findChildren(ChartView)
    page._drawing.click()
    assert not [each for each in page.findChildren(ChartView) if each.isVisible()]
    page._drawing.click()
    app.processEvents()
    assert [each for each in page.findChildren(ChartView) if each.isVisible()]


def test_how_long_ago_and_when_a_copy_is_stale():
    assert ago(timedelta(days=2, hours=3))[0] == "2"
    assert ago(timedelta(hours=5))[0] == "5"
    assert ago(timedelta(minutes=7))[0] == "7"
    assert is_stale(None, NOW)
    assert is_stale(NOW - timedelta(days=7), NOW)
    assert not is_stale(NOW - timedelta(days=6), NOW)


def test_a_narrow_window_has_the_rail(window, app):
    full, rail = window.frame.sidebars
    assert full.isVisible()
    window.resize(820, 600)
    app.processEvents()
    assert rail.isVisible()
    assert not full.isVisible()
