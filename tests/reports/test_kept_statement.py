"""Statements are kept as they were at the close, and stay beside what the book says later."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from tests.builders import PIN, a_book, an_entry
from tests.reports.five_forms import same_in_five_forms
from tests.storage.forgery import unguarded
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.kept import as_kept, from_kept
from welfare_desk.reports.kept_statement import KEPT_AT_CLOSE
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month, close_year, reopen_month

OCTOBER = date(2025, 10, 1)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry(day="2025-10-10"))
    close_month(desk, OCTOBER, PIN)
    yield desk
    desk.book.close()


def report(desk, name, **asked):
    with spoken("en"), desk.book.read() as tx:
        return make_report(tx, name, asked, desk.today)


def test_every_statement_of_the_close_is_kept_with_its_hash_in_the_trail(desk):
    with desk.book.read() as tx:
        kept = {name: (content, digest) for name, content, digest in tx.exec_driver_sql(
            "SELECT name, content, hash FROM kept_reports")}  # fmt: skip
        [details] = tx.exec_driver_sql("SELECT details FROM audit WHERE action = 'period.closed'").scalars()
    assert set(kept) == set(KEPT_AT_CLOSE)
    for name, (content, digest) in kept.items():
        assert sha256(content.encode()).digest() == digest
        assert f"{name} {digest.hex()}" in details
        assert as_kept(from_kept(content)) == content


def test_what_was_kept_stays_when_the_month_is_closed_anew(desk):
    assert "The book still says the same." in report(desk, "kept-statement").notes
    reopen_month(desk, OCTOBER, "ลืมบิล", PIN)
    post_entry(desk, an_entry(day="2025-10-11"))
    close_month(desk, OCTOBER, PIN)
    first, last = (report(desk, "kept-statement", period="202601", close=close) for close in ("1", "2"))
    assert first.notes[0] == "The book says something else now; both remain."
    assert last.notes[0] == "The book still says the same."
    assert "of 2" in last.notes[1]
    assert first.rows != last.rows
    assert verify_book(desk).ok


def test_it_says_the_same_in_five_forms(desk, tmp_path):
    for name in ("kept-statement", "period-statement", "closed-periods", "close-checklist"):
        same_in_five_forms(report(desk, name))


def test_a_kept_statement_that_was_changed_is_named(desk):
    desk.book.close()
    for statement in ("UPDATE kept_reports SET content = content || ' '", "DELETE FROM kept_reports"):
        with unguarded(desk.book.path) as raw:
            raw.execute(statement)
        from tests.builders import outside
        from welfare_desk.services.books import sit_down

        again = sit_down(desk.book.path, outside(), writes=False)
        assert verify_book(again).failed == ("statements",)
        again.book.close()


def test_what_was_never_closed_was_never_kept(desk):
    for asked in ({"period": "202605"}, {"period": "7"}, {"close": "3"}):
        with pytest.raises(RuleError):
            report(desk, "kept-statement", **asked)


def test_a_closed_year_keeps_the_statements_of_the_whole_year(tmp_path):
    desk = a_book(tmp_path, "ปี.welfare", fiscal_year_start=11)
    post_entry(desk, an_entry(day="2025-10-10"))
    close_month(desk, OCTOBER, PIN)
    close_year(desk, 2025, PIN)
    kept = report(desk, "kept-statement", period="202513", name="income-expense")
    assert kept.notes[0] == "The book still says the same."
    assert [each[0] for each in report(desk, "closed-periods").rows[-1:][0].cells[:1]] != []
    statement = report(desk, "period-statement", period="202513")
    assert dict(statement.answer)["entries"] == 1
    desk.book.close()
