"""Each page shows what the book holds, and the window leads from one to another."""

import json
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.builders import an_entry
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk.members.register import Status
from welfare_desk.reports.catalogue import KINDS
from welfare_desk.services.entries import post_entry
from welfare_desk.ui.files import FORMS
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.shot import Looks, shoot
from welfare_desk.ui.widgets.text import Text

ACCEPTED = QDialog.DialogCode.Accepted


def said(page):
    return [each.said() for each in page.findChildren(Text)]


def test_today_shows_the_figures(quiet):
    page = quiet("today")
    assert "455.00" in said(page)
    assert "4" in said(page)


def test_today_follows_the_book(quiet, window, wait):
    page = quiet("today")
    window.jobs.write(lambda desk: post_entry(desk, an_entry()), lambda *_: None, pytest.fail)
    wait(lambda: "820.00" in said(page))


def test_language_light_and_sidebar_change_by_one_click(quiet, window, wait):
    quiet("today")
    window.frame.top_bar.language_clicked.emit()
    wait(lambda: window.page() is not None and not window.jobs.is_busy())
    assert window.windowTitle() == "Test fund – Welfare Desk"
    window.frame.top_bar.light_clicked.emit()
    assert window.settings.dark
    assert window.settings.saved
    window.frame.fold(slim=True)
    assert [sidebar.isVisible() for sidebar in window.frame.sidebars] == [False, True]


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not any(p.is_required for p in kind.parameters)], ids=lambda k: k.name
)
def test_every_report_can_be_looked_at(quiet, kind):
    page = quiet("report", report=kind.name)
    assert page.report is not None
    assert page.report.name == kind.name


def test_a_report_is_written_in_five_forms(quiet, wait, tmp_path):
    page = quiet("report", report="trial-balance")
    for form, _words in FORMS:
        page.write(tmp_path / f"งบทดลอง.{form}", form)
    wait(lambda: not page.jobs.is_busy())
    assert openpyxl.load_workbook(tmp_path / "งบทดลอง.xlsx").active.max_row > 3
    assert (tmp_path / "งบทดลอง.pdf").read_bytes().startswith(b"%PDF")
    answer = json.loads((tmp_path / "งบทดลอง.json").read_text(encoding="utf-8"))
    assert answer["debit_satang"] == answer["credit_satang"] == 45500
    assert "455.00" in (tmp_path / "งบทดลอง.txt").read_text(encoding="utf-8")
    assert (tmp_path / "งบทดลอง.csv").read_text(encoding="utf-8-sig").count("\n") >= 2


def test_a_figure_opens_what_it_is_made_of_and_there_is_a_way_back(quiet, wait):
    page = quiet("report", report="trial-balance")
    page.table.grid.go_to(0)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    wait(lambda: page.report is not None and page.report.name == "general-ledger")
    page.table.grid.go_to(page.table.model.rowCount() - 1)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    wait(lambda: page.report is not None and page.report.name == "entry")
    QTest.keyClick(page.table.grid, Qt.Key.Key_Backspace)
    wait(lambda: page.report is not None and page.report.name == "general-ledger")


def test_members_are_found_by_any_part_of_the_name(quiet, window, wait):
    page = quiet("members")
    assert page.list.rowCount() == 4
    page.seek.setText("เอือง ดำ")  # without its tone mark
    assert [page.list.member(row).number for row in range(page.list.rowCount())] == ["00405"]
    wait(lambda: not window.jobs.is_busy())
    assert page.card.member.number == "00405"


def test_a_new_member_is_written_in_and_shown(quiet, window, wait):
    page = quiet("members")
    page._add()
    dialog = window.findChild(FormDialog)
    dialog.form.set_values(number="00777", first_name="ใหม่", village="4", entry_day=date(2026, 1, 10))
    dialog.form.editor("national_id").setText("1-2345")
    dialog.try_to_save()
    wait(dialog.form._complaints["national_id"].words.said)
    dialog.form.editor("national_id").setText("")
    dialog.try_to_save()
    wait(lambda: page.list.rowCount() == 5)
    assert page.card.member.number == "00777"


