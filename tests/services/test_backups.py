"""A backup is good when it was opened and proved; an earlier one is never harmed by a later one."""

import io
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import a_book, an_entry, journal, outside, reopen
from welfare_desk.errors import BookError, RuleError
from welfare_desk.services import backups
from welfare_desk.services.backups import (
    has_passphrase,
    list_backups,
    make_backups,
    note_backups,
    opened_backup,
    rotation_of,
    set_backup_passphrase,
)
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.sightings import has_changed
from welfare_desk.storage import backup_files, book, settings
from welfare_desk.storage.backup_folders import Rotation

WORDS = "ข้าวเหนียว มะม่วง"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "งาน").mkdir()
    desk = a_book(tmp_path / "งาน")
    post_entry(desk, an_entry())
    yield desk
    desk.book.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "แฟลชไดรฟ์ 1"
    made.mkdir()
    return made


class Stopped(Exception):  # noqa: N818 - the person asked for it
    pass


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def nobody():
    pytest.fail("nobody should be asked for a passphrase")


def of(words):
    return lambda: words


def held(path, passphrase=nobody):
    """Give the ledger that a backup holds."""
    with opened_backup(path, passphrase) as found, (desk := sit_down(found.book, outside(), writes=False)).book:
        return journal(desk)


def test_a_backup_takes_its_name_when_it_was_opened_and_proved(desk, folder):
    made = make_backups(desk, [folder])
    assert names(folder) == ["กองทุน ทดสอบ-2026-04-01T09-00.welfare-backup"]
    assert (made.is_good, made.missed, made.verification.ok) == (True, (), True)
    assert held(made.made[0].path) == journal(desk)
    assert made.made[0].size == made.made[0].path.stat().st_size
    assert not [each for each in names(desk.book.path.parent) if "scratch" in each]


def test_it_is_made_beside_a_book_that_is_being_written(desk, folder):
    reader = sit_down(desk.book.path, outside(), writes=False)
    with reader.book, desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO settings (key, from_day, value) VALUES ('x', '0001-01-01', 'y')")
        assert make_backups(reader, [folder]).is_good
    assert names(folder)


def test_a_folder_that_is_not_there_is_said_and_the_others_are_served(desk, folder, tmp_path):
    (file := tmp_path / "a file").write_text("x", encoding="utf-8")
    made = make_backups(desk, [tmp_path / "pulled out", folder, file])
    assert [each.code for each in made.missed] == ["backup.no_folder", "backup.no_folder"]
    assert [each.path.parent for each in made.made] == [folder]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_takes_nothing_is_said(desk, folder):
    folder.chmod(0o500)
    assert [each.code for each in make_backups(desk, [folder]).missed] == ["backup.folder"]
    folder.chmod(0o700)


def test_every_folder_has_the_same_backup(desk, folder, tmp_path):
    (other := tmp_path / "second").mkdir()
    made = make_backups(desk, [folder, other])
    one, two = (each.path for each in made.made)
    assert one.read_bytes() == two.read_bytes()
    assert made.verification is not None


