"""Personal data at the window: agreed, asked, answered, erased; lost data written down; whole numbers on demand."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QMenu

from tests.services.committee import PASSWORD
from tests.ui.screens.test_people import begun, filled, in_the_book, locked, signed_in
from tests.ui.screens.test_report_ways import papers
from welfare_desk.ledger.people import Role
from welfare_desk.members.privacy import ERASED_NAME, Purpose, RequestKind
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.services import members, people, privacy

ID, PHONE = "1101700230708", "0812345678"


@pytest.fixture
def card(window, quiet, wait):
    """Go to a member whose ID number and telephone are known."""

    def known(desk):
        before = next(each for each in desk.ask(members.register) if each.number == "00401")
        members.change_member(desk, replace(before, national_id=ID, phone=PHONE, vulnerable="ผู้พิการ"))

    in_the_book(window, wait, known)
    page = quiet("members", member="00401")
    wait(lambda: page.card.member is not None and page.card.member.national_id == ID)
    return page.card


def trail(window, wait):
    asked = "SELECT action FROM audit ORDER BY id"
    return in_the_book(window, wait, lambda desk: desk.ask(lambda tx: tx.exec_driver_sql(asked).scalars().all()))


def offered(window, card):
    """Open the card's menu and give what it offers, by its words."""
    card._offer_more()
    menu = window.findChildren(QMenu)[-1]
    menu.close()
    return {each.text(): each for each in menu.actions() if each.text()}


def test_a_member_s_consents_are_asked_and_kept(window, card, wait, next_dialog):
    page = window.page()
    filled(page, next_dialog, wait, offered(window, card)["ความยินยอม…"].trigger, health="agreed", how="ลงชื่อในแบบ")
    said = in_the_book(window, wait, lambda desk: desk.ask(lambda tx: privacy.last_consents(tx, "00401")))
    assert [(each.purpose, each.given, each.day) for each in said] == [(Purpose.HEALTH, True, date(2026, 1, 15))]


def test_a_request_comes_in_at_the_member_and_is_answered_on_its_page(window, card, wait, next_dialog):
    filled(window.page(), next_dialog, wait, offered(window, card)["คำขอเรื่องข้อมูลของตน…"].trigger, wish="ขอดู")
    wait(lambda: window.pager.trail.here.page == "privacy")
    page = window.page()
    wait(page.table.model.rowCount)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.answer, answer="ให้ดูแล้ว")
    wait(lambda: page.table.model.row(0).cells[8] == "ให้ดูแล้ว")


def test_a_request_that_waits_too_long_is_said_in_red(window, quiet, wait):
    late = date(2025, 12, 1)
    in_the_book(window, wait, lambda desk: privacy.receive_request(desk, "00401", RequestKind.SHOW, "", late))
    page = quiet("privacy")
    assert "เลยกำหนดตอบแล้ว 1 คำขอ" in page.sentence.said()


@pytest.mark.usefixtures("card")
def test_a_member_who_left_is_erased_after_a_warning(window, quiet, wait, answer):
    left = StatusChange(date(2026, 1, 15), Status.RESIGNED)
    in_the_book(window, wait, lambda desk: members.record_status(desk, "00401", left))
    page = quiet("members", show="all", member="00401")
    answer(QDialog.DialogCode.Rejected)
    offered(window, page.card)["ลบข้อมูล…"].trigger()
    wait(lambda: not window.jobs.is_busy())
    assert page.card.member.phone == PHONE
    seen = answer(QDialog.DialogCode.Accepted)
    offered(window, page.card)["ลบข้อมูล…"].trigger()
    wait(lambda: "member.erased" in trail(window, wait))
    assert seen == ["ลบข้อมูลของ นางสาลิณี ดำดี"] * 2
    wait(lambda: page.card.member.phone == "")
    assert page.card.member.name != ERASED_NAME


def test_a_running_membership_is_not_erased(window, card, wait, answer):
    seen = answer(QDialog.DialogCode.Accepted)
    offered(window, card)["ลบข้อมูล…"].trigger()
    wait(lambda: seen)
    assert "member.erased" not in trail(window, wait)


def test_lost_data_is_written_down_and_who_was_told(quiet, wait, next_dialog):
    page = quiet("breaches")
    typed = {"day": "14/1/2569", "clock": "9.30", "what": "ไดรฟ์หาย", "whose": "หมู่ 3"}
    filled(page, next_dialog, wait, page.note, **typed)
    wait(page.table.model.rowCount)
    assert page.table.model.row(0).cells[1] == "14 ม.ค. 2569 09:30:00"
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.follow, office="14/1/2569", office_clock="16:00", measures="แจ้งความ")
    wait(lambda: page.table.model.row(0).cells[5] == "แจ้งความ")
    assert page.table.model.row(0).cells[6] == "14 ม.ค. 2569 16:00:00"


def test_the_years_that_names_are_kept_are_set(window, quiet, wait, next_dialog):
    page = quiet("privacy")
    filled(page, next_dialog, wait, page.set_years, years="10")
    assert in_the_book(window, wait, lambda desk: desk.ask(privacy.kept_years)) == 10


@pytest.mark.usefixtures("card")
def test_whole_numbers_leave_only_when_they_are_asked_for(window, quiet, wait, tmp_path):
    page = quiet("report", report="member-list")
    assert any(PHONE in row.cells for row in page.report.rows), "she may see them"
    page.write(tmp_path / "ก.csv", "csv")
    wait(lambda: not window.jobs.is_busy())
    assert PHONE not in (tmp_path / "ก.csv").read_text(encoding="utf-8-sig")
    assert "personal.exported" not in trail(window, wait)
    page.let_out_whole(True)
    page.write(tmp_path / "ข.csv", "csv")
    wait(lambda: not window.jobs.is_busy())
    assert PHONE in (tmp_path / "ข.csv").read_text(encoding="utf-8-sig")
    assert trail(window, wait)[-1] == "personal.exported"
    again = quiet("report", report="trial-balance")
    assert not again.is_whole


@pytest.mark.usefixtures("card")
def test_the_printed_list_hides_them_too(quiet, wait):
    page = quiet("report", report="member-list")
    shown = papers(page)
    page._preview()
    wait(lambda: shown)
    words = "".join(shown[0][1])
    assert "xxxxxx5678" in words
    assert PHONE not in words


@pytest.mark.usefixtures("card")
def test_a_committee_member_sees_masks_and_no_eye(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    in_the_book(window, wait, lambda desk: people.add_user(desk, "กรรม", [Role.COMMITTEE], PASSWORD))
    signed_in(window, wait, locked(window, wait), "กรรม", PASSWORD)
    page = quiet("members", member="00401")
    wait(lambda: page.card.member is not None)
    assert not page.card._eye.isVisible()
    assert "x-xxxx-xxxxx-70-8" in page.card._line2.said()
    assert "ลบข้อมูล…" not in offered(window, page.card)
    listed = quiet("report", report="member-list")
    assert any("xxxxxx5678" in row.cells for row in listed.report.rows)
    assert not any(PHONE in row.cells for row in listed.report.rows)
