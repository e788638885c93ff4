"""The checks that are one question to the database: each gives every place where a rule on entries is not met."""

# ruff: noqa: S608 - every part of these questions is a constant of the program

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.checks import ACCOUNT_ACTIVATED, ACCOUNT_DEACTIVATED
from welfare_desk.money import Money
from welfare_desk.storage import periods
from welfare_desk.storage.chains import packed_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from welfare_desk.storage.book import Tx


def _unposted(tx: Tx) -> Iterator[Problem]:
    text = N_("{voucher} was left half posted.")
    for (voucher,) in tx.exec_driver_sql("SELECT voucher FROM entries WHERE posted <> 1 ORDER BY id"):
        yield problem("unposted_row", text, voucher=voucher)


def _few_lines(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT voucher FROM entries e "
        "WHERE (SELECT count(*) FROM (SELECT 1 FROM postings WHERE entry_id = e.id LIMIT 2)) < 2 ORDER BY id"
    )
    for (voucher,) in tx.exec_driver_sql(asked):
        yield problem("few_lines", N_("{voucher} has fewer than two lines."), voucher=voucher)


def _unbalanced(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT e.voucher, p.difference FROM "
        "(SELECT entry_id, sum(amount) AS difference FROM postings GROUP BY entry_id HAVING sum(amount) <> 0) p "
        "JOIN entries e ON e.id = p.entry_id ORDER BY e.id"
    )
    text = N_("Debits and credits of {voucher} differ by {difference} baht.")
    for voucher, satang in tx.exec_driver_sql(asked):
        yield problem("unbalanced", text, voucher=voucher, difference=abs(Money(satang)))


def _fund_unbalanced(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT e.voucher, p.fund, p.difference FROM "
        "(SELECT entry_id, fund, sum(amount) AS difference FROM postings GROUP BY entry_id, fund "
        "HAVING sum(amount) <> 0) p JOIN entries e ON e.id = p.entry_id "
        "WHERE (SELECT sum(amount) FROM postings WHERE entry_id = e.id) = 0 ORDER BY e.id"
    )
    text = N_("The fund “{fund}” does not balance in {voucher}: it differs by {difference} baht.")
    for voucher, fund, satang in tx.exec_driver_sql(asked):
        yield problem("fund_unbalanced", text, voucher=voucher, fund=fund, difference=abs(Money(satang)))


def _header_account(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT e.voucher, p.account FROM accounts a JOIN postings p ON p.account = a.code "
        "JOIN entries e ON e.id = p.entry_id WHERE a.type = 'H' ORDER BY e.id"
    )
    text = N_("{voucher} has a line on {account}, which is a header account.")
    for voucher, account in tx.exec_driver_sql(asked):
        yield problem("header_account", text, voucher=voucher, account=account)


_ACTS = f"'{ACCOUNT_DEACTIVATED}', '{ACCOUNT_ACTIVATED}'"
_USES = f"(SELECT id, subject AS account, at, action FROM audit WHERE action IN ({_ACTS}))"


def _closed_account(tx: Tx) -> Iterator[Problem]:
    """Find postings after an account was taken out of use, as the audit trail tells it."""
    late = (
        f"SELECT e.voucher, p.account FROM (SELECT DISTINCT account FROM {_USES}) c "
        "JOIN postings p ON p.account = c.account JOIN entries e ON e.id = p.entry_id WHERE "
        f"(SELECT action FROM {_USES} u WHERE u.account = p.account AND u.at < e.posted_at ORDER BY u.id DESC LIMIT 1) "
        f"= '{ACCOUNT_DEACTIVATED}' ORDER BY e.id"
    )
    text = N_("{voucher} was posted to {account} after that account was taken out of use.")
    for voucher, account in tx.exec_driver_sql(late):
        yield problem("closed_account", text, voucher=voucher, account=account)
    untold = (
        "SELECT code FROM accounts a WHERE (is_active = 0) <> (coalesce((SELECT action FROM "
        f"{_USES} u WHERE u.account = a.code ORDER BY u.id DESC LIMIT 1), '') = '{ACCOUNT_DEACTIVATED}') ORDER BY code"
    )
    text = N_("The audit trail does not tell that {account} was taken out of use, or into use again.")
    for (account,) in tx.exec_driver_sql(untold):
        yield problem("closed_account", text, account=account)


def _voucher_number(tx: Tx) -> Iterator[Problem]:
    right = "printf('%s%02d%02d-%04d', series, (substr(month, 1, 4) + 543) % 100, 0 + substr(month, 6, 2), number)"
    asked = (
        f"SELECT voucher, {right} FROM entries WHERE voucher <> {right} OR series NOT IN ('RV', 'PV', 'JV', 'OB') "
        "OR month NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR substr(month, 6) NOT BETWEEN '01' AND '12' ORDER BY id"
    )
    text = N_("{voucher} stands where {right} belongs.")
    for voucher, belongs in tx.exec_driver_sql(asked):
        yield problem("voucher_number", text, voucher=voucher, right=belongs)