def test_a_drive_that_writes_something_else_is_found_out(desk, folder, monkeypatch):
    """As a worn-out flash drive does: what is read is not what was written."""
    good = make_backups(desk, [folder])
    before = good.made[0].path.read_bytes()

    def bad(source, target, *further):
        whole = io.BytesIO()
        backup_files_pack(source, whole, *further)
        content = bytearray(whole.getvalue())
        content[len(content) // 2] ^= 4
        target.write(content)

    backup_files_pack = backup_files.pack
    monkeypatch.setattr(backup_files, "pack", bad)
    made = make_backups(desk, [folder])
    assert [each.code for each in made.missed] == ["backup.altered"]
    assert not made.is_good
    assert names(folder) == [good.made[0].path.name]
    assert good.made[0].path.read_bytes() == before


def test_another_book_than_the_copied_one_is_found_out(desk, folder, monkeypatch):
    """Even one that is whole in itself, and rightly packed."""
    true = backup_files.pack

    def other(source, target, head, *further):
        content = Path(source.name).read_bytes().replace(b"contribution", b"Contribution")
        true(io.BytesIO(content), target, replace(head, size=len(content)), *further)

    monkeypatch.setattr(backup_files, "pack", other)
    assert [each.code for each in make_backups(desk, [folder]).missed] == ["backup.differs"]
    assert names(folder) == []


def test_one_that_was_broken_off_leaves_nothing_and_the_earlier_one(desk, folder):
    earlier = make_backups(desk, [folder]).made[0].path
    post_entry(desk, an_entry())
    seen = []

    def stop_at(point):
        def step(done, _total):
            seen.append(done)
            if done >= point:
                raise Stopped

        return step

    for point in (0, 15, 40, 70, 99):
        with pytest.raises(Stopped):
            make_backups(desk, [folder], step=stop_at(point))
        assert names(folder) == [earlier.name], point
        assert "scratch" not in "".join(names(desk.book.path.parent))
    assert make_backups(desk, [folder], step=lambda done, _total: seen.append(done)).is_good
    assert max(seen) == 100


def test_what_a_crashed_run_left_is_cleared_away(desk, folder):
    (folder / ".กองทุน ทดสอบ-2026-03-01T09-00.welfare-backup.part").write_bytes(b"half a backup")
    (rest := desk.book.path.with_name(f".{desk.book.path.name}.scratch")).mkdir()
    (rest / "book.welfare").write_bytes(b"half a copy")
    make_backups(desk, [folder])
    assert names(folder) == ["กองทุน ทดสอบ-2026-04-01T09-00.welfare-backup"]
    assert not rest.exists()


def test_two_runs_at_once_do_not_meet(desk, folder):
    from welfare_desk.storage.swaps import scratch

    with scratch(desk.book.path), pytest.raises(BookError) as refused:
        make_backups(desk, [folder])
    assert refused.value.problem.code == "backup.busy"
    assert make_backups(desk, [folder]).is_good


def test_a_book_that_is_not_in_order_is_backed_up_and_not_called_good(desk, folder):
    good = make_backups(desk, [folder])
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE movements SET debit = debit + 1")
        raw.commit()
    desk = sit_down(path, outside())
    with desk.book:
        made = make_backups(desk, [folder])
        assert (made.is_good, [each.id for each in made.verification.results if not each.ok]) == (False, ["movements"])
        assert made.made[0].path.stem.endswith("-unsound")
        assert [each.is_good for each in list_backups(folder)] == [True, False]  # the clock of a test begins anew
        note_backups(desk, made)
        assert desk.ask(lambda tx: settings.find(tx, settings.BACKED_UP)) is None
        assert good.made[0].path.exists(), "it takes no place of a good one"


def test_a_good_one_is_noted_in_the_book(desk, folder):
    assert desk.ask(has_changed)
    made = make_backups(desk, [folder])
    note_backups(desk, made)
    assert not desk.ask(has_changed)
    assert desk.ask(lambda tx: settings.find(tx, settings.BACKED_UP)) == made.made[0].head.at
    post_entry(desk, an_entry())
    assert desk.ask(has_changed)
    note_backups(desk, make_backups(desk, []))
    assert desk.ask(has_changed), "no folder, no backup"


def test_older_ones_go_when_a_good_one_is_there(desk, folder):
    for _ in range(3):
        make_backups(desk, [folder], Rotation(1, 0, 0))
    assert len(names(folder)) == 1


def test_one_of_a_copy_that_went_on_elsewhere_is_never_deleted(desk, folder):
    elsewhere = desk.book.path.with_name("สำเนา.welfare")
    desk.book.close()
    shutil.copy(desk.book.path, elsewhere)
    with (other := sit_down(elsewhere, outside(seed=6))).book:
        post_entry(other, an_entry())
        theirs = make_backups(other, [folder]).made[0].path
    with (again := sit_down(desk.book.path, outside(seed=7))).book:
        again.now()
        post_entry(again, an_entry(memo="ours"))
        for _ in range(2):
            make_backups(again, [folder], Rotation(1, 0, 0))
    assert theirs.exists()
    assert len(names(folder)) == 2


# Encrypted


def test_with_a_passphrase_nothing_can_be_read_and_no_backup_asks_for_it(desk, folder):
    set_backup_passphrase(desk, WORDS)
    assert desk.ask(has_passphrase)
    path = make_backups(desk, [folder]).made[0].path
    assert held(path, of(WORDS)) == journal(desk)
    with pytest.raises(RuleError) as refused:
        held(path, of("another one"))
    assert refused.value.problems[0].code == "passphrase.wrong"
    # On a computer without the book nothing but the head can be read.
    head, line = backup_files.read_head(io.BytesIO(path.read_bytes()), path)
    assert head.key is not None
    key = desk.ask(lambda tx: settings.find(tx, settings.BACKUP_KEY))
    assert key.encode() not in line


def test_a_new_passphrase_opens_no_older_backup_and_the_old_one_no_newer(desk, folder):
    set_backup_passphrase(desk, WORDS)
    old = make_backups(desk, [folder]).made[0].path
    set_backup_passphrase(desk, "a newer passphrase")
    new = make_backups(desk, [folder], Rotation(9, 9, 9)).made[0].path
    for path, words in ((new, WORDS),):
        with pytest.raises(RuleError):
            held(path, of(words))
    assert held(new, of("a newer passphrase")) == journal(desk)
    assert not old.exists() or held(old, of(WORDS))


def test_backups_can_be_left_open_again(desk, folder):
    set_backup_passphrase(desk, WORDS)
    set_backup_passphrase(desk, "")
    assert not desk.ask(has_passphrase)
    assert held(make_backups(desk, [folder]).made[0].path) == journal(desk)


def test_a_short_passphrase_changes_nothing(desk):
    with pytest.raises(RuleError):
        set_backup_passphrase(desk, "short")
    assert not desk.ask(has_passphrase)


# Opened again


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path, folder, monkeypatch):
    kept = Path(__file__).parents[1] / "books" / "v1.welfare"
    older = tmp_path / "v1.welfare"
    shutil.copy(kept, older)
    opened = book.open_book(older, writes=False)
    monkeypatch.setattr(backups, "verify", lambda _tx, _step: _Fine())  # the program of that time had its own checks
    desk = replace(sit_down(kept_current(tmp_path), outside()), book=opened)
    path = make_backups(desk, [folder]).made[0].path
    opened.close()
    monkeypatch.undo()
    with opened_backup(path, nobody) as found:
        assert found.head.schema == 1
        assert found.verification.ok


