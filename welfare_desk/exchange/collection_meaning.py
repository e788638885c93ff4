"""What each row of a collection sheet means: whose it is, what keeps it from being posted, what should be seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months, last_of_month
from welfare_desk.exchange.collection_answers import Decision
from welfare_desk.exchange.collection_rows import PersonRow, TotalKind, TotalRow
from welfare_desk.exchange.crossfoot import Counted, WrongTotal, check_total
from welfare_desk.exchange.payers import Match, Register, Registered
from welfare_desk.exchange.receipt_numbers import receipt_of
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.plans import Period, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date


class RowState(Enum):
    """What becomes of a row: no payment, posted before, ready to post, a person must decide, or left out."""

    NO_PAYMENT = "no_payment"
    POSTED = "posted"
    READY = "ready"
    ASKS = "asks"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A row as it was understood.

    `flags` are the codes of all that a person should see; those in `questions` keep the row from being posted.
    `suggestions` are numbers of members it may be. `is_unidentified` sends the money to 2901.
    """

    read: PersonRow
    state: RowState
    member: str | None
    amount: Money | None
    amount_kind: str
    day: date | None
    day_kind: str
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    is_unidentified: bool = False

    @property
    def receipt(self) -> str:
        """Name the paper receipt: `21/021`."""
        return receipt_of(self.read)


def understood(
    persons: Sequence[PersonRow], register: Register, plan: Plan, answers: Mapping[str, Decision]
) -> list[CollectionRow]:
    """Understand each row; of a member who stands there twice with a payment the later rows ask."""
    rows = [_understand(person, register, plan, answers.get(person.key)) for person in persons]
    payments = Counter(row.member for row in rows if _counts(row))
    seen: set[str | None] = set()
    checked: list[CollectionRow] = []
    for row in rows:
        if _counts(row) and payments[row.member] > 1:
            asks = row.member in seen and not answers.get(row.read.key, Decision()).keeps
            seen.add(row.member)
            checked.append(_listed_twice(row, asks=asks))
        else:
            checked.append(row)
    return checked


def far_days_told(rows: Sequence[CollectionRow], month: date | None) -> list[CollectionRow]:
    """Flag the days that lie more than a month outside the sheet's own: a mistyped year or month."""
    if month is None:
        return list(rows)
    first, last = add_months(month, -1), last_of_month(add_months(month, 1))
    return [
        replace(row, flags=(*row.flags, "day_outside_month"))
        if row.day is not None and not first <= row.day <= last
        else row
        for row in rows
    ]


def _counts(row: CollectionRow) -> bool:
    return row.member is not None and row.amount is not None and row.state is not RowState.LEFT_OUT


def _listed_twice(row: CollectionRow, *, asks: bool) -> CollectionRow:
    flags = (*row.flags, "listed_twice")
    if not asks:
        return replace(row, flags=flags)
    return replace(row, flags=flags, questions=(*row.questions, "listed_twice"), state=RowState.ASKS)


def _understand(person: PersonRow, register: Register, plan: Plan, answer: Decision | None) -> CollectionRow:
    match = _match(person, register)
    kind = amount_kind_of(person, plan)
    if not person.has_payment:
        hidden = ("hidden_row",) if person.is_hidden else ()
        return CollectionRow(person, RowState.NO_PAYMENT, match.number, None, kind, None, "none", hidden)
    answer = answer or Decision()
    member = None if answer.is_unidentified else answer.member or match.number
    day = answer.day or person.day.value
    amount = answer.amount or person.paid
    questions = tuple(_questions(person, match, member, day, answer))
    flags = dict.fromkeys([*questions, *_told(person, match, register.members.get(member or ""), day)])
    state = RowState.LEFT_OUT if answer.leaves_out else RowState.ASKS if questions else RowState.READY
    return CollectionRow(
        person,
        state,
        member,
        amount,
        kind,
        day,
        person.day.code or "ce_real",
        tuple(flags),
        () if answer.leaves_out else questions,
        match.suggestions,
        answer.is_unidentified,
    )


def _match(person: PersonRow, register: Register) -> Match:
    if not person.name and not person.number:
        return Match(None, "no_payer")
    return register.match(person.number, person.name, person.village)


def _questions(
    person: PersonRow, match: Match, member: str | None, day: date | None, answer: Decision
) -> Iterator[str]:
    if member is None and not answer.is_unidentified:
        yield match.code
    if answer.amount is None and (person.paid is None or person.paid < ZERO):
        yield f"amount_{person.amount.code}"
    if day is None:
        yield f"day_{person.day.code or 'missing'}"


def _told(person: PersonRow, match: Match, member: Registered | None, day: date | None) -> Iterator[str]:
    """Say what a treasurer should see; none of it keeps a payment from being taken."""
    if person.is_hidden:
        yield "hidden_row"
    if member is None:
        return
    if match.number is not None and match.code:
        yield match.code
    is_over = member.ended is None or day is None or day > member.ended
    if member.status in ("suspended", "lapsed", "resigned", "dead") and is_over:
        yield f"payer_{member.status}"
    if day is not None and member.entry_day is not None and day < member.entry_day:
        yield "payer_before_entry"
    if person.village and member.village and person.village != member.village:
        yield "other_village"


_WHOLE_PARTS_OF_A_YEAR = (2, 3, 4, 6)


def amount_kind_of(person: PersonRow, plan: Plan) -> str:
    """Tell how an amount is written, or else what it pays: several months at once, or part of what is due.

    Several months are 2, 3, 4 or 6, as people pay in; a month, a year and whole years are simply a number.
    """
    written = person.amount.code or "number"
    if written != "number" or person.paid is None or plan.period not in (Period.DAY, Period.MONTH):
        return written
    if plan.period is Period.MONTH:
        least, most, year = plan.amount, plan.amount, (plan.amount * 12,)
    else:
        least, most = plan.amount * 30, plan.amount * 31
        year = (plan.amount * 360, plan.amount * 365, plan.amount * 366)
    if any(least * count <= person.paid <= most * count for count in _WHOLE_PARTS_OF_A_YEAR):
        return "several_months"
    month = plan.amount * 28 if plan.period is Period.DAY else least
    is_years = any(person.paid.satang % amount.satang == 0 for amount in year)
    return "number" if month <= person.paid <= most or is_years else "partial"


def wrong_totals(totals: Sequence[TotalRow]) -> list[WrongTotal]:
    """Check the totals of a sheet; a grand total that only adds up a wrong one is wrong by being carried on."""
    found: list[WrongTotal] = []
    villages = [total for total in totals if total.kind is TotalKind.VILLAGE]
    for total in totals:
        parts = [Counted(person.cells["amount"], person.paid or ZERO) for person in total.persons]
        wrong = check_total(total.sheet, total.village, Counted(total.cell, total.shown), parts)
        if wrong is None:
            continue
        carried = next((each for each in found if total.kind is TotalKind.GRAND and each.village), None)
        if carried is not None and total.shown == Money.sum(each.shown for each in villages):
            wrong = replace(wrong, cell=carried.cell, cause="carried_on", likely=wrong.right)
        found.append(wrong)
    return found
