"""The program tries itself: each step is said, the first that fails ends it, and nothing is left behind."""

import sys

from PySide6.QtGui import QImage

from welfare_desk import __main__

STEPS = 8


def test_every_step_is_said_and_kept_where_one_asks_for_it(say, tmp_path):
    folder = tmp_path / "ลองดู"
    heard = say.done("self-test", "--folder", folder, "--shot", tmp_path / "x.png")
    lines = heard.out.splitlines()
    assert [line[0] for line in lines[:-1]] == ["✓"] * STEPS
    assert lines[-1] == "This program works on this computer."
    assert {each.suffix for each in folder.iterdir()} >= {".welfare", ".pdf", ".xlsx"}
    assert QImage(str(tmp_path / "x.png")).width() == 1366
    assert "already a file" in say("self-test", "--folder", folder).out


def test_it_speaks_thai(say):
    heard = say.done("self-test", "--lang", "th")
    assert heard.out.splitlines()[-1] == "โปรแกรมใช้งานได้บนเครื่องนี้"


def test_a_missing_part_fails_in_words_and_leaves_nothing_behind(say, tmp_path, monkeypatch):
    monkeypatch.setattr("welfare_desk.services.books.resource", tmp_path.joinpath)
    heard = say("self-test")
    assert heard.code == 1
    assert heard.out.splitlines()[-1].startswith("✗ A new book is made. FileNotFoundError")
    assert heard.err.strip() == "The program does not work on this computer as it should."


def test_words_that_do_not_come_back_are_found(say, monkeypatch):
    monkeypatch.setattr("welfare_desk.ui.pdf_text.text_of", lambda _pdf: "กองทุน")
    heard = say("self-test")
    assert heard.code == 1
    assert heard.out.splitlines()[-1].startswith("✗ Every word of the PDF is read back as it was written.")


def test_the_program_with_the_window_tries_itself_too(monkeypatch, tmp_path, capfdbinary):
    monkeypatch.setattr(sys, "argv", ["welfare-desk", "--self-test", "--lang", "en", "--folder", str(tmp_path)])
    assert __main__.main() == 0
    assert b"works on this computer" in capfdbinary.readouterr().out
