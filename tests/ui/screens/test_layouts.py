"""A layout of a statement is copied, changed line by line, seen as it would be, and kept; mistakes lose nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.ui.screens.test_grants import rows
from welfare_desk.reports import layouts

OK = QDialog.DialogCode.Accepted


@pytest.fixture
def editor(quiet, wait):
    page = quiet("layout", layout="performance")
    wait(page.preview_table.model.rowCount)
    return page


def drawn(page):
    return [row.cells[0].strip() for row in page.preview_table.model.report.rows]


def retyped(page, **typed):
    page.form.retype(typed)
    page.form.changed.emit()


def kept(window, wait, name):
    found = []
    window.jobs.read(lambda desk: desk.ask(lambda tx: layouts.get(tx, name)), lambda got, _: found.append(got), print)
    wait(lambda: found)
    return found[0]


def test_a_ready_layout_is_copied_changed_and_kept(quiet, window, wait, answer, type_in):
    page = quiet("layouts")
    at = next(at for at, cells in enumerate(rows(page)) if cells[0] == "performance")
    page.table.grid.go_to(at)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    page = window.page()
    wait(page.preview_table.model.rowCount)
    assert page.head.editor("name").text() == "performance-2"
    page.lines.go_to(0)
    words = page.form.editor("th")
    words.setFocus()
    words.selectAll()
    type_in(words, "รายรับของเรา")
    wait(lambda: drawn(page)[0] == "รายรับของเรา")
    answer(OK)
    page.save()
    wait(lambda: not page.jobs.is_busy() and page.unsaved() is None)
    assert kept(window, wait, "performance-2").is_own
    page = quiet("layouts")
    wait(lambda: "performance-2" in [cells[0] for cells in rows(page)])


def test_what_is_wrong_is_said_at_its_line_and_nothing_is_lost(editor):
    before = drawn(editor)
    last = len(editor.lines.forms) - 1
    editor.lines.go_to(last)
    retyped(editor, formula="1 +")
    assert {each.params["line"] for each in editor.judged.problems} == {last + 1}
    assert editor.lines.forms[last]["formula"] == "1 +"
    assert drawn(editor) == before
    editor.save()
    assert editor.form.editor("formula").text() == "1 +"
    typed = editor.unsaved()
    assert typed["lines"][last]["formula"] == "1 +"


def test_what_was_typed_outlives_another_language(editor, window, wait):
    editor.head.retype({"title_th": "งบของเรา"})
    editor.head.changed.emit()
    window.frame.top_bar.language_clicked.emit()
    wait(lambda: window.page() is not None and not window.jobs.is_busy())
    wait(lambda: window.page().head.editor("title_th").text() == "งบของเรา")


def test_lines_are_added_moved_taken_out_and_put_back(editor):
    lines = editor.lines
    before = [each["th"] for each in lines.forms]
    lines.go_to(1)
    lines.move_by(1)
    assert [each["th"] for each in lines.forms][1:3] == before[2:0:-1]
    assert lines.at == 2
    lines.put_back()
    lines.add_line()
    assert lines.line()["th"] == ""
    assert editor.judged.problems
    lines.take_out()
    assert [each["th"] for each in lines.forms] == before
    while lines.forms:
        lines.take_out()
    assert editor.judged.problems[0].code == "layout.no_lines"
    lines.put_back()
    assert not editor.form.isHidden()


def test_sums_follow_lines_that_move(editor):
    lines = editor.lines
    at = next(at for at, form in enumerate(lines.forms) if form["kind"] == "total")
    lines.go_to(at)
    shown = editor.form.editor("formula").text()
    lines.add_line()
    lines.move_by(-1)
    for _step in range(lines.at):
        lines.move_by(-1)
    lines.go_to(at + 1)
    assert editor.form.editor("formula").text() == " - ".join(str(int(each) + 1) for each in shown.split(" - "))


def test_several_choices_hold_at_once(editor):
    lines = editor.lines
    at = next(at for at, form in enumerate(lines.forms) if form["kind"] == "accounts")
    lines.go_to(at)
    picks = editor.form.editor("types")
    before = picks.value()
    picks._pick("L")
    assert lines.forms[at]["types"] == ["L", *before]
    picks._pick("L")
    assert lines.forms[at]["types"] == before


def test_a_layout_goes_into_a_file_and_comes_back(editor, quiet, monkeypatch, tmp_path, answer):
    file = tmp_path / "ของเรา.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    editor._choose_place()
    assert 'name = "performance-2"' in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("performance-2", "ours"), encoding="utf-8")
    page = quiet("layouts")
    page.take_file()
    assert editor.head.editor("name").text() == "ours"
    assert editor.unsaved() is not None
    file.write_text("[[line", encoding="utf-8")
    answer(OK)
    editor.begin_from_file(file)
    assert editor.head.editor("name").text() == "ours"


def test_another_layout_is_not_replaced_without_a_question(editor, answer):
    editor.head.retype({"name": "performance"})
    editor.head.changed.emit()
    asked = answer(QDialog.DialogCode.Rejected)
    editor.save()
    assert asked == ["ใช้แทนหรือไม่"]
    assert editor.unsaved() is not None


def test_an_own_layout_is_removed(editor, quiet, wait, answer):
    answer(OK)
    editor.save()
    wait(lambda: not editor.jobs.is_busy())
    page = quiet("layouts")
    wait(lambda: "performance-2" in [cells[0] for cells in rows(page)])
    page.table.grid.go_to(next(at for at, cells in enumerate(rows(page)) if cells[0] == "performance-2"))
    answer(OK)
    page.ask_remove()
    wait(lambda: "performance-2" not in [cells[0] for cells in rows(page)])
