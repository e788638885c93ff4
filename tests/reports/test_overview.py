from datetime import date

import pytest

from tests.builders import a_book, an_entry
from tests.reports.books import a_small_book
from welfare_desk.i18n import _, spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.overview import book_facts
from welfare_desk.reports.today import arrears_facts, overview
from welfare_desk.services.backups import make_backups, note_backups
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.periods import close_month

TODAY = date(2026, 1, 15)


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path, today=TODAY)
    yield made
    made.book.close()


def look(desk):
    return desk.ask(lambda tx: overview(tx, TODAY))


def test_an_empty_book_has_nothing_to_show(desk):
    seen = look(desk)
    assert (seen.in_hand, seen.members, seen.received, seen.charts) == (Money(0), 0, Money(0), ())


def test_cash_and_what_the_month_moved(desk):
    post_entry(desk, an_entry("1101 welfare 100.00", "4101 welfare -100.00", day="2025-12-20"))
    post_entry(desk, an_entry("1111 welfare 300.00", "4201 welfare -300.00"))
    post_entry(desk, an_entry("5101 welfare 50.00", "1101 welfare -50.00", series=Series.PAYMENT))
    undone = post_entry(desk, an_entry("1101 welfare 9.00", "4101 welfare -9.00"))
    reverse_entry(desk, undone.voucher, date(2026, 1, 6), "keyed twice")
    seen = look(desk)
    assert (seen.in_hand, seen.cash) == (Money.baht(350), Money.baht(50))
    assert (seen.received, seen.receipts) == (Money.baht(300), 1)
    assert (seen.paid, seen.payments) == (Money.baht(50), 1)
    assert [amount for _name, amount in seen.charts[0].rows] == [Money.baht(300), Money.baht(100)]
    assert seen.open_months == (date(2025, 12, 1),)


def a_member(number, entry, *statuses):
    return Member(number, "นาง", "ก", number, date(2025, 9, 30), entry_day=entry, statuses=statuses)


def test_members_are_counted_by_their_standing_today(desk):
    here = StatusChange(date(2025, 10, 1), Status.ACTIVE)
    import_members(
        desk,
        [
            a_member("1", date(2025, 10, 1), here),
            a_member("2", date(2026, 1, 5), StatusChange(date(2026, 1, 5), Status.ACTIVE)),
            a_member("3", date(2025, 10, 1), here, StatusChange(date(2025, 12, 1), Status.RESIGNED)),
            a_member("4", date(2026, 2, 1), StatusChange(date(2026, 2, 1), Status.ACTIVE)),
            a_member("5", None),
        ],
        Source("members.xlsx", "0" * 64),
    )
    seen = look(desk)
    assert (seen.members, seen.new_members, seen.undecided_members) == (3, 1, 1)


def test_the_window_learns_whether_the_month_is_open(desk):
    facts = desk.ask(lambda tx: book_facts(tx, TODAY))
    assert facts.is_open
    with spoken("en"):
        assert facts.period_words() == "January 2569 · open"
    post_entry(desk, an_entry(day="2025-10-05"))
    close_month(desk, date(2025, 10, 1), "135790")
    closed = desk.ask(lambda tx: book_facts(tx, date(2025, 10, 31)))
    assert not closed.is_open


def test_money_lasts_as_long_as_the_last_year_says(desk):
    assert look(desk).lasts is None
    post_entry(desk, an_entry("1101 welfare 1000.00", "4101 welfare -1000.00", day="2025-10-20"))
    assert look(desk).lasts is None, "nothing was spent yet"
    post_entry(desk, an_entry("5101 welfare 300.00", "1101 welfare -300.00", day="2025-11-20", series=Series.PAYMENT))
    assert look(desk).lasts == 7, "700 baht at 100 a month, over the three months that have ended"


def test_where_money_came_from_and_what_it_went_for(desk):
    post_entry(desk, an_entry("1101 welfare 100.00", "4101 welfare -100.00", day="2025-12-20"))
    post_entry(desk, an_entry("5101 welfare 40.00", "1101 welfare -40.00", day="2025-12-21", series=Series.PAYMENT))
    with spoken("en"):
        came, spent = look(desk).charts
    assert [amount for _name, amount in came.rows] == [Money.baht(100)]
    [(_name, months)] = spent.rows
    assert [amount.text() for amount in months[-3:]] == ["0.00", "40.00", "0.00"]
    assert len(months) == len(spent.labels) == 12


def test_arrears_are_counted_with_their_sum(tmp_path):
    desk = a_small_book(tmp_path)
    day = date(2026, 1, 31)
    rows = desk.ask(lambda tx: make_report(tx, "arrears", {"show": "owing"}, day)).rows
    found = desk.ask(lambda tx: arrears_facts(tx, day))
    assert found.members == len(rows) - 1 > 0
    assert found.owed == rows[-1].cells[-2]
    desk.book.close()


def test_a_copy_is_remembered_in_the_book(desk, tmp_path):
    assert look(desk).backed_up is None
    made = make_backups(desk, [tmp_path])
    note_backups(desk, made)
    assert look(desk).backed_up is not None
    trail = desk.ask(lambda tx: make_report(tx, "audit-trail", {"from": "2020-01-01", "to": "2100-01-01"}, TODAY))
    assert [(row.cells[3], row.cells[4]) for row in trail.rows][-1] == (_("Book backed up"), made.made[0].path.name)
