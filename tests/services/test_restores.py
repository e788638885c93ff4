"""Compared before it is replaced; what is replaced is kept; nothing is ever between."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.builders import a_book, an_entry, journal, outside
from welfare_desk.errors import BookError
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.backups import make_backups, note_backups, set_backup_passphrase
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.restores import compare_backup, kept_path, restore_book, said_of
from welfare_desk.storage import swaps
from welfare_desk.storage.positions import Relation

WORDS = "ข้าวเหนียว มะม่วง"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "งาน").mkdir()
    desk = a_book(tmp_path / "งาน")
    post_entry(desk, an_entry())
    yield desk
    desk.book.close()


@pytest.fixture
def backup(desk, tmp_path):
    made = make_backups(desk, [tmp_path])
    note_backups(desk, made)
    return made.made[0].path


def nobody():
    pytest.fail("nobody should be asked for a passphrase")


def names(desk):
    return sorted(each.name for each in desk.book.path.parent.iterdir())


def compared(desk, backup):
    return compare_backup(desk, backup, nobody)


def restore(desk, backup, target=None, passphrase=nobody):
    desk.book.close()
    return restore_book(backup, target or desk.book.path, outside(seed=3), passphrase)


def told(path):
    """Give the ledger of a book, whether it passes every check, and its last act."""
    with (desk := sit_down(path, outside(), writes=False)).book:
        last = desk.ask(lambda tx: tx.exec_driver_sql("SELECT action FROM audit ORDER BY id DESC LIMIT 1").scalar())
        return journal(desk), verify_book(desk).ok, last


# Compared


def test_a_book_that_went_on_is_a_continuation_of_its_backup(desk, backup):
    post_entry(desk, an_entry())
    found = compared(desk, backup)
    assert found.relation is Relation.AHEAD
    assert (found.entries, found.backup.heads.entries, found.book.heads.entries) == (1, 1, 2)
    assert (found.book.last_voucher, found.backup.last_voucher) == ("RV6901-0002", "RV6901-0001")
    with spoken("en"):
        said = said_of(found)
    assert said[0].startswith("The book was continued after the backup.")
    assert "Only in the book: 1 entries and 2 acts." in said  # the posting, and that it was backed up
    assert not [each for each in said if each.startswith("Only in the backup")]


def test_an_older_copy_is_behind_the_backup(desk, tmp_path):
    older = desk.book.path.with_name("เก่า.welfare")
    desk.book.close()
    shutil.copy(desk.book.path, older)
    with (newer := sit_down(desk.book.path, outside(seed=5))).book:
        post_entry(newer, an_entry())
        backup = make_backups(newer, [tmp_path]).made[0].path
    with (behind := sit_down(older, outside(), writes=False)).book:
        found = compared(behind, backup)
    assert (found.relation, found.entries) == (Relation.BEHIND, 1)
    with spoken("en"):
        assert "Only in the backup: 1 entries and 1 acts." in said_of(found)


def test_two_that_went_on_separately_are_told_apart(desk, backup):
    copy = desk.book.path.with_name("สำเนา.welfare")
    desk.book.close()
    shutil.copy(desk.book.path, copy)
    with (one := sit_down(desk.book.path, outside(seed=5))).book, (other := sit_down(copy, outside(seed=6))).book:
        other.now()  # its clock is a second later
        post_entry(one, an_entry(memo="one"))
        post_entry(other, an_entry(memo="other"))
        post_entry(other, an_entry(memo="other"))
        strange = make_backups(other, [backup.parent]).made[0].path
        found = compared(one, strange)
    assert (found.relation, found.entries) == (Relation.APART, 1)
    with spoken("en"):
        said = said_of(found)
    assert {"Only in the book: 1 entries and 1 acts.", "Only in the backup: 2 entries and 2 acts."} <= set(said)


def test_a_book_that_only_changed_its_members_is_told_apart_too(desk, backup):
    """The trail counts as much as the entries."""
    from welfare_desk.services.books import change_fund

    copy = desk.book.path.with_name("สำเนา.welfare")
    desk.book.close()
    shutil.copy(desk.book.path, copy)
    with (one := sit_down(desk.book.path, outside(seed=5))).book, (other := sit_down(copy, outside(seed=6))).book:
        change_fund(one, {"head": "นายหนึ่ง"})
        change_fund(other, {"head": "นายสอง", "treasurer": "นางสาม"})
        assert compared(one, make_backups(other, [backup.parent]).made[0].path).relation is Relation.APART


def test_the_same_and_another_book(desk, tmp_path):
    made = make_backups(desk, [tmp_path]).made[0].path
    assert compared(desk, made).relation is Relation.SAME
    (there := tmp_path / "other").mkdir()
    with (other := a_book(there, seed=9)).book:
        assert compared(other, made).relation is Relation.OTHER


# Restored


def test_what_is_replaced_is_kept_and_the_trail_tells_of_it(desk, backup):
    before = journal(desk)
    post_entry(desk, an_entry())
    after = journal(desk)
    done = restore(desk, backup)
    assert done.kept == desk.book.path.with_name("กองทุน ทดสอบ (before restore 2026-04-01T09-00).welfare")
    assert told(done.path) == (before, True, "book.restored")
    assert told(done.kept)[:2] == (after, True)
    assert names(desk) == sorted([done.kept.name, done.path.name])
    with (again := sit_down(done.path, outside(), writes=False)).book, spoken("en"):
        days = {"from": "2020-01-01", "to": "2100-01-01"}
        trail = again.ask(lambda tx: make_report(tx, "audit-trail", days, again.today))
    said = " ".join(str(cell) for cell in trail.rows[-1].cells)
    assert f"Book restored from a backup {backup.name}" in said
    assert said.endswith("as of 1 Apr 2569 09:00:03 · in place of 4 acts")


def test_work_goes_on_in_a_restored_book(desk, backup):
    done = restore(desk, backup)
    with (again := sit_down(done.path, outside(seed=4))).book:
        assert post_entry(again, an_entry()).voucher == "RV6901-0002"
        assert verify_book(again).ok


def test_the_kept_book_can_be_restored_in_its_turn(desk, backup, tmp_path):
    post_entry(desk, an_entry())
    after = journal(desk)
    kept = restore(desk, backup).kept
    with (old := sit_down(kept, outside(seed=8))).book:
        again = make_backups(old, [tmp_path]).made[0].path
    done = restore_book(again, desk.book.path, outside(seed=9), nobody)
    assert told(done.path)[0] == after
    assert len([each for each in names(desk) if "before restore" in each]) == 2


def test_a_restore_to_a_new_path_leaves_the_book(desk, backup, tmp_path):
    target = tmp_path / "เครื่องใหม่" / "กองทุน.welfare"
    target.parent.mkdir()
    done = restore(desk, backup, target)
    assert (done.path, done.kept) == (target, None)
    assert told(target) == (*told(desk.book.path)[:2], "book.restored")
    assert [each.name for each in target.parent.iterdir()] == [target.name]


def test_an_encrypted_one_asks_where_the_book_does_not_have_the_key(desk, tmp_path):
    set_backup_passphrase(desk, WORDS)
    backup = make_backups(desk, [tmp_path]).made[0].path
    assert compared(desk, backup).relation is Relation.SAME  # its own key opens it
    ledger = journal(desk)
    (there := tmp_path / "elsewhere").mkdir()
    asked = []

    def passphrase():
        asked.append(1)
        return WORDS

    assert told(restore(desk, backup, there / "b.welfare", passphrase).path)[0] == ledger
    assert asked


def test_a_book_that_is_open_elsewhere_is_not_replaced(desk, backup):
    before = journal(desk)
    with pytest.raises(BookError) as refused:
        restore_book(backup, desk.book.path, outside(), nobody)
    assert refused.value.problem.code == "book.locked"
    path = desk.book.path
    desk.book.close()
    with (reader := sit_down(path, outside(), writes=False)).book, reader.book.read() as tx:
        tx.exec_driver_sql("SELECT count(*) FROM entries").scalar()
        with pytest.raises(BookError) as refused:
            restore_book(backup, path, outside(), nobody)
    assert refused.value.problem.code == "book.locked"
    assert names(desk) == [path.name]
    assert told(path)[0] == before


def test_a_reader_whose_work_is_done_but_stays_open_is_in_the_way_too(desk, backup):
    path = desk.book.path
    with (reader := sit_down(path, outside(), writes=False)).book:
        desk.book.close()
        reader.ask(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM entries").scalar())
        with pytest.raises(BookError):
            restore_book(backup, path, outside(), nobody)


def test_a_backup_of_another_book_takes_no_books_place(backup, tmp_path):
    (there := tmp_path / "other").mkdir()
    (other := a_book(there, seed=9)).book.close()
    with pytest.raises(BookError) as refused:
        restore_book(backup, other.book.path, outside(), nobody)
    assert refused.value.problem.code == "restore.other_book"
    assert [each.name for each in there.iterdir()] == [other.book.path.name]


def test_a_damaged_backup_changes_nothing(desk, backup):
    content = bytearray(backup.read_bytes())
    content[-100] ^= 1
    backup.write_bytes(content)
    before = journal(desk)
    with pytest.raises(BookError):
        restore(desk, backup)
    assert told(desk.book.path)[0] == before
    assert names(desk) == [desk.book.path.name]


def test_a_damaged_book_is_replaced_and_kept_as_it_was(desk, backup):
    ledger = journal(desk)
    path = desk.book.path
    desk.book.close()
    damaged = path.read_bytes()[:5000].replace(b"SQLite", b"SQLost")
    path.write_bytes(damaged)
    done = restore_book(backup, path, outside(), nobody)
    assert told(path)[:2] == (ledger, True)
    assert done.kept.read_bytes() == damaged


def test_a_log_that_cannot_be_folded_in_goes_with_the_kept_book(tmp_path, monkeypatch):
    path, fresh, kept = (tmp_path / name for name in ("a.welfare", "fresh", "kept.welfare"))
    for each in (path, fresh):
        each.write_bytes(each.name.encode())
    path.with_name("a.welfare-wal").write_bytes(b"log")
    monkeypatch.setattr(swaps, "fold", lambda _path, _key: False)
    swaps.swap(path, fresh, kept)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        "a.welfare": b"fresh",
        "kept.welfare": b"a.welfare",
        "kept.welfare-wal": b"log",
    }


def test_a_log_that_a_crash_left_is_kept_with_the_replaced_book(desk, backup):
    """What was committed and not yet folded in belongs to the book that is kept, and never to the fresh one."""
    ledger = journal(desk)
    path, elsewhere = desk.book.path, desk.book.path.parent.parent / "crashed"
    elsewhere.mkdir()
    post_entry(desk, an_entry())
    for file in path.parent.glob("*.welfare*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, elsewhere / file.name)
    after = journal(desk)
    crashed = elsewhere / path.name
    assert crashed.with_name(f"{path.name}-wal").stat().st_size > 0
    done = restore_book(backup, crashed, outside(), nobody)
    assert told(done.path)[0] == ledger
    assert told(done.kept)[0] == after


def test_a_log_without_its_book_is_not_read_into_another(backup, tmp_path):
    target = tmp_path / "หาย.welfare"
    (log := target.with_name(f"{target.name}-wal")).write_bytes(b"the rest of a lost book")
    with pytest.raises(BookError) as refused:
        restore_book(backup, target, outside(), nobody)
    assert refused.value.problem.code == "book.exists"
    assert log.read_bytes() == b"the rest of a lost book"
    assert not target.exists()


def test_a_full_disk_leaves_the_book(desk, backup, monkeypatch):
    def full(*_paths):
        raise OSError(28, "No space left on device")

    before = journal(desk)
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(BookError) as refused:
        restore(desk, backup)
    assert refused.value.problem.code == "file.unwritable"
    assert told(desk.book.path)[0] == before
    assert names(desk) == [desk.book.path.name]


def test_a_backup_of_a_book_that_was_not_in_order_says_so(desk, tmp_path):
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE movements SET debit = debit + 1")
        raw.commit()
    with (again := sit_down(path, outside())).book:
        found = compared(again, make_backups(again, [tmp_path]).made[0].path)
        with spoken("en"):
            assert "The book in the backup does not pass every check:" in said_of(found)


def test_two_restores_of_a_minute_keep_both(tmp_path):
    path, now = tmp_path / "a.welfare", outside().now()
    kept_path(path, now).touch()
    assert kept_path(path, now).name == "a (before restore 2026-04-01T09-00) 2.welfare"
