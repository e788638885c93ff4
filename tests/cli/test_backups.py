"""Backups and restores from the command line."""

import json
from pathlib import Path

import pytest

from tests.builders import outside
from tests.cli.test_ledger import an_entry
from welfare_desk import settings
from welfare_desk.services import books
from welfare_desk.services.sightings import look


@pytest.fixture
def folder(tmp_path):
    (made := tmp_path / "แฟลช ไดรฟ์").mkdir()
    return made


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "passphrase.json"
    path.write_text('{"passphrase": "ข้าวเหนียว มะม่วง"}', encoding="utf-8")
    return path


@pytest.fixture
def computer(tmp_path, monkeypatch, folder):
    """This computer's settings, which name the folder of backups and one that is not plugged in."""
    (there := tmp_path / "settings").mkdir()
    kept = {"backup_folders": [str(folder), str(tmp_path / "not plugged in")]}
    (there / settings.FILE).write_text(json.dumps(kept), encoding="utf-8")
    monkeypatch.setattr(settings, "folder", lambda: there)


def make(say, book, folder):
    return say.done("backup", "make", book, folder, "--json").json["made"][0]


def test_a_backup_is_made_listed_and_checked(say, book, folder, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    made = make(say, book, folder)
    assert (made["good"], made["encrypted"], made["entries"]) == (True, False, 1)
    listed = say.done("backup", "list", folder, "--json").json["backups"]
    assert listed == [made]
    assert made["last_voucher"] in say.done("backup", "list", folder).out
    assert say.done("backup", "verify", made["file"], "--json").json["ok"] is True
    assert say.done("backup", "verify", made["file"]).out.startswith("The backup opens: กองทุนทดสอบ,")
    with (desk := books.sit_down(book, outside(), writes=False)).book:
        noted = "SELECT subject FROM audit WHERE action = 'book.backed_up'"
        assert desk.ask(lambda tx: tx.exec_driver_sql(noted).scalar()) in made["file"]


def test_it_is_made_beside_an_open_window_and_not_noted(say, book, folder):
    with books.sit_down(book, outside()).book:
        heard = say.done("backup", "make", book, folder, "--json").json
        assert (heard["noted"], len(heard["made"])) == (False, 1)
        assert "not noted" in say.done("backup", "make", book, folder).out


@pytest.mark.usefixtures("computer")
def test_the_folders_of_this_computer_are_used_and_one_that_is_away_is_said(say, book, folder):
    heard = say("backup", "make", book, "--json")
    assert heard.code == 1
    assert len(heard.json["made"]) == 1
    assert "not plugged in is not there" in heard.err
    listed = say.done("backup", "list", book)
    assert str(folder) in listed.out
    assert "not plugged in is not there" in listed.out
    (next(folder.iterdir())).unlink()
    assert "No backup was found." in say.done("backup", "list", book).out


def test_without_any_folder_it_asks_for_one(say, book, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "folder", lambda: tmp_path)
    assert say.refused("backup", "make", book) == "Say in which folder the backup shall lie."


def test_only_who_knows_the_passphrase_opens_an_encrypted_one(say, book, folder, secret, secrets):
    say.done("backup", "passphrase", book, "--secrets", secret)
    made = make(say, book, folder)
    assert made["encrypted"] is True
    say.done("backup", "verify", made["file"], "--secrets", secret)
    assert say.refused("backup", "verify", made["file"], "--secrets", secrets).endswith("holds no “passphrase”.")
    secret.write_text('{"passphrase": "another one"}', encoding="utf-8")
    assert say.refused("backup", "verify", made["file"], "--secrets", secret) == "The backup passphrase is wrong."
    say.done("backup", "passphrase", book, "--none")
    assert make(say, book, folder)["encrypted"] is False


def test_a_damaged_backup_is_named(say, book, folder):
    made = make(say, book, folder)
    with Path(made["file"]).open("r+b") as file:
        file.seek(-40, 2)
        file.write(b"x")
    assert say.refused("backup", "verify", made["file"]).startswith("Part 1 of ")


def test_a_book_is_compared_and_restored(say, book, folder, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    made = make(say, book, folder)
    say.done("post", book, an_entry(tmp_path))
    heard = say.done("restore", "compare", made["file"], book, "--json").json
    assert (heard["relation"], heard["common"]["entries"], heard["book"]["heads"]["entries"]) == ("ahead", 1, 2)
    assert "Only in the book: 1 entries" in say.done("restore", "compare", made["file"], book).out
    new = tmp_path / "ใหม่.welfare"
    say.done("restore", "book", made["file"], book, "--to", new)
    assert say.refused("restore", "book", made["file"], book, "--to", new) == f"There is already a file at {new}."
    done = say.done("restore", "book", made["file"], book, "--json").json
    assert "before restore" in done["kept"]
    for path, entries in ((book, 1), (done["kept"], 2), (new, 1)):
        say.done("verify", path)
        with (desk := books.sit_down(type(book)(path), outside(), writes=False)).book:
            assert desk.ask(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM entries").scalar()) == entries
    assert say.done("restore", "compare", made["file"], book, "--json").json["relation"] == "ahead"
    assert f"Restored {book} as of" in say.done("restore", "book", made["file"], book).out


def test_an_open_book_is_not_replaced(say, book, folder):
    made = make(say, book, folder)
    with books.sit_down(book, outside()).book:
        assert "is open in another window or program" in say.refused("restore", "book", made["file"], book)


def test_a_copy_that_is_not_the_one_seen_on_this_computer_is_said(say, book, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "folder", lambda: tmp_path)
    say.done("post", book, an_entry(tmp_path))
    with (desk := books.sit_down(book, outside(), writes=False)).book:
        sight = look(desk, {})
    newer = {**sight.kept, "entries": 9}
    (tmp_path / settings.FILE).write_text(json.dumps({"seen": {sight.book: newer}}), encoding="utf-8")
    assert "It seems to be an older copy." in say.done("verify", book).out
    (tmp_path / settings.FILE).write_text(json.dumps({"seen": {sight.book: sight.kept}}), encoding="utf-8")
    assert not any("older copy" in each for each in say.done("verify", book, "--json").json["notes"])


def test_what_can_be_read_of_a_book_is_saved(say, book, tmp_path):
    (folder := tmp_path / "กู้").mkdir()
    done = say.done("salvage", book, folder, "--json").json
    assert done["torn"] == []
    assert (Path(done["folder"]) / "accounts.csv").is_file()
    assert say.done("salvage", book, folder).out.startswith("What can be read lies in")
    (tmp_path / "ขยะ.welfare").write_bytes(b"x" * 500)
    assert say.refused("salvage", tmp_path / "ขยะ.welfare", folder).startswith("Nothing of")
