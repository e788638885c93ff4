"""A book is encrypted, or given another passphrase, on a copy that takes its place; backups follow it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.builders import a_book, an_entry, outside
from welfare_desk.errors import BookError, RuleError
from welfare_desk.services.backups import keys_of, make_backups, opened_backup
from welfare_desk.services.books import NewBook, create, sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.passphrases import is_encrypted, key_of, readable_copies, seal_book, see_that_it_fits
from welfare_desk.services.restores import compare_backup, restore_book
from welfare_desk.storage import ciphers
from welfare_desk.storage.positions import Relation, position_of
from welfare_desk.storage.sealing import copy_under

OLD, NEW = "ข้าวเหนียว มะม่วง", "ส้มตำ ปลาร้า ไก่ย่าง"


def never():
    raise AssertionError("nobody is asked for a passphrase")


@pytest.fixture
def plain(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry("1101 welfare 365", "4101 welfare -365", day="2026-01-05", memo="สมทบ มาลี"))
    desk.book.close()
    return desk.book.path


@pytest.fixture
def sealed(plain):
    seal_book(plain, outside(seed=3), OLD, None)
    return plain


def opened(path, passphrase, *, writes=True):
    return sit_down(path, outside(seed=4), writes=writes, key=key_of(path, passphrase))


def acts(desk):
    with desk.book.read() as tx:
        return [row[0] for row in tx.exec_driver_sql("SELECT action FROM audit ORDER BY id")]


def refusal(path, passphrase):
    with pytest.raises(BookError) as caught:
        opened(path, passphrase)
    return caught.value.problem.code


def test_a_new_book_is_encrypted_from_its_first_byte_on(tmp_path):
    new = NewBook("กองทุนลับ", outside().today, passphrase=OLD)
    assert OLD not in repr(new)
    create(tmp_path / "ก.welfare", new, outside()).book.close()
    assert is_encrypted(tmp_path / "ก.welfare")
    with opened(tmp_path / "ก.welfare", OLD).book as book:
        assert book.is_encrypted


def test_a_plain_book_becomes_encrypted_and_stays_the_same_book(plain, sealed):
    assert "มาลี".encode() not in sealed.read_bytes()
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(sealed)) as raw:
        raw.execute("SELECT * FROM entries")
    desk = opened(sealed, OLD)
    assert verify_book(desk).ok
    assert acts(desk)[-1] == "passphrase.set"
    post_entry(desk, an_entry("1101 welfare 10", "4101 welfare -10", day="2026-01-06"))
    assert verify_book(desk).ok
    desk.book.close()
    assert [each.name for each in sealed.parent.iterdir()] == [plain.name], "nothing of it lies in the open"


def test_another_passphrase_opens_it_and_the_old_one_no_longer(sealed):
    salt = ciphers.salt_of(sealed)
    seal_book(sealed, outside(seed=5), NEW, key_of(sealed, OLD), 1)
    assert ciphers.salt_of(sealed) != salt
    assert refusal(sealed, OLD) == "book.passphrase"
    desk = opened(sealed, NEW)
    assert verify_book(desk).ok
    assert acts(desk)[-2:] == ["passphrase.set", "passphrase.changed"]
    desk.book.close()


@pytest.mark.parametrize("passphrase", ["", "สั้น"])
def test_a_short_passphrase_changes_nothing(sealed, passphrase):
    before = sealed.read_bytes()
    with pytest.raises(RuleError, match=r"passphrase\.short"):
        seal_book(sealed, outside(), passphrase, key_of(sealed, OLD))
    assert sealed.read_bytes() == before


def test_the_wrong_key_changes_nothing(sealed):
    before = sealed.read_bytes()
    with pytest.raises(BookError):
        seal_book(sealed, outside(), NEW, key_of(sealed, "ไม่ใช่อันนี้"))
    assert sealed.read_bytes() == before
    assert [each.name for each in sealed.parent.iterdir()] == [sealed.name]


def test_a_book_that_is_open_elsewhere_is_left_alone(sealed):
    desk = opened(sealed, OLD)
    with pytest.raises(BookError, match="เปิดอยู่"):
        seal_book(sealed, outside(), NEW, key_of(sealed, OLD))
    desk.book.close()


def test_a_copy_that_does_not_agree_never_takes_the_place(plain, tmp_path):
    """Something else lies in the copy, as where a drive mixes up what it was given."""
    key = ciphers.new_key(NEW, outside().random)
    fresh = tmp_path / "สำเนา.welfare"
    with closing(ciphers.connect(fresh, key)) as raw:
        raw.execute("CREATE TABLE others (x)")
    with pytest.raises(BookError) as caught:
        copy_under(plain, None, fresh, key)
    assert caught.value.problem.code == "backup.differs"


def test_whoever_changes_the_passphrase_knows_the_old_one(sealed):
    desk = opened(sealed, OLD)
    see_that_it_fits(desk, OLD)
    with pytest.raises(RuleError, match=r"passphrase\.wrong"):
        see_that_it_fits(desk, NEW)
    desk.book.close()


def test_copies_that_anybody_can_read_are_named(sealed):
    kept = sealed.with_name(f"{sealed.stem}.v2.welfare")
    a_book(sealed.parent, kept.name).book.close()
    a_book(sealed.parent, "อีกกองทุน.welfare").book.close()
    assert readable_copies(sealed) == [kept]


# Backups


def test_a_backup_of_an_encrypted_book_is_encrypted_as_it_is(sealed, tmp_path):
    (folder := tmp_path / "สำรอง").mkdir()
    desk = opened(sealed, OLD)
    made = make_backups(desk, [folder])
    assert made.is_good
    file = made.made[0].path
    assert "มาลี".encode() not in file.read_bytes()
    with opened_backup(file, never, sealed, keys_of(desk.book)) as found:
        assert found.key == desk.book.key
    found = compare_backup(desk, file, never)
    assert found.relation is Relation.SAME
    desk.book.close()
    with opened_backup(file, lambda: OLD) as found:
        assert found.verification.ok
    with pytest.raises(BookError) as caught, opened_backup(file, lambda: NEW):
        pass
    assert caught.value.problem.code == "book.passphrase"


def test_a_restored_backup_keeps_the_passphrase_that_the_book_has_now(sealed, tmp_path):
    (folder := tmp_path / "สำรอง").mkdir()
    desk = opened(sealed, OLD)
    file = make_backups(desk, [folder]).made[0].path
    desk.book.close()
    key = seal_book(sealed, outside(seed=6), NEW, key_of(sealed, OLD))
    keys = passphrases_keys(sealed, key)
    done = restore_book(file, sealed, outside(seed=7), lambda: OLD, keys=keys)
    assert refusal(sealed, OLD) == "book.passphrase"
    desk = opened(sealed, NEW)
    assert verify_book(desk).ok
    assert acts(desk)[-1] == "book.restored"
    desk.book.close()
    kept = opened(done.kept, NEW, writes=False)
    assert acts(kept)[-1] == "passphrase.changed"
    kept.book.close()


def passphrases_keys(path, key):
    desk = sit_down(path, outside(), writes=False, key=key)
    found = keys_of(desk.book)
    desk.book.close()
    return found


def test_an_open_backup_over_an_encrypted_book_is_encrypted(plain, tmp_path):
    (folder := tmp_path / "สำรอง").mkdir()
    desk = sit_down(plain, outside())
    file = make_backups(desk, [folder]).made[0].path
    before = desk.ask(position_of)
    desk.book.close()
    key = seal_book(plain, outside(seed=6), NEW, None)
    restore_book(file, plain, outside(seed=7), never, keys=passphrases_keys(plain, key))
    desk = opened(plain, NEW)
    after = desk.ask(position_of)
    assert replace(after, heads=before.heads, last_act=before.last_act) == before
    desk.book.close()
    assert not any("มาลี".encode() in each.read_bytes() for each in plain.parent.iterdir() if each.is_file())


def test_an_older_book_is_brought_up_to_date_under_its_key(tmp_path):
    import shutil

    from tests.books.__main__ import HERE
    from welfare_desk.storage.schema import VERSION

    old = tmp_path / "เก่า.welfare"
    shutil.copyfile(HERE / "v2.welfare", old)
    key = ciphers.new_key(OLD, outside().random)
    ciphers.encipher(old, tmp_path / "ลับ.welfare", key)
    desk = sit_down(tmp_path / "ลับ.welfare", outside(), key=key)
    assert desk.book.version == VERSION
    assert verify_book(desk).ok
    desk.book.close()
    assert ciphers.salt_of(tmp_path / "ลับ.v2.welfare") == key.salt, "the old file is kept, encrypted too"
