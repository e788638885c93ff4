"""The passphrase of a book and its recovery sheet from the command line."""

import json
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument

from tests.cli.test_ledger import an_entry
from welfare_desk.services import recovery

SHORT, OLD, NEW = "short", "ข้าวเหนียว มะม่วง", "ส้มตำ ปลาร้า ไก่ย่าง"


@pytest.fixture
def knows(tmp_path):
    """Write a file of secrets."""

    def written(**secrets):
        path = tmp_path / "secrets.json"
        path.write_text(json.dumps(secrets), encoding="utf-8")
        return path

    return written


def test_a_book_is_made_encrypted(say, tmp_path, knows):
    path = tmp_path / "ลับ.welfare"
    said = say.refused("new", path, "--name", "กองทุน", "--encrypt", "--secrets", knows(new_passphrase=SHORT))
    assert said.startswith("A passphrase has at least 8 characters")
    say.done("new", path, "--name", "กองทุน", "--encrypt", "--secrets", knows(new_passphrase=OLD))
    assert say.refused("verify", path, "--secrets", knows(book_passphrase=NEW)).startswith(
        "The passphrase does not open"
    )
    say.done("verify", path, "--secrets", knows(book_passphrase=OLD))
    say.done("post", path, an_entry(tmp_path), "--secrets", knows(book_passphrase=OLD))
    assert say.refused("new", tmp_path / "p.welfare", "--practice", "--encrypt").startswith(
        "Make the practice book first"
    )


def test_a_book_is_encrypted_later_and_its_passphrase_changed(say, book, tmp_path, knows):
    say.done("post", book, an_entry(tmp_path))
    assert say.refused("passphrase", "change", book).startswith("The book is not encrypted")
    (tmp_path / f"{book.stem}.v2.welfare").write_bytes(book.read_bytes())
    said = say.done("passphrase", "set", book, "--secrets", knows(new_passphrase=OLD)).out
    assert f"{book.stem}.v2.welfare" in said
    assert "already" in say.refused("passphrase", "set", book, "--secrets", knows(book_passphrase=OLD))
    heard = say.done(
        "passphrase", "change", book, "--json", "--secrets", knows(book_passphrase=OLD, new_passphrase=NEW)
    )
    assert heard.json["encrypted"] is True
    assert say.refused("verify", book, "--secrets", knows(book_passphrase=OLD))
    assert say.done("verify", book, "--json", "--secrets", knows(book_passphrase=NEW)).json["ok"] is True


def test_backups_of_an_encrypted_book_are_restored_with_its_passphrase(say, book, tmp_path, knows):
    say.done("passphrase", "set", book, "--secrets", knows(new_passphrase=OLD))
    file = say.done("backup", "make", book, tmp_path, "--json", "--secrets", knows(book_passphrase=OLD)).json["made"][0]
    assert file["encrypted"] is True
    say.done("backup", "verify", file["file"], "--secrets", knows(passphrase=OLD))
    wrong = knows(book_passphrase=NEW, passphrase=OLD)
    assert say.refused("restore", "book", file["file"], book, "--secrets", wrong).startswith("The passphrase does not")
    say.done("restore", "book", file["file"], book, "--secrets", knows(book_passphrase=OLD))
    say.done("verify", book, "--secrets", knows(book_passphrase=OLD))
    say.done("restore", "book", file["file"], book, "--to", tmp_path / "b.welfare", "--secrets", knows(passphrase=OLD))
    say.done("verify", tmp_path / "b.welfare", "--secrets", knows(book_passphrase=OLD))


def test_a_sheet_is_printed_and_used(say, book, tmp_path, knows):
    say.done("passphrase", "set", book, "--secrets", knows(new_passphrase=OLD))
    paper = tmp_path / "ใบกู้คืน.pdf"
    ask = ("recovery", "print", book, "-o", paper, "--pieces", "3", "--needed", "2")
    said = say.done(*ask, "--secrets", knows(book_passphrase=OLD)).out
    assert said.startswith("3 pieces in")
    pieces = [words_of(page) for page in PdfDocument(paper)]
    assert [len(each.split()) for each in pieces] == [33, 33, 33]
    used = ("recovery", "use", book, "--secrets")
    assert say.refused(*used, knows(pieces=pieces[0], new_passphrase=NEW)).startswith("2 different pieces are needed")
    say.done(*used, knows(pieces="\n".join(pieces[1:]), new_passphrase=NEW))
    say.done("verify", book, "--secrets", knows(book_passphrase=NEW))
    acts = say.done(
        "trail",
        "show",
        book,
        "--from",
        "2026-01-01",
        "--to",
        "2030-01-01",
        "--as",
        "json",
        "--secrets",
        knows(book_passphrase=NEW),
    )
    assert "Recovery sheet used" in [row["act"] for row in acts.json["rows"]]


def words_of(page):
    """Read the numbered words off a page, as its holder would."""
    from shamir_mnemonic.wordlist import WORDLIST

    said = page.get_textpage().get_text_range().split()
    numbered = {}
    for number, word in pairwise(said):
        if number.isdecimal() and 1 <= int(number) <= recovery.WORDS_A_PIECE and word in WORDLIST:
            numbered.setdefault(int(number), word)
    return " ".join(numbered[each] for each in sorted(numbered))
