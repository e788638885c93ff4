"""An encrypted file: what opens it, what does not, and that nothing of it can be read."""

import sqlite3
from contextlib import closing

import pytest

from tests.builders import a_book, an_entry
from welfare_desk.errors import BookError, RuleError
from welfare_desk.services.entries import post_entry
from welfare_desk.storage import ciphers
from welfare_desk.storage.book import create_book, open_book
from welfare_desk.storage.upgrade import fresh_schema, proof_of, schema_of

SALT = bytes(range(16))
WORDS = "ข้าวเหนียว มะม่วง"


@pytest.fixture
def key():
    return ciphers.derived(WORDS, SALT)


@pytest.fixture
def sealed(tmp_path, key):
    path = tmp_path / "กองทุน ลับ.welfare"
    create_book(path, key).close()
    return path


def refused(path, key):
    with pytest.raises(BookError) as caught:
        open_book(path, writes=False, key=key)
    return caught.value.problem.code


def test_the_key_is_the_same_however_the_keyboard_composed_the_letters():
    assert ciphers.derived("น้ำใจดีมาก", SALT) == ciphers.derived("น้ํ" + "าใจดีมาก", SALT)
    assert ciphers.derived("น้ำใจดีมาก", SALT) != ciphers.derived("น้ำใจดีมาก ", SALT)
    assert len(ciphers.derived("น้ำใจดีมาก", SALT).key) == ciphers.KEY_BYTES


def test_a_key_is_never_shown(key):
    assert key.key.hex() not in repr(key)
    assert str(key.key) not in f"{key}"


def test_the_file_begins_with_its_salt(sealed):
    assert ciphers.salt_of(sealed) == SALT
    assert ciphers.key_of(sealed, WORDS) == ciphers.derived(WORDS, SALT)


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"SQLite format 3\0" + bytes(4080), b"x" * 5000, b"x" * 21 + b"\x40\x20\x20" + bytes(4072)],
)
def test_what_is_no_encrypted_book_has_no_salt(tmp_path, content):
    (path := tmp_path / "ไฟล์.welfare").write_bytes(content)
    assert ciphers.salt_of(path) is None
    assert ciphers.key_of(path, WORDS) is None


def test_a_missing_file_has_no_salt(tmp_path):
    assert ciphers.salt_of(tmp_path / "ไม่มี") is None


def test_a_short_passphrase_is_refused():
    with pytest.raises(RuleError, match=r"passphrase\.short"):
        ciphers.new_key("สั้นไป", bytes)


def test_only_its_key_opens_it(sealed, key, capfd):
    assert refused(sealed, None) == "book.sealed"
    assert refused(sealed, ciphers.derived("ข้าวเหนียว มะละกอ", SALT)) == "book.passphrase"
    with open_book(sealed, key=key) as book, book.read() as tx:
        assert book.is_encrypted
        assert schema_of(tx) == fresh_schema(sealed.parent)
    assert capfd.readouterr() == ("", ""), "the library says nothing on the terminal"


def test_python_s_own_sqlite_reads_nothing_of_it(sealed):
    with closing(sqlite3.connect(sealed)) as raw, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        raw.execute("SELECT * FROM sqlite_master")


def test_nothing_lies_in_the_open_beside_it(tmp_path, key):
    """Neither the book, nor its write-ahead log, nor a copy holds a word of it."""
    with create_book(tmp_path / "ลับ.welfare", key) as book:
        with book.write() as tx:
            tx.exec_driver_sql("INSERT INTO settings (key, from_day, value) VALUES ('x', '0001-01-01', 'ความลับสุดยอด')")
        book.copy_to(tmp_path / "สำเนา.welfare", lambda _tx: None)
        found = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert len(found) >= 4, "the book, its log, the copy and the lock"
    for name, content in found.items():
        assert "ความลับ".encode() not in content, name
        assert b"settings" not in content, name


def test_a_copy_opens_with_the_same_key_and_one_under_another_with_that(sealed, key, tmp_path):
    other = ciphers.derived("another passphrase", bytes(16))
    with open_book(sealed, writes=False, key=key) as book:
        before = book.copy_to(tmp_path / "ก.welfare", proof_of)
        book.copy_to(tmp_path / "ข.welfare", proof_of, key=other)
    for name, fits, unfit in (("ก", key, other), ("ข", other, key)):
        path = tmp_path / f"{name}.welfare"
        with open_book(path, writes=False, key=fits) as copy, copy.read() as tx:
            assert proof_of(tx) == before
        assert refused(path, unfit) == "book.passphrase"


def test_a_plain_book_is_enciphered_whole(tmp_path, key):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry("1101 welfare 365", "4101 welfare -365", day="2026-01-05", memo="สมทบ"))
    with desk.book.read() as tx:
        before = (proof_of(tx), schema_of(tx))
    desk.book.close()
    ciphers.encipher(desk.book.path, tmp_path / "ลับ.welfare", key)
    with open_book(tmp_path / "ลับ.welfare", writes=False, key=key) as copy, copy.read() as tx:
        assert (proof_of(tx), schema_of(tx)) == before
    assert "สมทบ".encode() not in (tmp_path / "ลับ.welfare").read_bytes()


def test_an_altered_page_is_found(sealed, key):
    content = bytearray(sealed.read_bytes())
    content[5 * ciphers.PAGE_BYTES + 100] ^= 1
    sealed.write_bytes(content)
    with (
        open_book(sealed, writes=False, key=key) as book,
        pytest.raises(BookError) as caught,
        book.read() as tx,
    ):
        tx.exec_driver_sql("PRAGMA integrity_check").all()
    assert caught.value.problem.code == "book.damaged"
