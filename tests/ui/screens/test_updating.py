"""A newer program from a file, at the page of settings."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QDialog, QFileDialog

from installers.make_update import make_update
from tests.exchange.test_updates import CHANGES, KEY, MAKERS
from welfare_desk.ui import errors, updating
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text


@pytest.fixture
def update(tmp_path):
    parts = {}
    for system in ("windows", "linux"):
        parts[system] = tmp_path / f"{system}-setup"
        parts[system].write_bytes(system.encode() * 1000)
    return make_update(tmp_path / "ปรับปรุง.welfare-update", MAKERS, parts, CHANGES, released="2027-01-31", version="9.0")


def said(dialog):
    return "\n".join(each.said() for each in dialog.findChildren(Text))


def test_a_build_without_a_key_says_that_it_takes_no_updates(quiet):
    page = quiet("settings")
    assert any("ปิดไว้" in each.said() for each in page.findChildren(Text))
    assert not [each for each in page.findChildren(Button) if each.text().startswith("ปรับปรุงจากไฟล์")]


def test_what_changed_is_said_before_it_is_installed(quiet, update, next_dialog, wait, monkeypatch):
    page, seen = quiet("settings"), []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(update), ""))
    monkeypatch.setattr(QProcess, "startDetached", lambda *_: pytest.fail("not wanted"))

    def look(dialog):
        seen.append(said(dialog))
        dialog.done(QDialog.DialogCode.Rejected)

    next_dialog.when_it_comes(look)
    updating.choose_update(page, KEY)
    wait(lambda: seen)
    assert "9.0" in seen[0]
    assert CHANGES["th"] in seen[0]
    assert "31 มกราคม 2570" in seen[0]


def test_on_windows_the_setup_opens_and_the_program_closes(quiet, window, update, answer, wait, monkeypatch):
    page, started = quiet("settings"), []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QProcess, "startDetached", lambda path, _arguments: started.append(path) or (True, 1))
    answer(QDialog.DialogCode.Accepted)
    updating.offer_update(page, update, KEY)
    wait(lambda: started)
    assert Path(started[0]).read_bytes() == b"windows" * 1000
    wait(lambda: not window.isVisible())


def test_elsewhere_the_person_is_told_where_the_package_lies(quiet, update, next_dialog, wait, monkeypatch):
    page, seen = quiet("settings"), []
    monkeypatch.setattr(sys, "platform", "linux")
    next_dialog.when_it_comes(lambda dialog: dialog.done(QDialog.DialogCode.Accepted))

    def look(dialog):
        seen.append(said(dialog))
        dialog.done(QDialog.DialogCode.Accepted)

    next_dialog.when_it_comes(look)
    updating.offer_update(page, update, KEY)
    wait(lambda: seen)
    assert "linux-setup" in seen[0]


def test_a_foreign_update_is_refused_in_words(quiet, update, wait, monkeypatch):
    page, shown = quiet("settings"), []
    monkeypatch.setattr(errors, "show", lambda error, *_: shown.append(error.problem.code))
    updating.offer_update(page, update, bytes(31) + b"\x01")
    wait(lambda: shown)
    assert shown == ["update.foreign"]
