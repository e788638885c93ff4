"""Backups from the window: made, by hand and by itself, compared and restored; another copy of the book is noticed."""

import shutil
import sqlite3
from contextlib import closing
from threading import Event

import pytest
from PySide6.QtWidgets import QDialog

from tests.builders import an_entry, outside
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk import i18n
from welfare_desk.services.backups import list_backups, make_backups
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.ui.backing_up import Leaving
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text

WORDS = "ข้าวเหนียว มะม่วง"


@pytest.fixture
def folder(tmp_path):
    (made := tmp_path / "แฟลชไดรฟ์ ของกองทุน").mkdir()
    return made


@pytest.fixture
def page(quiet, wait):
    found = quiet("backups")
    wait(found.sentence.said)
    return found


def files(folder):
    return list_backups(folder)


def entries(path):
    with closing(sqlite3.connect(path)) as book:
        return book.execute("SELECT count(*) FROM entries").fetchone()[0]


def said(widget):
    return " ".join(each.said() for each in widget.findChildren(Text) if each.isVisible())


def settled(window, wait, app):
    app.processEvents()
    wait(lambda: not window.jobs.is_busy())


# Made


def test_a_backup_is_made_where_backups_lie_and_listed(page, wait, folder, window, app):
    page.keep_folder(str(folder))
    page.back_up()
    wait(lambda: page.table.model.rowCount() == 1)
    settled(window, wait, app)
    assert [each.is_good for each in files(folder)] == [True]
    assert page.settings.backup_folders == [str(folder)]
    assert page.make.isEnabled()
    assert window.sitting.backer.is_due() is False, "it is noted in the book"


def test_a_drive_that_is_not_plugged_in_is_named_and_the_others_are_served(page, wait, folder, tmp_path, next_dialog):
    page.keep_folder(str(tmp_path / "ถอดไปแล้ว"))
    page.keep_folder(str(folder))
    told = []
    next_dialog.when_it_comes(lambda dialog: (told.append(said(dialog)), dialog.accept()))
    page.back_up()
    wait(lambda: page.table.model.rowCount() == 1)
    assert "ถอดไปแล้ว" in told[0]
    wait(lambda: "ถอดไปแล้ว" in said(page))
    page.drop_folder(str(tmp_path / "ถอดไปแล้ว"))
    wait(lambda: "ถอดไปแล้ว" not in said(page))
    assert page.settings.backup_folders == [str(folder)]


def test_a_passphrase_is_typed_twice(page, wait, path, next_dialog, window, app):
    def differs(dialog):
        dialog.form.retype({"passphrase": WORDS, "again": "x"})
        dialog.try_to_save()
        assert dialog.isVisible()
        dialog.form.retype({"passphrase": "short", "again": "short"})
        dialog.try_to_save()
        wait(dialog.form._complaints["passphrase"].words.said)
        dialog.form.retype({"passphrase": WORDS, "again": WORDS})
        dialog.try_to_save()

    next_dialog.when_it_comes(differs)
    page.ask_passphrase()
    settled(window, wait, app)
    wait(lambda: any(each.text() for each in page.findChildren(Button) if each.kind == "link"))
    next_dialog.when_it_comes(lambda dialog: dialog.accept())
    page.drop_passphrase()
    settled(window, wait, app)
    with closing(sqlite3.connect(path)) as book:
        made = [row[0] for row in book.execute("SELECT action FROM audit WHERE action LIKE 'backup_key.%' ORDER BY id")]
    assert made == ["backup_key.made", "backup_key.dropped"]


# By itself


def test_the_day_begins_with_a_backup_and_needs_one_alone(window, quiet, wait, folder, app):
    quiet("today")
    window.settings.backup_folders = [str(folder)]
    for _ in range(2):
        window.sitting.backer.look_again()
        settled(window, wait, app)
        wait(lambda: window.sitting.backer.job is None)
    assert len(files(folder)) == 1


def test_a_book_is_backed_up_when_it_is_closed_if_it_went_on(window, quiet, folder, path, wait, app):
    quiet("today")
    window.settings.backup_folders = [str(folder)]
    window.close()
    assert len(files(folder)) == 1
    assert window.jobs is None
    with closing(sqlite3.connect(path)) as book:
        assert book.execute("SELECT action FROM audit ORDER BY id DESC").fetchone() == ("book.backed_up",)
    again = MainWindow(Kept(backup_folders=[str(folder)]), Opener())
    again.show()
    again.open_book(path)
    wait(lambda: again.page() is not None)
    settled(again, wait, app)
    again.close()
    assert len(files(folder)) == 1, "nothing was done since"


def test_the_last_backup_can_be_skipped(window, quiet, folder, next_dialog):
    quiet("today")
    window.settings.backup_folders = [str(folder)]
    skipped = Event()
    window.jobs.aside(lambda _desk: skipped.wait(), lambda *_: None, lambda _: None)  # the backup waits behind this

    def skip(dialog):
        dialog.reject()
        skipped.set()

    next_dialog.when_it_comes(skip)
    window.close()
    assert window.jobs is None
    assert list(folder.iterdir()) == []


