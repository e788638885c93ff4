"""Keep figures of the time before the book: for the first column of comparison, and for the status form."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.ledger.openings import with_funds
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, before_book, openings, periods, trail
from welfare_desk.welfare.form_figures import completed, problems_of_figures, received_of, spent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.entries import Posting
    from welfare_desk.ledger.openings import OpeningLine
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.form_figures import FormFigure

_SIDES = frozenset({AccountType.ASSET, AccountType.LIABILITY})


class BeforeBook(NamedTuple):
    """What is kept of the time before the book, beside what it must agree with."""

    figures: tuple[FormFigure, ...]
    received: Money
    spent: Money
    prior_year: int
    prior_lines: int
    is_locked: bool


def before_the_book(tx: Tx) -> BeforeBook:
    """Read what is kept of the time before the book, and what it opened with."""
    calendar = periods.calendar(tx)
    year = calendar.year_of(calendar.first_day) - 1
    received, spent = before_book.opened_with(tx)
    kept = len(before_book.prior_figures(tx, year))
    return BeforeBook(before_book.form_figures(tx), received, spent, year, kept, _is_locked(tx))


@needs(Permission.RECORD)
def keep_form_figures(
    desk: Desk, figures: Sequence[FormFigure], *, rest_to_other: bool = False
) -> tuple[FormFigure, ...]:  # fmt: skip
    """Keep what the status form counts before the book; both sides must equal what it opened with.

    With `rest_to_other` what is missing stands on lines of what nobody knows in detail, shown marked under “other”.
    """
    with desk.book.write() as tx:
        received, spent = before_book.opened_with(tx)
        kept = completed(figures, received, spent) if rest_to_other else tuple(figures)
        found = [*_locked(tx), *problems_of_figures(kept, received, spent)]
        if found:
            raise RuleError(*found)
        before_book.put_form_figures(tx, kept)
        total = received_of(kept) + spent_of(kept)
        trail.add(tx, desk.made(), "figures.form_kept", "form", count=len(kept), satang=total.satang)
    return kept


@needs(Permission.RECORD)
def keep_prior_figures(desk: Desk, lines: Sequence[OpeningLine]) -> int:
    """Keep the balances of the year before the book, income and expenses included; give the year.

    They balance, and assets and debts are those that the book opened with, unless it opened inside a fiscal year.
    """
    with desk.book.write() as tx:
        calendar, chart = periods.calendar(tx), accounts.chart(tx)
        year = calendar.year_of(calendar.first_day) - 1
        found = [*_locked(tx), *_problems_of_lines(lines, chart)]
        if calendar.first_day == calendar.year_start(year + 1):
            found += _differences(lines, openings.standing(tx), chart)
        postings, short = with_funds(lines, chart, next(iter(accounts.funds(tx))))
        if found or short:
            raise RuleError(*(found or short))
        before_book.put_prior_figures(tx, year, postings)
        trail.add(tx, desk.made(), "figures.prior_kept", str(year), count=len(postings))
    return year


def _problems_of_lines(lines: Sequence[OpeningLine], chart: Mapping[str, Account]) -> list[Problem]:
    found: list[Problem] = []
    if difference := Money.sum(each.amount for each in lines):
        text = N_("Debit and credit differ by {difference} baht.")
        found.append(problem("opening.unbalanced", text, "lines", difference=abs(difference)))
    unknown = [each for each in dict.fromkeys(line.account for line in lines) if each not in chart]
    text = N_("The chart has no account {account}.")
    found += [problem("opening.unknown_account", text, account=each) for each in unknown]
    if not any(code in chart and may_post(chart[code]) for code in (each.account for each in lines)):
        found.append(problem("entry.none", N_("There is nothing to post.")))
    return found


def _differences(
    lines: Iterable[OpeningLine], standing: Iterable[Posting], chart: Mapping[str, Account]
) -> list[Problem]:  # fmt: skip
    sums: defaultdict[str, list[Money]] = defaultdict(lambda: [ZERO, ZERO])
    for each in lines:
        sums[each.account][0] += each.amount
    for each in standing:
        sums[each.account][1] += each.amount
    text = N_("{account}: {prior} baht at the end of last year, but the book opened with {opened}.")
    return [
        problem("prior.differs", text, "lines", account=account, prior=prior, opened=opened)
        for account, (prior, opened) in sorted(sums.items())
        if prior != opened and account in chart and chart[account].type in _SIDES
    ]


def _is_locked(tx: Tx) -> bool:
    return PeriodStatus.LOCKED in periods.statuses(tx).values()


def _locked(tx: Tx) -> list[Problem]:
    if not _is_locked(tx):
        return []
    return [problem("before_book.locked", N_("A year is locked: the figures before the book stay as they are."))]
