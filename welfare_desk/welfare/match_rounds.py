"""Rounds of matching money: asked, approved and received are three things, and what each of them posts.

An approval is income only after its letter (Dr receivable Cr income); what lapses is taken back out of the same
income, also in a later year. What was given too much is owed to the giver (Dr income Cr 2202) until it goes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series, credit, debit
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welfare_desk.welfare.contributions import Parts
    from welfare_desk.welfare.matching import MatchProgramme, MatchTerms

OVER_MATCH = "2202"


class MatchStep(Enum):
    """What became of a round."""

    OPENED = "opened"
    ASKED = "asked"
    APPROVED = "approved"
    LAPSED = "lapsed"
    RECEIVED = "received"
    EXCESS = "excess"
    RETURNED = "returned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MatchLetter:
    """A step as a letter, slip or passbook says it: its day, its amount and its number."""

    day: date
    amount: Money
    number: str = ""


@dataclass(frozen=True, slots=True)
class MatchEvent:
    """A step of a round with its letter; `voucher` is the entry that it posted, if any."""

    step: MatchStep
    letter: MatchLetter
    voucher: str | None = None


@dataclass(frozen=True, slots=True)
class MatchRound:
    """One round of a programme: its number, the Gregorian year whose dues count, its cut-off, and the terms of then."""

    number: int
    programme: MatchProgramme
    terms: MatchTerms
    year: int
    cutoff: date


@dataclass(frozen=True, slots=True)
class MatchFigures:
    """Where a round stands; each amount by itself."""

    to_ask: Money = ZERO
    asked: Money = ZERO
    approved: Money = ZERO
    lapsed: Money = ZERO
    received: Money = ZERO
    excess: Money = ZERO
    returned: Money = ZERO
    is_asked: bool = False
    is_closed: bool = False

    @property
    def outstanding(self) -> Money:
        """Tell what is approved and has neither come nor lapsed."""
        return max(ZERO, self.approved - self.lapsed - self.received)

    @property
    def brought(self) -> Money:
        """Tell what came and did not go back."""
        return self.received - self.returned

    @property
    def to_return(self) -> Money:
        """Tell what was given too much and has not gone back."""
        return self.excess - self.returned


def figures_of(events: Iterable[MatchEvent]) -> MatchFigures:
    """Add up the steps that count; a closed round is open again once a reversal changes what it had brought."""
    sums = dict.fromkeys(MatchStep, ZERO)
    seen: set[MatchStep] = set()
    closed_with: Money | None = None
    for each in events:
        sums[each.step] += each.letter.amount
        seen.add(each.step)
        closed_with = each.letter.amount if each.step is MatchStep.CLOSED else closed_with
    figures = MatchFigures(
        sums[MatchStep.OPENED],
        sums[MatchStep.ASKED],
        sums[MatchStep.APPROVED],
        sums[MatchStep.LAPSED],
        sums[MatchStep.RECEIVED],
        sums[MatchStep.EXCESS],
        sums[MatchStep.RETURNED],
        MatchStep.ASKED in seen,
    )
    is_closed = closed_with == figures.brought and not figures.outstanding and not figures.to_return
    return replace(figures, is_closed=is_closed)


_LIMITS = {
    MatchStep.ASKED: N_("The members of the round give {most} baht; no more can be asked for."),
    MatchStep.LAPSED: N_("{most} baht is approved and not received; no more can lapse."),
    MatchStep.EXCESS: N_("{most} baht was received and not found too much; no more can be."),
    MatchStep.RETURNED: N_("{most} baht is to go back to the giver; no more can."),
}


def problems_of_step(step: MatchStep, letter: MatchLetter, figures: MatchFigures, terms: MatchTerms) -> list[Problem]:
    """Find everything that keeps a round from taking a step; a letter's number is asked of a request and its answer."""
    if figures.is_closed:
        return [problem("match.closed", N_("This round is closed."), "round")]
    if step is MatchStep.CLOSED:
        return _problems_of_closing(figures)
    found: list[Problem] = []
    if letter.amount <= ZERO:
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if step in {MatchStep.ASKED, MatchStep.APPROVED, MatchStep.LAPSED} and not letter.number.strip():
        found.append(problem("match.no_letter", N_("Write the number of the letter."), "letter"))
    if step is MatchStep.ASKED and figures.is_asked:
        found.append(problem("match.asked", N_("This round was asked for already."), "round"))
    if step is not MatchStep.ASKED and not figures.is_asked:
        found.append(problem("match.not_asked", N_("Write down first what was asked for."), "round"))
    if step is MatchStep.EXCESS and not terms.returns_excess:
        text = N_("By the terms of this round the fund keeps what is over.")
        found.append(problem("match.keeps_excess", text, "round"))
    most = {
        MatchStep.ASKED: figures.to_ask,
        MatchStep.LAPSED: figures.outstanding,
        MatchStep.EXCESS: figures.received - figures.excess,
        MatchStep.RETURNED: figures.to_return,
    }
    if step in most and letter.amount > most[step]:
        found.append(problem("match.too_much", _LIMITS[step], "amount", most=max(ZERO, most[step])))
    return found


