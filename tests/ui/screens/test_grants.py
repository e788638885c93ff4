"""Grants and activities at the window."""

import pytest
from PySide6.QtWidgets import QMenu

from tests.ui.screens.test_people import filled
from welfare_desk.money import Money


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def follow(page, wait, next_dialog, act_words, **typed):
    """Take a step of the first grant by the words of its menu."""
    before = set(page.findChildren(QMenu))
    page.table.grid.go_to(0)
    page.follow()
    wait(lambda: set(page.findChildren(QMenu)) - before)
    menu = (set(page.findChildren(QMenu)) - before).pop()
    menu.close()
    act = next(each for each in menu.actions() if each.text() == act_words)
    filled(page, next_dialog, wait, act.trigger, **typed)


@pytest.fixture
def page(quiet, wait, next_dialog):
    page = quiet("grants")
    assert page.table.empty.isVisible()
    typed = {"name": "บ่อน้ำ", "giver": "อบต.", "income": "4203", "letter": "อบต 7", "approved": "900"}
    filled(page, next_dialog, wait, page.begin, **typed)
    wait(lambda: rows(page))
    return page


def test_a_grant_goes_from_the_letter_to_the_close(page, wait, next_dialog):
    follow(page, wait, next_dialog, "ได้รับเงิน…", amount="500", words="งวดที่ 1")
    wait(lambda: rows(page)[0][6] == Money.baht(500))
    follow(page, wait, next_dialog, "ใช้เงิน…", amount="300", words="ค่าท่อ", payee="ร้านวัสดุ", expense="5201")
    wait(lambda: rows(page)[0][9] == Money.baht(200))
    follow(page, wait, next_dialog, "ส่งคืนเงิน…", words="โอนคืน")
    wait(lambda: not rows(page)[0][9])
    follow(page, wait, next_dialog, "ปิดโครงการ…")
    wait(lambda: rows(page)[0][-1] == "ปิดโครงการแล้ว")
    page.state.picked.emit("open")
    page.state.set_value("open")
    page.refresh()
    wait(lambda: not rows(page))


def test_a_closed_grant_has_nothing_that_follows(page, wait, next_dialog, answer):
    follow(page, wait, next_dialog, "ปิดโครงการ…")
    wait(lambda: rows(page)[0][-1] == "ปิดโครงการแล้ว")
    said = answer(1)
    page.table.grid.go_to(0)
    page.follow()
    wait(lambda: said)


def test_an_activity_is_written_down_and_taken_out(quiet, wait, next_dialog):
    page = quiet("activities")
    filled(page, next_dialog, wait, page.add, name="เยี่ยมผู้ป่วย", people="๑๒๐")
    wait(lambda: rows(page))
    assert rows(page)[0][2:5] == ("สวัสดิการที่ไม่ใช่ตัวเงิน", "เยี่ยมผู้ป่วย", 120)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.remove, reason="เขียนซ้ำ")
    wait(lambda: not rows(page))