def test_what_stands_in_the_way_of_the_last_backup_is_said(window, quiet, tmp_path, next_dialog):
    quiet("today")
    window.settings.backup_folders = [str(tmp_path / "ถอดไปแล้ว")]
    told = []

    def answer(dialog):
        if isinstance(dialog, Leaving):  # the message comes over it, or after it
            next_dialog.when_it_comes(answer)
        else:
            told.append(said(dialog))
            dialog.accept()

    next_dialog.when_it_comes(answer)
    window.close()
    assert "ถอดไปแล้ว" in told[0]
    assert window.jobs is None


# Restored


@pytest.fixture
def backup(path, folder):
    with (desk := sit_down(path, outside(seed=4), writes=False)).book:
        return make_backups(desk, [folder]).made[0].path


@pytest.fixture
def compared(backup, window, quiet, wait):
    """The page of a backup beside the book, which went on."""
    done = []
    window.jobs.write(lambda desk: post_entry(desk, an_entry()), lambda *_: done.append(1), done.append)
    wait(lambda: done)
    found = quiet("restore", file=str(backup))
    wait(lambda: found.compared)
    return found


def test_a_backup_is_shown_beside_the_book(compared):
    assert "2" in " ".join(str(cell) for cell in compared.table.model.row(0).cells)
    assert [compared.table.model.row(0).cells[at] for at in (1, 2)] == ["3", "2"]
    assert compared.replace.isVisible()
    assert compared.elsewhere.isVisible()


def test_the_book_is_replaced_only_when_the_person_is_sure(compared, window, path, wait, next_dialog, app):
    next_dialog.when_it_comes(lambda dialog: dialog.reject())
    compared.ask_replace()
    assert entries(path) == 3
    told = []
    next_dialog.when_it_comes(lambda dialog: dialog.accept())
    next_dialog.when_it_comes(lambda dialog: (told.append(said(dialog)), dialog.accept()))
    compared.ask_replace()
    wait(lambda: told)
    wait(lambda: window.page() is not None)
    settled(window, wait, app)
    assert entries(path) == 2
    (kept,) = path.parent.glob("*before restore*.welfare")
    assert entries(kept) == 3
    assert kept.name in told[0]
    assert window.pager.trail.here.page == "today"
    assert window.settings.seen, "where it stands now is what this computer has seen"
    assert "สำเนา" not in window.page()._sight.kept
    assert window.page()._sight.strange is None, "what was restored here is no cause for alarm"


def test_it_opens_as_another_book_beside_the_open_one(compared, path, tmp_path, wait, answer):
    seen = answer(QDialog.DialogCode.Accepted)
    compared.restore_to(tmp_path / "อีกเล่ม.welfare")
    wait(lambda: seen)
    assert (entries(tmp_path / "อีกเล่ม.welfare"), entries(path)) == (2, 3)


def test_an_encrypted_backup_of_another_computer_asks_for_its_passphrase(path, tmp_path, folder, quiet, wait):
    from welfare_desk.services.backups import set_backup_passphrase

    (there := tmp_path / "another computer").mkdir()
    copy = there / path.name
    shutil.copy(path, copy)
    with (desk := sit_down(copy, outside(seed=8))).book:
        set_backup_passphrase(desk, WORDS)
        backup = make_backups(desk, [folder]).made[0].path
    page = quiet("restore", file=str(backup))
    wait(page.form.isVisible)
    page.form.retype({"passphrase": "another one"})
    page.compare()
    wait(page.form._complaints["passphrase"].words.said)
    page.form.retype({"passphrase": WORDS})
    page.compare()
    wait(lambda: page.compared)
    assert not page.form.isVisible()


def test_a_damaged_backup_is_named_on_the_page(backup, quiet, wait):
    content = bytearray(backup.read_bytes())
    content[-50] ^= 1
    backup.write_bytes(content)
    page = quiet("restore", file=str(backup))
    wait(lambda: backup.name in said(page) and not page.bar.isVisible())
    assert not page.replace.isVisible()


# Another copy


def test_a_book_that_is_not_the_one_seen_here_is_reported_until_it_is_accepted(path, tmp_path, wait, app):
    older = tmp_path / "เก่า.welfare"
    shutil.copy(path, older)
    with (desk := sit_down(path, outside(seed=4))).book:
        post_entry(desk, an_entry())
    kept = Kept()

    def opened(book):
        window = MainWindow(kept, Opener())
        window.show()
        window.open_book(book)
        wait(lambda: window.page() is not None)
        settled(window, wait, app)
        return window

    opened(path).close()
    (seen,) = kept.seen.values()
    for _ in range(2):
        window = opened(older)
        assert window.page()._sight.strange.code == "sight.older"
        wait(lambda window=window: window.page()._sight.strange.sentence() in said(window.page()))
        assert kept.seen == {next(iter(kept.seen)): seen}, "it is not taken for the right one by itself"
        window.close()
    window = opened(older)
    window.go("backups")
    settled(window, wait, app)
    wait(window.page().sentence.said)
    sight = window.pager.pages["today"]._sight
    wait(lambda: sight.strange.sentence() in said(window.page()))
    window.page().accept_book(sight)
    wait(lambda: sight.strange.sentence() not in said(window.page()))
    window.go("today")
    settled(window, wait, app)
    wait(lambda: window.page()._sight.strange is None)
    window.close()
    i18n.choose("th")
