"""What is handed over, from the command line."""

import zipfile

from tests.cli.test_ledger import an_entry


def test_a_pack_is_made_noted_and_checked(say, book, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    pack = tmp_path / "ชุด.zip"
    made = say.done("certify", book, "-o", pack, "--year", "2569", "--json").json
    assert (made["year"], made["noted"]) == ("2569", True)
    assert made["bytes"] == pack.stat().st_size
    assert (
        "Certification pack made" in say.done("trail", "show", book, "--from", "2026-01-01", "--to", "2030-01-01").out
    )
    heard = say.done("certify", book, "--check", pack, "--json").json
    assert (heard["ok"], heard["noted"], heard["signed"]) == (True, True, None)
    assert heard["sha256"] == made["sha256"]
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr("แถม.txt", "x")
    changed = say("certify", "--check", pack)
    assert changed.code == 1
    assert "✗ added  แถม.txt" in changed.out
    assert changed.err.strip() == "The pack is not as it was made."
    assert "does not know this pack" in say("certify", book, "--check", pack).out


def test_what_a_pack_needs_is_asked_for(say, book, tmp_path):
    assert say.refused("certify").startswith("Say of which book the pack is made")
    say.done("post", book, an_entry(tmp_path))
    seen = say.done("certify", book, "--json").json
    assert {"part": "Trial balance", "state": "Draft"} in seen["parts"]
    assert "Certification pack" in say.done("certify", book).out
    pack = ("-o", tmp_path / "x.zip")
    assert say.refused("certify", book, *pack, "--year", "next") == "“next” is no year; write 2568."
    assert say.refused("certify", book, *pack, "--year", "2500") == (
        "The book has no year 2500; it goes from 2569 to 2569."
    )
    assert not (tmp_path / "x.zip").exists()


def test_a_pack_is_made_beside_an_open_book(say, book, tmp_path):
    from tests.builders import outside
    from welfare_desk.services import books

    with books.sit_down(book, outside()).book:
        said = say.done("certify", book, "-o", tmp_path / "x.zip", "--attachments").out
    assert "the pack is not noted in its trail" in said
    assert "Scans are in it as they are" in said


def test_open_data_is_written_into_a_folder(say, book, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    heard = say.done("open-data", book, "-o", tmp_path / "open", "--year", "2569", "--json").json
    assert sorted(each.name for each in (tmp_path / "open").iterdir()) == sorted(
        each.rpartition("/")[2].rpartition("\\")[2] for each in heard["files"]
    )
