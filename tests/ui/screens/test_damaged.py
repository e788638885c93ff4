"""A damaged book in the window: what can be read is saved, or a backup takes its place."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.builders import outside
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk.services.backups import make_backups
from welfare_desk.services.books import sit_down
from welfare_desk.ui.damaged import RESTORE, SALVAGE
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.screens.start import StartScreen


@pytest.fixture
def folder(tmp_path):
    (made := tmp_path / "แฟลชไดรฟ์").mkdir()
    return made


@pytest.fixture
def backup(path, folder):
    with (desk := sit_down(path, outside())).book:
        return make_backups(desk, [folder]).made[0].path


@pytest.fixture
def damaged(path, tmp_path):
    """The same book somewhere else, with the page torn that its settings begin on."""
    (elsewhere := tmp_path / "ที่อื่น").mkdir()
    copy = shutil.copy(path, elsewhere / "กองทุน เสีย.welfare")
    with closing(sqlite3.connect(copy)) as raw:
        [root] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'settings'").fetchone()
        [size] = raw.execute("PRAGMA page_size").fetchone()
    with copy.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    return copy


@pytest.fixture
def opened(damaged, next_dialog, wait):
    """Open it, and answer what is asked one after another."""
    window = MainWindow(Kept(), Opener())
    window.show()

    def go(*answers):
        said = []

        def answering(act):
            def answered(dialog):
                said.append(dialog.windowTitle())
                act(dialog)
                if rest:
                    next_dialog.when_it_comes(answering(rest.pop(0)))

            return answered

        rest = list(answers)
        next_dialog.when_it_comes(answering(rest.pop(0)))
        window.open_book(damaged)
        wait(lambda: len(said) == len(answers))
        return said

    yield window, go
    window.close()


def test_what_can_be_read_is_saved(opened, damaged, folder, monkeypatch):
    window, go = opened
    before = damaged.read_bytes()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    said = go(lambda dialog: dialog.done(SALVAGE), lambda dialog: dialog.accept())
    assert said == ["สมุดบัญชีเสียหาย", "บันทึกส่วนที่อ่านได้แล้ว"]
    [saved] = [each for each in folder.iterdir() if each.is_dir()]
    assert (saved / "members.csv").is_file()
    assert damaged.read_bytes() == before
    assert isinstance(window.frame.stack.currentWidget(), StartScreen)


def test_a_backup_takes_its_place_and_the_damaged_file_is_kept(backup, opened, damaged, monkeypatch, wait):
    window, go = opened
    before = damaged.read_bytes()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    said = go(lambda dialog: dialog.done(RESTORE), lambda dialog: dialog.try_to_save(), lambda dialog: dialog.accept())
    assert said[-1] == "กู้คืนแล้ว"
    wait(lambda: window.page() is not None)
    [kept] = damaged.parent.glob("*before restore*.welfare")
    assert kept.read_bytes()[100:] == before[100:], "but for how its log is kept, in the head"
