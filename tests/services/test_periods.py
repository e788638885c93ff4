"""Months close in order with a signed statement, and the last one opens again with a reason and the PIN."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry, journal, reopen
from tests.invariants import broken
from tests.storage.rows import all_rows
from welfare_desk.errors import Awaiting, RuleError
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.ledger.people import Role
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.money import Money
from welfare_desk.services.accounts import deactivate_account
from welfare_desk.services.approvals import approve, set_approval_rules
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.people import add_user, begin_to_ask
from welfare_desk.services.periods import close_month, close_year, list_years, lock_year, reopen_month, reopen_year

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry(day="2025-10-10"))
    yield desk
    desk.book.close()


def codes(act, *arguments):
    with pytest.raises(RuleError) as refused:
        act(*arguments)
    return [each.code for each in refused.value.problems]


def read(desk, asked):
    with desk.book.read() as tx:
        return [tuple(row) for row in tx.exec_driver_sql(asked)]


def holds(desk):
    with desk.book.read() as tx:
        return broken(tx)


def opening(satang="100"):
    lines = (f"1101 welfare {satang}", f"3101 welfare -{satang}")
    return an_entry(*lines, day="2025-10-01", series=Series.OPENING, kind=EntryKind.OPENING)


def test_a_close_freezes_the_month_and_signs_what_it_held(desk):
    digest = close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries, debit, reopened, closed_by, hash FROM statements") == [
        (202601, 1, 36500, 0, 1, digest)
    ]
    assert holds(desk) == []
    assert codes(post_entry, desk, an_entry(day="2025-10-31")) == ["day.closed"]
    post_entry(desk, an_entry(day="2025-11-01"))


def test_any_day_of_a_month_names_it(desk):
    close_month(desk, date(2025, 10, 31), PIN)
    assert codes(close_month, desk, OCTOBER, PIN) == ["month.already_closed"]


def test_a_month_without_entries_closes_too(desk):
    for month in (OCTOBER, NOVEMBER, date(2025, 12, 1)):
        close_month(desk, month, PIN)
    assert read(desk, "SELECT period, entries FROM statements") == [(202601, 1), (202602, 0), (202603, 0)]
    assert holds(desk) == []


def test_a_book_that_starts_in_mid_month_closes_that_month_first(tmp_path):
    desk = a_book(tmp_path, "midway.welfare", first_day="2026-01-15")
    assert codes(close_month, desk, date(2025, 12, 1), PIN) == ["month.not_in_book"]
    close_month(desk, date(2026, 1, 1), PIN)
    assert read(desk, "SELECT id, status FROM periods") == [(202604, "closed")]
    desk.book.close()


def test_a_month_that_is_not_over_or_out_of_order_stays_open(desk):
    before = all_rows(desk)
    assert codes(close_month, desk, date(2026, 3, 1), PIN) == ["month.not_over"]
    assert codes(close_month, desk, NOVEMBER, PIN) == ["month.out_of_order"]
    assert codes(close_month, desk, OCTOBER, "12345") == ["pin.short"]
    assert all_rows(desk) == before


def test_the_first_close_sets_the_pin_and_later_ones_ask_for_it(desk):
    close_month(desk, OCTOBER, PIN)
    before = all_rows(desk)
    assert codes(close_month, desk, NOVEMBER, "000000") == ["pin.wrong"]
    assert codes(reopen_month, desk, OCTOBER, "แก้", "000000") == ["pin.wrong"]
    assert all_rows(desk) == before
    desk = reopen(desk)
    close_month(desk, NOVEMBER, PIN)
    assert len(read(desk, "SELECT fingerprint FROM signing_keys")) == 1
    desk.book.close()


def test_the_private_key_is_not_in_the_book(desk):
    """Whoever copies the file cannot sign with it: the first 32 random bytes after the PIN are the key."""
    drawn = []
    desk = type(desk)(desk.book, desk.actor, desk.today, desk.now, lambda n: drawn.append(desk_random(n)) or drawn[-1])
    close_month(desk, OCTOBER, PIN)
    keys = [each for each in drawn if len(each) == 32]
    desk.book.close()
    assert keys
    assert all(key not in desk.book.path.read_bytes() for key in keys)


def desk_random(count):
    return bytes(range(7, 7 + count))


def test_a_month_opens_again_with_a_reason_that_stays(desk):
    close_month(desk, OCTOBER, PIN)
    assert codes(reopen_month, desk, OCTOBER, "  ", PIN) == ["month.no_reason"]
    reopen_month(desk, OCTOBER, " ลืมใบเสร็จ ", PIN)
    post_entry(desk, an_entry(day="2025-10-20"))
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT entries, reopened FROM statements") == [(1, 0), (2, 1)]
    assert read(desk, "SELECT details FROM audit WHERE action = 'period.reopened'") == [('{"reason":"ลืมใบเสร็จ"}',)]
    assert holds(desk) == []


def test_only_the_last_closed_month_opens_again(desk):
    close_month(desk, OCTOBER, PIN)
    close_month(desk, NOVEMBER, PIN)
    assert codes(reopen_month, desk, OCTOBER, "แก้", PIN) == ["month.later_closed"]
    assert codes(reopen_month, desk, date(2025, 12, 1), "แก้", PIN) == ["month.not_closed"]
    reopen_month(desk, NOVEMBER, "แก้", PIN)
    reopen_month(desk, OCTOBER, "แก้", PIN)
    assert holds(desk) == []


def test_the_first_month_closes_the_opening_with_it_once(desk):
    post_entry(desk, opening())
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries FROM statements") == [(202600, 1), (202601, 1)]
    assert codes(post_entry, desk, opening("5")) == ["day.closed"]


def test_the_opening_opens_again_with_the_first_month(desk):
    post_entry(desk, opening())
    close_month(desk, OCTOBER, PIN)
    reopen_month(desk, OCTOBER, "ยอดยกมาผิด", PIN)
    post_entry(desk, opening("5"))
    close_month(desk, OCTOBER, PIN)
    assert read(desk, "SELECT period, entries, reopened FROM statements") == [
        (202600, 1, 0),
        (202601, 1, 0),
        (202600, 2, 1),
        (202601, 1, 1),
    ]
    assert holds(desk) == []


# The year.

DECEMBER, MEETING = date(2025, 12, 1), date(2026, 3, 2)


@pytest.fixture
def year(tmp_path):
    """Give a book whose first fiscal year is three months long, and those closed."""
    desk = a_book(tmp_path, "ปี.welfare", fiscal_year_start=1)
    post_entry(
        desk, an_entry("1101 welfare 70", "1101 reserve 20", "4101 welfare -70", "4101 reserve -20", day=OCTOBER)
    )
    post_entry(desk, an_entry("5104 welfare 50", "1101 welfare -50", day="2025-12-02", series=Series.PAYMENT))
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        close_month(desk, month, PIN)
    yield desk
    desk.book.close()


def balances(desk):
    asked = "SELECT account, fund, sum(debit - credit) AS left FROM movements GROUP BY 1, 2 HAVING left <> 0"
    return [f"{account} {fund} {Money(satang).text()}" for account, fund, satang in read(desk, asked)]


def is_right(desk):
    assert holds(desk) == []
    assert verify_book(desk).ok


def test_a_closed_year_leaves_nothing_on_income_and_expenses(year):
    digest = close_year(year, 2025, PIN)
    assert balances(year) == [
        "1101 reserve 20.00",
        "1101 welfare 20.00",
        "3101 reserve -20.00",
        "3101 welfare -70.00",
        "3301 welfare 50.00",
    ]
    assert read(year, "SELECT hash FROM statements WHERE period = 202513") == [(digest,)]
    assert year.ask(list_years) == [(2025, PeriodStatus.CLOSED)]
    is_right(year)


def test_the_closing_entry_is_written_in_the_books_like_any_other(year):
    close_year(year, 2025, PIN)
    assert journal(year).endswith("""
    31/12/2568  JV6812-0001 ปิดบัญชีประจำปี 2568
      4101 Member contributions     reserve              20.00
      4101 Member contributions     welfare              70.00
      5104 Welfare – Death of membe welfare                          50.00
      3101 Fund – from members      reserve                          20.00
      3101 Fund – from members      welfare                          70.00
      3301 Accumulated welfare and  welfare              50.00""")


def test_a_year_closes_after_its_months_and_before_the_next_ones(year):
    assert codes(close_month, year, date(2026, 1, 1), PIN) == ["month.year_open"]
    assert codes(close_year, year, 2026, PIN) == ["year.month_open"]
    assert codes(close_year, year, 2025, "000000") == ["pin.wrong"]
    close_year(year, 2025, PIN)
    assert codes(close_year, year, 2025, PIN) == ["year.already_closed"]
    close_month(year, date(2026, 1, 1), PIN)
    is_right(year)


def test_a_year_without_income_closes_too(tmp_path):
    desk = a_book(tmp_path, "ว่าง.welfare", fiscal_year_start=11)
    close_month(desk, OCTOBER, PIN)
    close_year(desk, 2025, PIN)
    assert read(desk, "SELECT period, entries FROM statements") == [(202512, 0), (202513, 0)]
    is_right(desk)
    desk.book.close()


def test_a_reopened_year_closes_anew_by_the_difference_alone(year):
    close_year(year, 2025, PIN)
    assert codes(reopen_month, year, DECEMBER, "บิล", PIN) == ["month.later_closed"]
    assert codes(reopen_year, year, 2025, "  ", PIN) == ["year.no_reason"]
    assert codes(reopen_year, year, 2025, "บิล", "000000") == ["pin.wrong"]
    reopen_year(year, 2025, " บิลตกค้าง ", PIN)
    reopen_month(year, DECEMBER, "บิลตกค้าง", PIN)
    post_entry(year, an_entry("5301 welfare 5", "1101 welfare -5", day="2025-12-30", series=Series.PAYMENT))
    close_month(year, DECEMBER, PIN)
    close_year(year, 2025, PIN)
    assert journal(year).endswith("""
    31/12/2568  JV6812-0002 ปิดบัญชีประจำปี 2568
      5301 Remuneration of workers  welfare                           5.00
      3301 Accumulated welfare and  welfare               5.00""")
    asked = "SELECT subject, details FROM audit WHERE action = 'period.reopened' ORDER BY id"
    reason = '{"reason":"บิลตกค้าง"}'
    assert read(year, asked) == [("202513", reason), ("202512", reason)]
    assert read(year, "SELECT reopened FROM statements WHERE period = 202513") == [(0,), (1,)]
    is_right(year)


def test_a_year_closed_anew_without_a_change_posts_nothing(year):
    close_year(year, 2025, PIN)
    reopen_year(year, 2025, "ดูใหม่", PIN)
    before = journal(year)
    close_year(year, 2025, PIN)
    assert journal(year) == before
    is_right(year)


def test_a_year_with_a_closed_month_after_it_stays_closed(year):
    close_year(year, 2025, PIN)
    close_month(year, date(2026, 1, 1), PIN)
    assert codes(reopen_year, year, 2025, "แก้", PIN) == ["year.later_closed"]


def test_an_account_out_of_use_is_named_before_a_year_closes(year):
    deactivate_account(year, "3301")
    before = all_rows(year)
    assert codes(close_year, year, 2025, PIN) == ["year.account_closed"]
    assert all_rows(year) == before


def test_the_annual_meeting_locks_a_year_for_good(year):
    assert codes(lock_year, year, 2025, MEETING, "มติ 1", PIN) == ["year.open"]
    close_year(year, 2025, PIN)
    assert codes(lock_year, year, 2025, MEETING, " ", PIN) == ["year.no_resolution"]
    assert codes(lock_year, year, 2025, date(2025, 12, 31), "มติ 1", PIN) == ["year.meeting_day"]
    assert codes(lock_year, year, 2025, MEETING, "มติ 1", "000000") == ["pin.wrong"]
    lock_year(year, 2025, MEETING, " มติ 1/2569 ", PIN)
    statuses = {status for (status,) in read(year, "SELECT status FROM periods WHERE id / 100 = 2025")}
    assert statuses == {"locked"}
    assert read(year, "SELECT fiscal_year, day, resolution FROM year_locks") == [(2025, "2026-03-02", "มติ 1/2569")]
    assert codes(reopen_year, year, 2025, "แก้", PIN) == ["year.locked"]
    assert codes(reopen_month, year, DECEMBER, "แก้", PIN) == ["month.locked"]
    assert codes(lock_year, year, 2025, MEETING, "มติ 2", PIN) == ["year.already_locked"]
    close_month(year, date(2026, 1, 1), PIN)
    is_right(year)


def test_a_second_person_lets_a_year_reopen(year):
    close_year(year, 2025, PIN)
    begin_to_ask(year, "มาลี", "ข้าวเหนียวมูน")
    second = add_user(year, "ก้อน", {Role.CHAIR}, "ข้าวเหนียวมูน")
    set_approval_rules(year, ApprovalRules({ApprovalKind.REOPENING: Money(0)}))
    with pytest.raises(Awaiting):
        reopen_year(year, 2025, "บิลตกค้าง", PIN)
    approve(replace(year, actor=second.id), 1)
    assert year.ask(list_years) == [(2025, PeriodStatus.OPEN)]
    is_right(year)


def test_the_closing_entry_cannot_be_undone_by_hand(year):
    close_year(year, 2025, PIN)
    assert "reversal.not_normal" in codes(reverse_entry, year, "JV6812-0001", date(2026, 1, 2), "แก้")