def _voucher_gap(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT voucher FROM entries e WHERE number <> 1 AND NOT EXISTS (SELECT 1 FROM entries b "
        "WHERE b.series = e.series AND b.month = e.month AND b.number = e.number - 1 AND b.id < e.id) ORDER BY id"
    )
    text = N_("The number before {voucher} is missing, or was posted after it.")
    for (voucher,) in tx.exec_driver_sql(asked):
        yield problem("voucher_gap", text, voucher=voucher)


def _day_outside_number(tx: Tx) -> Iterator[Problem]:
    asked = "SELECT voucher, day FROM entries WHERE month <> substr(day, 1, 7) ORDER BY id"
    text = N_("{voucher} is dated {day}, outside the month of its number.")
    for voucher, day in tx.exec_driver_sql(asked):
        yield problem("day_outside_number", text, voucher=voucher, day=_written(day))


def _written(day: str) -> date | str:
    """Read a day as it is kept; what is no day is shown as it stands."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return day


_YEAR = "(0 + substr(day, 1, 4) + (:first_month > 1 AND 0 + substr(day, 6, 2) >= :first_month))"
_MONTH = "((substr(day, 6, 2) - :first_month + 12) % 12 + 1)"
_YEAR_END = f"date(printf('%04d-%02d-01', {_YEAR} + (:first_month = 1), :first_month), '-1 day')"
_OUTSIDE = f"""
SELECT id, voucher, day FROM entries WHERE date(julianday(day)) IS NOT day OR day < :first_day
OR period <> 100 * {_YEAR} + CASE kind WHEN 'opening' THEN 0 WHEN 'closing' THEN 13 ELSE {_MONTH} END
OR CASE kind WHEN 'opening' THEN day <> :first_day WHEN 'closing' THEN day <> {_YEAR_END}
  ELSE kind NOT IN ('normal', 'reversal') END
UNION SELECT e.id, e.voucher, e.day FROM entries e CROSS JOIN postings p ON p.entry_id = e.id WHERE p.day <> e.day
ORDER BY 1
"""


def _line_outside_period(tx: Tx) -> Iterator[Problem]:
    of = periods.calendar(tx)
    known = {"first_day": of.first_day.isoformat(), "first_month": of.first_month}
    text = N_("{voucher} of {day} stands in the wrong period, or has a line of another day.")
    for _, voucher, day in tx.exec_driver_sql(_OUTSIDE, known):
        yield problem("line_outside_period", text, voucher=voucher, day=_written(day))


def _reversal(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT id, voucher FROM entries e WHERE (kind = 'reversal') <> (reverses IS NOT NULL) UNION "
        "SELECT e.id, e.voucher FROM entries e LEFT JOIN entries u ON u.id = e.reverses "
        f"WHERE e.reverses >= {_LEAST} AND e.kind = 'reversal' AND (u.id IS NULL OR u.id >= e.id OR u.day > e.day "
        f"OR {packed_lines('e.id')} <> {packed_lines('u.id', '(-amount)')}) ORDER BY 1"
    )
    text = N_("{voucher} is not linked to an earlier entry, or is not its exact opposite.")
    for _, voucher in tx.exec_driver_sql(asked):
        yield problem("reversal", text, voucher=voucher)


_LEAST = -(2**63)  # of all whole numbers; comparing with it, SQLite reads the few reversals by their index


def _transfers(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT e.voucher, p.difference FROM (SELECT entry_id, sum(amount) AS difference FROM postings "
        "WHERE account IN (SELECT code FROM accounts WHERE cash_flow = 'transfer') "
        "GROUP BY entry_id HAVING sum(amount) <> 0) p JOIN entries e ON e.id = p.entry_id ORDER BY e.id"
    )
    text = N_("The transfers in {voucher} do not cancel out: they differ by {difference} baht.")
    for voucher, satang in tx.exec_driver_sql(asked):
        yield problem("transfers", text, voucher=voucher, difference=abs(Money(satang)))


QUESTIONS: Mapping[str, Callable[[Tx], Iterator[Problem]]] = {
    "unposted_row": _unposted,
    "few_lines": _few_lines,
    "unbalanced": _unbalanced,
    "fund_unbalanced": _fund_unbalanced,
    "header_account": _header_account,
    "closed_account": _closed_account,
    "voucher_number": _voucher_number,
    "voucher_gap": _voucher_gap,
    "day_outside_number": _day_outside_number,
    "line_outside_period": _line_outside_period,
    "reversal": _reversal,
    "transfers": _transfers,
}
