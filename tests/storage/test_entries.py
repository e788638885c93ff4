"""Entries are numbered without gaps in order of posting, sealed in a chain, and moved into the kept balances."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import PIN, a_book, an_entry, journal
from tests.invariants import broken
from tests.storage.rows import all_rows
from welfare_desk.errors import BookError, RuleError
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.money import Money
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.periods import close_month
from welfare_desk.storage import entries


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    yield desk
    desk.book.close()


def post_all(desk, *batch):
    with desk.book.write() as tx, entries.posting(tx, batch, desk.made()) as posted:
        return posted


def holds(desk):
    with desk.book.read() as tx:
        return broken(tx)


def codes(act, *arguments):
    with pytest.raises(RuleError) as refused:
        act(*arguments)
    return [each.code for each in refused.value.problems]


def read(desk, asked, *values):
    with desk.book.read() as tx:
        return [tuple(row) for row in tx.exec_driver_sql(asked, values)]


# Numbers.


def test_numbers_run_on_in_each_series_and_month(desk):
    batch = [
        an_entry(),
        an_entry(day="2026-01-02"),
        an_entry("5301 welfare 5", "1101 welfare -5", series=Series.PAYMENT),
        an_entry(day="2026-02-01"),
        an_entry(day="2026-01-31"),
    ]
    posted = post_all(desk, *batch)
    assert [each.voucher for each in posted] == [
        "RV6901-0001", "RV6901-0002", "PV6901-0001", "RV6902-0001", "RV6901-0003",
    ]  # fmt: skip
    assert [each.id for each in posted] == [1, 2, 3, 4, 5]
    assert post_entry(desk, an_entry()).voucher == "RV6901-0004"


def test_a_refused_entry_uses_up_no_number(desk):
    post_entry(desk, an_entry())
    assert codes(post_entry, desk, an_entry("1101 welfare 5", "4101 welfare -6")) == ["entry.unbalanced"]
    assert post_entry(desk, an_entry()) == (2, "RV6901-0002")


def test_an_abandoned_transaction_uses_up_no_number(desk):
    with pytest.raises(ZeroDivisionError), desk.book.write() as tx, entries.posting(tx, [an_entry()], desk.made()):
        _ = 1 / 0
    assert read(desk, "SELECT count(*) FROM entries") == [(0,)]
    assert post_entry(desk, an_entry()).voucher == "RV6901-0001"


def test_more_than_nine_thousand_numbers_fit_a_month(desk):
    posted = post_all(desk, *[an_entry()] * 10_001)
    assert posted[-1].voucher == "RV6901-10001"
    assert post_entry(desk, an_entry()).voucher == "RV6901-10002"


# What is kept.


def test_an_entry_is_read_back_as_it_was_posted(desk):
    entry = an_entry(
        "1101 welfare 255.50",
        "1101 reserve 73",
        "4101 welfare -255.50",
        "4101 reserve -73",
        memo="ค่าเงินสมทบ",
        payee="นางมาลี",
    )
    posted = post_entry(desk, entry)
    with desk.book.read() as tx:
        assert entries.get(tx, posted.id) == entry
        assert entries.find(tx, " rv6901-0001 ") == posted
        assert entries.reversed_by(tx, posted.id) is None


def test_an_erased_text_reads_as_empty(desk):
    posted = post_entry(desk, an_entry(payee="นางมาลี"))
    with desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE entries SET memo = NULL, memo_salt = NULL, payee = NULL, payee_salt = NULL")
        found = entries.get(tx, posted.id)
    assert (found.memo, found.payee) == ("", "")


def test_an_unknown_voucher_is_named(desk):
    with desk.book.read() as tx:
        assert codes(entries.find, tx, "RV6901-0009") == ["voucher.unknown"]
        with pytest.raises(BookError) as refused:
            entries.get(tx, 9)
    assert refused.value.problem.code == "entry.missing"


def test_an_entry_says_who_when_and_in_which_period(desk):
    post_entry(desk, an_entry())
    row = read(desk, "SELECT period, kind, posted_at, made_by, approved_by, reverses, posted FROM entries")
    assert row == [(202604, "normal", "2026-04-01T02:00:01.000+00:00", 1, None, None, 1)]


def test_an_opening_has_a_series_and_a_period_of_its_own(desk):
    opening = an_entry(
        "1101 welfare 100", "3101 welfare -100", day="2025-10-01", series=Series.OPENING, kind=EntryKind.OPENING
    )
    assert post_entry(desk, opening).voucher == "OB6810-0001"
    assert read(desk, "SELECT id, first_day, last_day FROM periods") == [(202600, "2025-10-01", "2025-10-01")]


# The chain.


def test_each_seal_rests_on_the_one_before(desk):
    """They are computed a second time from the rows, by the words of the format alone."""
    post_all(desk, an_entry(), an_entry(memo="ค่าไฟ", day="2026-02-01"))
    reverse_entry(desk, "RV6901-0001", date(2026, 1, 31), "ลงผิด")
    assert holds(desk) == []


def test_the_hashes_of_its_documents_are_sealed_with_an_entry(desk):
    documents = [hashlib.sha256(text).digest() for text in (b"receipt", b"claim")]
    with desk.book.write() as tx:
        entries.add(tx, an_entry(), desk.made(), documents)
    assert read(desk, "SELECT documents FROM entries") == [(b"".join(documents),)]
    assert holds(desk) == []


def test_the_same_book_made_twice_holds_the_same_bytes(tmp_path):
    seals = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        desk = a_book(tmp_path / name)
        post_entry(desk, an_entry())
        seals.append(read(desk, "SELECT seal, memo_salt FROM entries") + read(desk, "SELECT seal FROM audit"))
        desk.book.close()
    assert seals[0] == seals[1]


# Kept balances.

ACCOUNTS = ("1101", "1111", "4101", "4102", "5301")
FUNDS = ("welfare", "reserve", "administration")
pairs = st.tuples(
    st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.sampled_from(FUNDS), st.integers(1, 10**7)
).filter(lambda pair: pair[0] != pair[1])
days = st.dates(date(2025, 10, 1), date(2026, 3, 31))
batches = st.lists(st.tuples(days, st.lists(pairs, min_size=1, max_size=3)), min_size=1, max_size=6)


def entry_of(day, moves):
    lines = [
        Posting(account, fund, Money(sign * satang))
        for dr, cr, fund, satang in moves
        for account, sign in ((dr, 1), (cr, -1))
    ]
    return Entry(day, Series.GENERAL, "อื่น ๆ", tuple(lines))


def float_of_cash():
    return an_entry(*(f"{cash} {fund} 10,000,000" for cash in ("1101", "1111") for fund in FUNDS),
                    *(f"4301 {fund} -20,000,000" for fund in FUNDS), day="2025-10-01")  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(batches, min_size=1, max_size=3))
def test_kept_balances_are_the_sums_of_the_postings(tmp_path_factory, all_batches):
    desk = a_book(tmp_path_factory.mktemp("random"))
    post_entry(desk, float_of_cash())
    for batch in all_batches:
        post_all(desk, *[entry_of(day, moves) for day, moves in sorted(batch)])
    expected: Counter = Counter()
    asked = "SELECT p.account, e.period, p.fund, p.amount FROM postings p JOIN entries e ON e.id = p.entry_id"
    for account, period, fund, satang in read(desk, asked):
        expected[account, period, fund, "debit" if satang > 0 else "credit"] += abs(satang)
    found = Counter()
    for account, period, fund, debit, credit in read(
        desk, "SELECT account, period, fund, debit, credit FROM movements"
    ):
        found += Counter({(account, period, fund, "debit"): debit, (account, period, fund, "credit"): credit})
    assert found == expected
    numbers = read(desk, "SELECT month, number FROM entries WHERE series = 'JV' ORDER BY id")
    for month in {month for month, _ in numbers}:
        own = [number for of, number in numbers if of == month]
        assert own == list(range(1, len(own) + 1))
    assert holds(desk) == []
    desk.book.close()


def test_cash_does_not_fall_below_zero(desk):
    post_entry(desk, an_entry())
    before = all_rows(desk)
    paid = an_entry("5301 welfare 365.01", "1101 welfare -365.01", series=Series.PAYMENT)
    assert codes(post_entry, desk, paid) == ["entry.overdrawn"]
    assert all_rows(desk) == before
    post_entry(desk, an_entry("5301 welfare 365", "1101 welfare -365", series=Series.PAYMENT))


def test_cash_may_be_short_in_one_fund_while_it_is_there_in_all(desk):
    post_entry(desk, an_entry())
    post_entry(desk, an_entry("5301 reserve 100", "1101 reserve -100", series=Series.PAYMENT))
    assert codes(post_entry, desk, an_entry("5301 reserve 266", "1101 reserve -266")) == ["entry.overdrawn"]


def test_a_batch_that_ends_above_zero_is_accepted(desk):
    post_all(desk, an_entry("5301 welfare 5", "1101 welfare -5", series=Series.PAYMENT), an_entry())


# Refusals.


def test_every_problem_of_every_entry_is_named_at_once_and_nothing_is_written(desk):
    post_entry(desk, an_entry(day="2025-10-10"))
    close_month(desk, date(2025, 10, 1), PIN)
    before = all_rows(desk)
    batch = [
        an_entry(),
        an_entry("1100 welfare 5", "4101 welfare -6", memo=" ", day="2025-10-31"),
        an_entry("9999 nowhere 5", "4101 nowhere -5", day="2025-09-30"),
    ]
    found = codes(post_all, desk, *batch)
    assert {"entry.no_memo", "entry.unbalanced", "day.closed", "day.before_book", "entry.no_fund"} <= set(found)
    assert len(found) >= 7  # the header account and the unknown one too
    assert all_rows(desk) == before


def test_the_same_problem_is_said_once(desk):
    batch = [an_entry("1101 nowhere 5", "4101 nowhere -5")] * 50
    assert codes(post_all, desk, *batch) == ["entry.no_fund"]


def test_there_must_be_something_to_post(desk):
    assert codes(post_all, desk) == ["entry.none"]


def test_a_deactivated_account_and_fund_take_no_postings(desk):
    with desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE funds SET is_active = 0 WHERE code = 'designated'")
        tx.exec_driver_sql("UPDATE accounts SET is_active = 0 WHERE code = '1102'")
    assert codes(post_entry, desk, an_entry("1101 designated 5", "4101 designated -5")) == ["entry.no_fund"]
    assert len(codes(post_entry, desk, an_entry("1102 welfare 5", "4101 welfare -5"))) == 1


def test_a_refused_entry_opens_no_month(desk):
    assert codes(post_entry, desk, an_entry("5301 welfare 5", "1101 welfare -5")) == ["entry.overdrawn"]
    assert read(desk, "SELECT id FROM periods") == []


# Reversals.


def test_a_mistake_is_undone_by_its_mirror_image(desk):
    post_entry(desk, an_entry(memo="คนละคน"))
    reverse_entry(desk, "rv6901-0001", date(2026, 2, 3), " ผิดคน ")
    assert (
        journal(desk)
        == """
    5/1/2569  RV6901-0001 คนละคน
      1101 Cash on hand (treasurer) welfare             365.00
      4101 Member contributions     welfare                         365.00
    3/2/2569  JV6902-0001 ผิดคน (reverses RV6901-0001)
      1101 Cash on hand (treasurer) welfare                         365.00
      4101 Member contributions     welfare             365.00"""
    )
    with desk.book.read() as tx:
        assert entries.reversed_by(tx, 1) == "JV6902-0001"
        assert entries.get(tx, 2).reverses == "RV6901-0001"
    balances = "SELECT account, sum(debit - credit) FROM movements GROUP BY account"
    assert read(desk, balances) == [("1101", 0), ("4101", 0)]


def test_an_entry_is_undone_once_and_its_undoing_is_not_undone(desk):
    post_entry(desk, an_entry())
    reverse_entry(desk, "RV6901-0001", date(2026, 1, 6), "ผิดคน")
    before = all_rows(desk)
    assert codes(reverse_entry, desk, "RV6901-0001", date(2026, 1, 7), "อีกครั้ง") == ["reversal.twice"]
    assert codes(reverse_entry, desk, "JV6901-0001", date(2026, 1, 7), "กลับคืน") == ["reversal.not_normal"]
    assert all_rows(desk) == before


def test_every_problem_of_a_reversal_is_named_at_once(desk):
    post_entry(desk, an_entry())
    reverse_entry(desk, "RV6901-0001", date(2026, 1, 6), "ผิดคน")
    found = codes(reverse_entry, desk, "RV6901-0001", date(2026, 1, 4), " ")
    assert found == ["reversal.no_reason", "reversal.twice", "reversal.before"]
    assert codes(reverse_entry, desk, "RV6901-0007", date(2026, 1, 4), "x") == ["voucher.unknown"]


def test_what_was_spent_cannot_be_undone(desk):
    post_entry(desk, an_entry())
    post_entry(desk, an_entry("5301 welfare 300", "1101 welfare -300", series=Series.PAYMENT))
    assert codes(reverse_entry, desk, "RV6901-0001", date(2026, 1, 6), "ผิดคน") == ["entry.overdrawn"]