def a_list(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "หมู่ 4"
    rows = [
        ["ทะเบียนสมาชิก หมู่ 4"],
        ["เลขสมาชิก", "ชื่อ-สกุล", "เลขบัตรประชาชน", "วันเกิด", "วันเข้าเป็นสมาชิก"],
        ["00801", "นางบัวผัน ทองสุข", None, "1 มี.ค. 2535", "31/10/2567"],
        ["00802", "นายอำนาจ บุญมา", None, "31/02/2508", "14 ส.ค. 2559"],
        ["00401", "นายคนอื่น ซ้ำเลข", None, "1/1/2520", "1/10/2566"],
    ]
    for row in rows:
        sheet.append(row)
    path = folder / "สมาชิก.xlsx"
    book.save(path)
    return path


def test_a_member_list_is_previewed_answered_and_taken_in(quiet, window, wait, tmp_path):
    page = quiet("import")
    page.show_file(a_list(tmp_path))
    wait(lambda: page.preview is not None)
    assert page.preview.counts()["rows"] == 3
    assert page.segments._counts["waits"] == "1"
    held = next(each for each in page.questions._questions if each.code == "no.taken")
    assert page.questions._cards[0].question == held
    page.questions._cards[0]._say("leave_out")
    first = page.preview
    wait(lambda: page.preview is not first)
    assert page.segments._counts["waits"] == "0"
    page._accept()
    wait(lambda: window.page() is not page)
    wait(lambda: window.page().list.rowCount() == 6)


def test_a_file_that_is_no_list_leaves_everything_as_it_was(quiet, answer, wait, tmp_path):
    page = quiet("import")
    wrong = tmp_path / "x.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    seen = answer(ACCEPTED)
    page.show_file(wrong)
    wait(lambda: seen)
    assert page.preview is None
    assert page._empty.isVisible()


def test_receipts_are_printed_first_as_themselves_and_then_as_copies(quiet, wait):
    page = quiet("receipts")
    shown = []
    page._preview = shown.append
    page.table.grid.selectAll()
    page.print_chosen()
    wait(lambda: len(shown) == 1)
    page.print_chosen()
    wait(lambda: len(shown) == 2)
    assert all(each.startswith(b"%PDF") for each in shown)
    assert shown[0] != shown[1]


def test_a_receipt_is_voided_with_a_reason(quiet, window, wait):
    page = quiet("receipts")
    page.table.grid.go_to(0)
    page.void()
    dialog = window.findChild(FormDialog)
    dialog.try_to_save()
    wait(dialog.form._complaints["reason"].words.said)
    dialog.form.editor("reason").setText("เขียนซ้ำ")
    dialog.try_to_save()
    wait(lambda: page.report is not None and page.report.rows[0].cells[-1] is not None)


def test_money_taken_by_mistake_is_given_back(quiet, window, wait):
    page, papers = quiet("receipts"), []
    page.preview = lambda title, content: papers.append((title, content[:4]))
    page.table.grid.go_to(0)
    page.give_back()
    wait(lambda: window.findChild(FormDialog))
    dialog = window.findChild(FormDialog)
    assert dialog.form.values()["payee"] == "นางสาลิณี ดำดี"
    dialog.try_to_save()
    wait(dialog.form._complaints["reason"].words.said)
    dialog.form.retype({"reason": "จ่ายซ้ำ", "amount": "40"})
    dialog.try_to_save()
    wait(lambda: papers)
    assert papers == [("PV6901-0001", b"%PDF")]
    wait(lambda: not dialog.isVisible())


def test_when_all_went_back_nothing_is_asked(quiet, window, wait, answer):
    page = quiet("receipts")
    page.table.grid.go_to(0)
    page.void()
    dialog = window.findChild(FormDialog)
    dialog.form.editor("reason").setText("เขียนซ้ำ")
    dialog.try_to_save()
    wait(lambda: page.report is not None and page.report.rows[0].cells[-1] is not None)
    page.table.grid.go_to(0)
    said = answer(0)
    page.give_back()
    wait(lambda: said)


def test_the_book_is_checked_with_progress(quiet, wait):
    page = quiet("integrity")
    steps = []
    page.check()
    page._job.stepped.connect(lambda done, total: steps.append((done, total)))
    wait(lambda: "found" in page.memory)
    assert page.memory["found"].ok
    assert steps[-1][0] == steps[-1][1]


def test_a_missing_book_is_said_and_the_start_page_comes_back(answer, wait, tmp_path):
    window = MainWindow(Kept(), Opener())
    seen = answer(ACCEPTED)
    window.open_book(tmp_path / "none.welfare")
    wait(lambda: seen)
    assert window.facts is None
    window.close()


def test_a_picture_of_any_page_is_taken(path, tmp_path):
    out = tmp_path / "ภาพ.png"
    shoot(path, "report:trial-balance,from=2026-01-01", out, Opener(), Looks(dark=True), (900, 600))
    assert out.read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(KeyError):
        shoot(path, "nowhere", out, Opener(), Looks())


def test_the_standing_of_several_members_is_changed_at_once(quiet, wait, fill_in):
    page = quiet("members")
    page.view.selectAll()
    assert len(page.chosen()) == 4
    fill_in(status="suspended", reason="มติคณะกรรมการ")
    page._change_standing(page.card.member)
    wait(lambda: {status for _member, status, _words in page.list._all} == {Status.SUSPENDED})


def test_two_numbers_of_one_person_are_merged(quiet, wait, fill_in):
    page = quiet("members")
    page._seek_member("00402")
    fill_in(into="405", reason="คนเดียวกัน")
    page._merge(page.card.member)
    ended = {Status.MERGED: {"00402"}, Status.ACTIVE: {"00401", "00405", "00501"}}
    wait(
        lambda: (
            {each: {member.number for member, status, _words in page.list._all if status is each} for each in ended}
            == ended
        )
    )
    assert page.card.member.number == "00405"


def test_the_second_of_two_that_are_chosen_is_the_one_that_stays(quiet, wait, next_dialog):
    page = quiet("members")
    page.view.selectAll()
    for row in (0, 3):
        page.view.selectionModel().select(page.list.index(row), QItemSelectionModel.SelectionFlag.Deselect)
    first, second = page.chosen()
    seen = []
    next_dialog.when_it_comes(lambda dialog: (seen.append(dialog.form.values()["into"]), dialog.reject()))
    page._merge(first)
    wait(lambda: seen == [second.number])


def test_whoever_is_behind_is_seen_in_the_list_and_beside_the_name(quiet, wait):
    page = quiet("members")
    wait(lambda: page.list.behind)
    states = {member.number: page.list.state(member, status)[:2] for member, status, _words in page.list._all}
    assert states["00402"] == ("ค้าง 3 เดือน", "look")
    assert states["00401"] == ("ปกติ", "ok")
    page._seek_member("00402")
    assert page.card._chip.accessibleName() == "ค้าง 3 เดือน"
