"""The report of a fault says where it happened, and nothing of what the book holds."""

import logging
import sys

import pytest

from tests.builders import a_book
from welfare_desk.crash_report import place_of, report_of

SECRETS = ("1103700012345", "0812345678", "มาลี", "Malee", "365.00", "ใจดี")


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def caught_of(work):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any kind
        work()
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        ValueError("member 1103700012345 มาลี ใจดี 365.00"),
        KeyError("Malee"),
        TypeError("cannot add 'Malee' to 365.00 of มาลี 0812345678"),
        AttributeError("no “ใจดี” at 1103700012345"),
        RuntimeError("Malee"),
        OSError(2, "no such file", "C:/Users/Malee/0812345678.welfare"),
    ],
)
def test_what_an_error_quotes_is_not_told(error):
    said = report_of(raised(error))
    assert [each for each in SECRETS if each in said] == []
    assert type(error).__qualname__ in said or "FileNotFoundError" in said
    assert "test_crash_report.py" in said


def test_what_a_database_was_given_is_not_told(tmp_path):
    desk = a_book(tmp_path)

    def work():
        with desk.book.write() as tx:
            tx.exec_driver_sql("INSERT INTO settings (key, nothing) VALUES (?, ?)", ("1103700012345", "มาลี"))

    error = caught_of(work)
    desk.book.close()
    said = report_of(error)
    assert [each for each in SECRETS if each in said] == []
    assert [each for each in SECRETS if each in str(error)] == [], "nor by the error itself, wherever it is printed"
    assert "SQLITE_ERROR" in said


def test_the_whole_chain_is_told():
    def work():
        try:
            int("มาลี")
        except ValueError as error:
            raise RuntimeError from error

    said = report_of(caught_of(work))
    assert said.index("builtins.RuntimeError") < said.index("this came of:") < said.index("builtins.ValueError")


def test_errors_that_came_of_one_another_are_told_once():
    one, other = raised(ValueError("x")), raised(KeyError("y"))
    one.__cause__, other.__cause__ = other, one
    assert report_of(one).count("this came of:") == 1


def test_an_endless_recursion_is_told_shortly():
    def again():
        again()

    assert len(report_of(caught_of(again)).splitlines()) < 80


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("C:\\Users\\มาลี\\Welfare Desk\\welfare_desk\\ui\\jobs.py", "welfare_desk/ui/jobs.py"),
        ("/home/malee/.venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py", "sqlalchemy/engine/base.py"),
        ("/home/malee/welfare_desk/welfare_desk/app.py", "welfare_desk/app.py"),
        ("<string>", "<string>"),
        ("/home/malee/x.py", "x.py"),
    ],
)
def test_a_path_names_nobody(path, place):
    assert place_of(path) == place


def test_the_program_logs_nothing_else(caplog):
    """Whatever is logged of an error is its report."""
    from welfare_desk.ui import errors

    with caplog.at_level(logging.ERROR, logger="welfare_desk"):
        errors.log(raised(ValueError("มาลี 1103700012345")))
    assert [each for each in SECRETS if each in caplog.text] == []
    assert "builtins.ValueError" in caplog.text
    assert sys.exc_info() == (None, None, None)