def next_steps(figures: MatchFigures, terms: MatchTerms) -> list[MatchStep]:
    """Tell what may follow where a round stands, in the order in which it usually comes."""
    usual = (
        MatchStep.ASKED,
        MatchStep.APPROVED,
        MatchStep.RECEIVED,
        MatchStep.LAPSED,
        MatchStep.EXCESS,
        MatchStep.RETURNED,
        MatchStep.CLOSED,
    )
    least = MatchLetter(date.min, Money(1), "-")
    return [each for each in usual if not problems_of_step(each, least, figures, terms)]


def _problems_of_closing(figures: MatchFigures) -> list[Problem]:
    found: list[Problem] = []
    if figures.outstanding:
        text = N_("{amount} baht is approved and not received; let it lapse first.")
        found.append(problem("match.outstanding", text, "round", amount=figures.outstanding))
    if figures.to_return:
        text = N_("{amount} baht is still to go back to the giver.")
        found.append(problem("match.to_return", text, "round", amount=figures.to_return))
    return found


# What the steps post

_MEMOS = {
    MatchStep.APPROVED: N_("Matching money approved, round {round}, letter {letter}"),
    MatchStep.LAPSED: N_("Approved matching money that will not come, round {round}, letter {letter}"),
    MatchStep.RECEIVED: N_("Matching money received, round {round} {letter}"),
    MatchStep.EXCESS: N_("Matching money above what was due, round {round} {letter}"),
    MatchStep.RETURNED: N_("Matching money given back, round {round} {letter}"),
}


def approval_entry(one: MatchRound, claimed: str, letter: MatchLetter, parts: Parts) -> Entry:
    """Post an approval by its letter (Dr receivable Cr income), in the funds that share the income."""
    return _entry(one, MatchStep.APPROVED, letter, Series.GENERAL, _pairs(claimed, one.programme.income, parts))


def lapse_entry(one: MatchRound, claimed: str, letter: MatchLetter, parts: Parts) -> Entry:
    """Take back an approval that will not come (Dr income Cr receivable), in the funds that wait for it."""
    return _entry(one, MatchStep.LAPSED, letter, Series.GENERAL, _pairs(one.programme.income, claimed, parts))


def receipt_entry(one: MatchRound, letter: MatchLetter, account: str, claimed: Parts, income: Parts) -> Entry:
    """Post money that came: first against what is waited for (`claimed`), the rest as income."""
    receivable = one.programme.receivable or ""
    sums: dict[str, Money] = {}
    for fund, part in (*claimed, *income):
        sums[fund] = sums.get(fund, ZERO) + part
    lines = [debit(account, fund, part) for fund, part in sums.items()]
    lines += [credit(receivable, fund, part) for fund, part in claimed]
    lines += [credit(one.programme.income, fund, part) for fund, part in income]
    return _entry(one, MatchStep.RECEIVED, letter, Series.RECEIPT, lines)


def excess_entry(one: MatchRound, letter: MatchLetter, held: Parts) -> Entry:
    """Post what was given too much (Dr income Cr 2202), in the funds whose income it was."""
    parts = parts_of(letter.amount, held)
    return _entry(one, MatchStep.EXCESS, letter, Series.GENERAL, _pairs(one.programme.income, OVER_MATCH, parts))


def return_entry(one: MatchRound, letter: MatchLetter, account: str, held: Parts) -> Entry:
    """Post what goes back to the giver (Dr 2202 Cr bank)."""
    parts = parts_of(letter.amount, held)
    return _entry(one, MatchStep.RETURNED, letter, Series.PAYMENT, _pairs(OVER_MATCH, account, parts))


def _pairs(debited: str, credited: str, parts: Parts) -> list[Posting]:
    lines = [debit(debited, fund, part) for fund, part in parts]
    return lines + [credit(credited, fund, part) for fund, part in parts]


def _entry(one: MatchRound, step: MatchStep, letter: MatchLetter, series: Series, lines: list[Posting]) -> Entry:
    memo = fill(_(_MEMOS[step]), {"round": one.number, "letter": letter.number.strip()}).strip()
    return Entry(letter.day, series, memo, tuple(lines), one.programme.name)
