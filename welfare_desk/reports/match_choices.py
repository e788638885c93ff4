"""What the page of matching money offers: the programmes of a day, the accounts, and what may follow in a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.accounts import AccountType, CashFlow, may_post
from welfare_desk.storage import accounts, matching, proposals, settings
from welfare_desk.welfare.match_rounds import MatchStep, figures_of, next_steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.matching import MatchProgramme, MatchTerms


class ProgrammeChoice(NamedTuple):
    """A programme with the terms of a day."""

    programme: MatchProgramme
    terms: MatchTerms


class RoundChoice(NamedTuple):
    """A round, where it stands, how many are put forward and left out, what may follow, and its vouchers of money."""

    round: MatchRound
    figures: MatchFigures
    people: int
    left_out: int
    next: list[MatchStep]
    received: list[str]


def programmes_on(tx: Tx, day: date) -> list[ProgrammeChoice]:
    """Give the programmes in force on a day."""
    return [ProgrammeChoice(each.programme, each.terms) for each in matching.programmes(tx, day).values()]


def first_month(tx: Tx) -> int:
    """Tell in which month the fiscal year of the book begins."""
    return int(settings.get(tx, "fiscal_year_start"))


def round_choice(tx: Tx, number: int) -> RoundChoice:
    """Give a round and what may follow in it; an unknown number is a `KeyError`."""
    one, steps = matching.rounds(tx, number)[number], matching.events(tx, number)[number]
    figures = figures_of(steps)
    received = [each.voucher for each in steps if each.step is MatchStep.RECEIVED and each.voucher]
    return RoundChoice(one, figures, *matching.people_of(tx)[number], next_steps(figures, one.terms), received)


def proposal_facts(tx: Tx) -> dict[str, str]:
    """Read what the committee told of the fund for proposals; what was not told is an empty text."""
    return proposals.kept(tx)


def proposed(figures: MatchFigures, step: MatchStep) -> Money | None:
    """Give the amount that a step would usually have, or nothing where none is known."""
    known = {
        MatchStep.ASKED: figures.to_ask,
        MatchStep.APPROVED: figures.asked,
        MatchStep.RECEIVED: figures.outstanding,
        MatchStep.LAPSED: figures.outstanding,
        MatchStep.RETURNED: figures.to_return,
    }
    return known.get(step) or None


def incomes(tx: Tx) -> list[tuple[str, str]]:
    """Give the income accounts, each with its name, in the order of the chart."""
    return _accounts(tx, lambda each: each.type is AccountType.INCOME)


def receivables(tx: Tx) -> list[tuple[str, str]]:
    """Give the accounts that may wait for approved money, each with its name, in the order of the chart."""
    return _accounts(tx, lambda each: each.type is AccountType.ASSET and each.cash_flow is not CashFlow.CASH)


def expenses(tx: Tx) -> list[tuple[str, str]]:
    """Give the expense accounts, each with its name, in the order of the chart."""
    return _accounts(tx, lambda each: each.type is AccountType.EXPENSE)


def _accounts(tx: Tx, wanted: Callable[[Account], bool]) -> list[tuple[str, str]]:
    chart = accounts.chart(tx).values()
    return [(each.code, f"{each.code} {each.name}") for each in chart if may_post(each) and wanted(each)]
