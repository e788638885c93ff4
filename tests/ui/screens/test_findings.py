"""Findings of auditors at the window: taken in after a look, replied to, and the replies given back."""

import json

from PySide6.QtWidgets import QFileDialog

from tests.reviews import a_finding, a_review, book_of, signed
from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.ledger.findings import SubjectKind
from welfare_desk.ui.widgets.text import Text


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def heard(next_dialog):
    """Answer the next dialog with yes, and keep all that it says."""
    said = []

    def act(dialog):
        said.extend(each.said() for each in dialog.findChildren(Text))
        dialog.done(1)

    next_dialog.when_it_comes(act)
    return said


def a_file(window, wait, folder):
    """Sign two findings on the open book as an auditor does, and give the file."""
    other = a_finding(2, kind=SubjectKind.WHOLE, subject="", found="ไม่มีงบประมาณ", due=None)
    late = a_finding(due=a_review().written.replace(day=10))
    book = in_the_book(window, wait, book_of)
    path = folder / "ผู้สอบ.wreview"
    path.write_bytes(signed(a_review(late, other, book=book)))
    return path


def test_findings_are_taken_in_and_replied_to(window, quiet, wait, next_dialog, tmp_path, monkeypatch):
    page = quiet("findings")
    assert page.table.empty.isVisible()
    path = a_file(window, wait, tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    said = heard(next_dialog)
    page.choose_file()
    wait(lambda: said)
    assert "เทียบลายนิ้วมือกุญแจ" in str(said)
    wait(lambda: rows(page))
    assert [row[1] for row in rows(page)] == ["เกินกำหนด", "ยังไม่ตอบ"]
    assert page.sentence.said().endswith("ข้อตรวจพบเกินกำหนด 1 ข้อ")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.reply, words="เซ็นแล้ว", done="yes")
    wait(lambda: [row[1] for row in rows(page)] == ["ยังไม่ตอบ", "ตอบแล้ว รอผู้สอบบัญชีติดตาม"])
    out = tmp_path / "replies.wreplies"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    page.save_replies()
    wait(out.exists)
    assert [each["words"] for each in json.loads(out.read_text(encoding="utf-8"))["replies"]] == ["เซ็นแล้ว"]


def test_a_file_that_was_changed_is_refused_in_words(window, quiet, wait, next_dialog, tmp_path):
    page = quiet("findings")
    path = a_file(window, wait, tmp_path)
    path.write_bytes(path.read_bytes().replace(b"365", b"366"))
    said = heard(next_dialog)
    page.look_at(path)
    wait(lambda: said)
    assert "ไฟล์นี้ถูกแก้หลังลงลายมือชื่อ" in str(said)
    assert rows(page) == []
