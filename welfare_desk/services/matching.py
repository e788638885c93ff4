"""Ask givers for matching money, and keep what they approve, what comes, what lapses and what goes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.payments import MoneyLine
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, candidates, entries, matching, settings, trail
from welfare_desk.welfare.contributions import parts_of
from welfare_desk.welfare.match_rounds import (
    OVER_MATCH,
    MatchEvent,
    MatchLetter,
    MatchStep,
    approval_entry,
    excess_entry,
    figures_of,
    lapse_entry,
    problems_of_step,
    receipt_entry,
    return_entry,
)
from welfare_desk.welfare.matching import ask

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.contributions import Parts
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.matching import MatchProgramme, MatchTerms

_ACTS = {
    MatchStep.ASKED: "match.asked",
    MatchStep.APPROVED: "match.approved",
    MatchStep.LAPSED: "match.lapsed",
    MatchStep.RECEIVED: "match.received",
    MatchStep.EXCESS: "match.excess_found",
    MatchStep.RETURNED: "match.returned",
    MatchStep.CLOSED: "match.closed",
}


# Programmes and rounds


@needs(Permission.SET_UP)
def keep_programme(desk: Desk, programme: MatchProgramme, terms: MatchTerms, from_day: date) -> None:
    """Keep a programme of matching money with its terms from a day on; rounds already opened keep theirs."""
    with desk.book.write() as tx:
        if found := [*programme.problems(accounts.chart(tx)), *terms.problems()]:
            raise RuleError(*found)
        kept = replace(programme, code=programme.code.strip(), name_th=programme.name_th.strip())
        matching.add_programme(tx, kept, terms, from_day)
        trail.add(tx, desk.made(), "match.programme_kept", kept.code, day=from_day.isoformat())


@needs(Permission.RECORD)
def open_round(desk: Desk, code: str, year: int) -> int:
    """Open a round for the dues of a fiscal year (Gregorian year of its end), freeze its list, and give its number."""
    with desk.book.write() as tx:
        kept = matching.programmes(tx, desk.today).get(code.strip())
        if kept is None:
            text = N_("There is no programme of matching money “{code}” today.")
            raise RuleError(problem("match.no_programme", text, "programme", code=code))
        cutoff = kept.terms.cutoff(year, int(settings.get(tx, "fiscal_year_start")))
        if cutoff > desk.today:
            text = N_("The cut-off day {day} has not come yet.")
            raise RuleError(problem("match.before_cutoff", text, "year", day=cutoff))
        asking = ask(candidates.candidates(tx, kept, year, cutoff, desk.today), kept.terms)
        if not asking.people:
            text = N_("Nobody can be put forward: no member meets every term of the programme.")
            raise RuleError(problem("match.nobody", text, "programme"))
        number = matching.add_round(tx, kept, year, cutoff)
        matching.add_members(tx, number, asking)
        matching.add_event(tx, number, MatchStep.OPENED, MatchLetter(desk.today, asking.asked))
        trail.add(
            tx, desk.made(), matching.OPENED, str(number), programme=kept.programme.code, count=len(asking.people),
            satang=asking.asked.satang, sha256=matching.list_hash(tx, number),
        )  # fmt: skip
    return number


@needs(Permission.RECORD)
def record_asked(desk: Desk, number: int, letter: MatchLetter) -> None:
    """Write down what a round was asked for, by its letter; nothing is posted."""
    with desk.book.write() as tx:
        _look(tx, desk, number, MatchStep.ASKED, letter)
        _keep(tx, desk, number, MatchStep.ASKED, letter)


@needs(Permission.RECORD)
def close_round(desk: Desk, number: int, day: date) -> None:
    """Close a round; one that brought nothing no longer counts for its members."""
    with desk.book.write() as tx:
        letter = MatchLetter(day, ZERO)
        _one, figures = _look(tx, desk, number, MatchStep.CLOSED, letter)
        _keep(tx, desk, number, MatchStep.CLOSED, replace(letter, amount=figures.brought))


# What the giver says and sends


@needs(Permission.RECORD)
def record_approval(desk: Desk, number: int, letter: MatchLetter) -> Posted | None:
    """Keep an approval by its letter; a programme with a receivable posts what is now waited for."""
    with desk.book.write() as tx:
        one, figures = _look(tx, desk, number, MatchStep.APPROVED, letter)
        claimed = one.programme.receivable
        after = replace(figures, approved=figures.approved + letter.amount)
        missing = after.outstanding - _total(matching.moved(tx, number, claimed)) if claimed else ZERO
        if claimed is None or missing <= ZERO:  # what came before its letter is income already
            return _keep(tx, desk, number, MatchStep.APPROVED, letter)
        parts = fund_rules(tx, letter.day).parts(MoneyLine(one.programme.income, missing))
        return _keep(tx, desk, number, MatchStep.APPROVED, letter, approval_entry(one, claimed, letter, parts))


@needs(Permission.RECORD)
def lapse_approval(desk: Desk, number: int, letter: MatchLetter) -> Posted | None:
    """Take back what was approved and will not come, against the same income."""
    with desk.book.write() as tx:
        one, _figures = _look(tx, desk, number, MatchStep.LAPSED, letter)
        claimed = one.programme.receivable
        held = _held(tx, number, claimed) if claimed else ()
        if claimed is None or not held:
            return _keep(tx, desk, number, MatchStep.LAPSED, letter)
        parts = parts_of(min(letter.amount, _total(held)), held)
        return _keep(tx, desk, number, MatchStep.LAPSED, letter, lapse_entry(one, claimed, letter, parts))


@needs(Permission.RECORD)
def record_receipt(desk: Desk, number: int, letter: MatchLetter, money_account: str) -> Posted | None:
    """Take in money of a round, all or an instalment: first what is waited for, the rest is income."""
    with desk.book.write() as tx:
        one, _figures = _look(tx, desk, number, MatchStep.RECEIVED, letter)
        _refuse_no_till(tx, money_account)
        held = _held(tx, number, one.programme.receivable) if one.programme.receivable else ()
        claimed = parts_of(min(letter.amount, _total(held)), held)
        rest = letter.amount - _total(claimed)
        income = fund_rules(tx, letter.day).parts(MoneyLine(one.programme.income, rest)) if rest else ()
        entry = receipt_entry(one, letter, money_account, claimed, income)
        return _keep(tx, desk, number, MatchStep.RECEIVED, letter, entry)


@needs(Permission.RECORD)
def find_excess(desk: Desk, number: int, letter: MatchLetter) -> Posted | None:
    """Put down what was received above what was due: it is owed to the giver and no longer income."""
    with desk.book.write() as tx:
        one, _figures = _look(tx, desk, number, MatchStep.EXCESS, letter)
        income = tuple((fund, -amount) for fund, amount in matching.moved(tx, number, one.programme.income))
        held = tuple((fund, amount) for fund, amount in income if amount > ZERO)
        if letter.amount > _total(held):
            text = N_("{most} baht of this round is income; no more can go back.")
            raise RuleError(problem("match.no_income", text, "amount", most=_total(held)))
        return _keep(tx, desk, number, MatchStep.EXCESS, letter, excess_entry(one, letter, held))


@needs(Permission.RECORD)
def return_excess(desk: Desk, number: int, letter: MatchLetter, money_account: str) -> Posted | None:
    """Pay back to the giver what was found too much."""
    with desk.book.write() as tx:
        one, _figures = _look(tx, desk, number, MatchStep.RETURNED, letter)
        _refuse_no_till(tx, money_account)
        owed = tuple((fund, -amount) for fund, amount in matching.moved(tx, number, OVER_MATCH))
        held = tuple((fund, amount) for fund, amount in owed if amount > ZERO)
        return _keep(tx, desk, number, MatchStep.RETURNED, letter, return_entry(one, letter, money_account, held))


# What they share


def _look(tx: Tx, desk: Desk, number: int, step: MatchStep, letter: MatchLetter) -> tuple[MatchRound, MatchFigures]:
    """Read a round and where it stands, and refuse a step that it cannot take."""
    one = matching.rounds(tx, number).get(number)
    if one is None:
        text = N_("There is no round {number} of matching money.")
        raise RuleError(problem("match.no_round", text, "round", number=number))
    steps: list[MatchEvent] = matching.events(tx, number)[number]
    figures = figures_of(steps)
    found = problems_of_step(step, letter, figures, one.terms)
    if letter.day > desk.today:
        found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
    if found:
        raise RuleError(*found)
    return one, figures


def _keep(
    tx: Tx, desk: Desk, number: int, step: MatchStep, letter: MatchLetter, entry: Entry | None = None
) -> Posted | None:
    """Keep a step with its entry, if it posts one, and its audit row."""
    made = desk.made()
    letter = replace(letter, number=letter.number.strip())
    posted: Posted | None = None
    if entry is None:
        matching.add_event(tx, number, step, letter)
    else:
        with entries.posting(tx, [entry], made, [[matching.event_hash(number, step, letter)]]) as found:
            posted = found[0]
            matching.add_event(tx, number, step, letter, posted.id)
    trail.add(
        tx, made, _ACTS[step], str(number), satang=letter.amount.satang, letter=letter.number,
        voucher=posted.voucher if posted else None,
        day=letter.day.isoformat(),
    )  # fmt: skip
    return posted


def _refuse_no_till(tx: Tx, account: str) -> None:
    found = accounts.chart(tx).get(account)
    if found is None or not is_till(found):
        raise RuleError(problem("match.account", N_("Choose the cash or bank account."), "account"))


def _held(tx: Tx, number: int, account: str) -> Parts:
    return tuple((fund, amount) for fund, amount in matching.moved(tx, number, account) if amount > ZERO)


def _total(parts: Parts | list[tuple[str, Money]]) -> Money:
    return Money.sum(amount for _fund, amount in parts)
