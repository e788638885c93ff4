import tempfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_book
from tests.reports.books import FIRST, LAST, a_small_book, post, random_entries
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.reports.balances import Turnover, all_funds, balance_of, turnovers

DAYS = st.integers(-40, (LAST - FIRST).days + 40).map(lambda days: FIRST + timedelta(days=days))


def by_hand(entries, first, last):
    """Add up every posting one by one."""
    found = defaultdict(lambda: [0, 0, 0])
    for entry in entries:
        for line in entry.postings:
            if entry.day <= last:
                cell = found[line.account, line.fund]
                if first is None or entry.day < first or entry.kind is EntryKind.OPENING:
                    cell[0] += line.amount.satang
                else:
                    cell[1 if line.amount.satang > 0 else 2] += abs(line.amount.satang)
    return [Turnover(*key, *cell) for key, cell in sorted(found.items())]


@given(random_entries(), st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_kept_balances_and_parts_of_months_say_what_the_postings_say(entries, spans):
    with tempfile.TemporaryDirectory() as folder:
        desk = a_book(Path(folder))
        try:
            post(desk, entries)
            with desk.book.read() as tx:
                for days in spans:
                    first, last = sorted(days)
                    assert turnovers(tx, first, last) == by_hand(entries, first, last)
                    assert turnovers(tx, None, last) == by_hand(entries, None, last)
                    one = [row for row in by_hand(entries, first, last) if row.account == "4101"]
                    assert turnovers(tx, first, last, "4101") == one
        finally:
            desk.book.close()


def test_whole_months_come_from_what_is_kept(tmp_path):
    """A figure changed behind the program's back shows only where whole months are asked for."""
    with a_small_book(tmp_path).book as book:
        with book.write() as tx:
            tx.exec_driver_sql("UPDATE movements SET debit = debit + 1 WHERE account = '4101' AND period = 202604")
        with book.read() as tx:
            assert balance_of(tx, "4101", date(2026, 1, 31)) == -78_000 + 3
            assert balance_of(tx, "4101", date(2026, 1, 30)) == -78_000


def test_a_balance_of_one_fund(tmp_path):
    with a_small_book(tmp_path).book as book, book.read() as tx:
        assert balance_of(tx, "1101", date(2025, 10, 31), "reserve") == 7_300
        assert balance_of(tx, "1101", date(2025, 9, 30)) == 0
        assert list(all_funds(tx)) == ["welfare", "reserve", "administration", "designated"]