class _Fine:
    ok, results = True, ()


def kept_current(folder):
    (there := folder / "current").mkdir()
    desk = a_book(there)
    desk.book.close()
    return desk.book.path


def test_a_backup_of_a_newer_version_is_left_alone(desk, folder, monkeypatch):
    monkeypatch.setattr(desk.book, "version", 99)
    path = make_backups(desk, [folder]).made[0].path
    with pytest.raises(BookError) as refused:
        held(path)
    assert refused.value.problem.code == "backup.newer"


def test_what_is_no_backup_is_said(desk):
    with pytest.raises(BookError) as refused:
        held(desk.book.path)
    assert refused.value.problem.code == "backup.foreign"
    with pytest.raises(BookError) as refused:
        held(desk.book.path.with_name("none.welfare-backup"))
    assert refused.value.problem.code == "backup.unreadable"


def test_a_book_restarted_still_knows_its_key(desk, folder):
    set_backup_passphrase(desk, WORDS)
    desk = reopen(desk)
    with desk.book:
        assert held(make_backups(desk, [folder]).made[0].path, of(WORDS)) == journal(desk)


def test_strange_numbers_in_the_settings_give_the_usual_rotation():
    assert rotation_of([]) == rotation_of([1, 2]) == Rotation(7, 4, 12)
    assert rotation_of([1, 2, 3]) == Rotation(1, 2, 3)
