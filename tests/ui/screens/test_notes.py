"""Notes are written beside their draft; what is typed stays with its note until it is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.screens.test_grants import rows


@pytest.fixture
def page(quiet, wait):
    page = quiet("notes")
    wait(page.figures.model.rowCount)
    return page


def on_paper(page):
    return " ".join(str(cell) for row in page.figures.model.report.rows for cell in row.cells)


def test_a_note_is_written_and_the_draft_stands_again(page, wait, type_in):
    assert "กองทุนสวัสดิการชุมชนทดสอบ" in page.draft.said()
    assert not page.save_button.isEnabled()
    words = page.form.editor("th")
    words.setFocus()
    type_in(words, "กองทุนตั้งเมื่อปี 2553")
    assert page.unsaved() == {f"{page.sheet.year} general": ["กองทุนตั้งเมื่อปี 2553", ""]}
    assert page.save_button.isEnabled()
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: "กองทุนตั้งเมื่อปี 2553" in on_paper(page))
    assert rows(page)[0][1] == "เขียนเอง"
    assert page.unsaved() is None
    page.take_draft()
    wait(lambda: "2553" not in on_paper(page))
    assert rows(page)[0][1] == "ร่าง"


def test_what_is_typed_stays_with_its_note(page, window, wait):
    page.form.retype({"th": "ยังไม่เสร็จ"})
    page.table.grid.go_to(3)
    assert page.code == "discussion"
    wait(lambda: page.figures.model.report.name == "discussion")
    assert page.form.editor("th").value() == ""
    page.table.grid.go_to(0)
    assert page.form.editor("th").value() == "ยังไม่เสร็จ"
    window.frame.top_bar.language_clicked.emit()
    wait(lambda: window.page() is not None and not window.jobs.is_busy())
    wait(lambda: window.page().form.editor("th").value() == "ยังไม่เสร็จ")
    window.page().typed.clear()
