"""Share the surplus of a year as a general meeting resolved, carry a loss on, and pay members what they got."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.coop.dividends import ShareOf
from welfare_desk.coop.holdings import Act, Move, Moved
from welfare_desk.coop.statutory import Check, Meeting, checks_of, checks_of_meeting, stopping
from welfare_desk.coop.surplus import (
    SurplusAsk,
    SurplusRules,
    Worksheet,
    loss_entry,
    problems_of_rules,
    problems_of_sheet,
    surplus_entry,
)
from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.surplus_worksheet import lay_out, shown
from welfare_desk.services.coop_books import general_fund, refuse_no_till, refuse_other_books, refuse_wrong_day
from welfare_desk.services.desk import needs
from welfare_desk.storage import (
    accounts,
    coop_accounts,
    entries,
    holdings,
    periods,
    savings,
    settings,
    shares,
    surplus_facts,
    surpluses,
    trail,
)
from welfare_desk.storage.surpluses import PAYABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_ACT = {ShareOf.DIVIDEND: Act.DIVIDEND, ShareOf.PATRONAGE: Act.PATRONAGE}


class Planned(NamedTuple):
    """A surplus put to the meeting: the worksheet, its checks, and what keeps it from being posted today."""

    sheet: Worksheet
    checks: list[Check]
    problems: list[Problem]


def plan_surplus(tx: Tx, year: int, ask: SurplusAsk, meeting: Meeting = Meeting()) -> Planned:  # noqa: B008 - a value that never changes
    """Work out how the surplus of a fiscal year would be shared; nothing is kept."""
    refuse_other_books(tx)
    facts = surplus_facts.facts_of(tx, year)
    sheet = Worksheet(facts, ask, surpluses.rules(tx, facts.year_end))
    rules = sheet.rules
    met = checks_of_meeting(meeting, facts.year_end, rules.meeting_days, rules.section("54"))
    checks = [*checks_of(sheet), *met]
    found = _problems_of_year(tx, year) + problems_of_sheet(sheet) + _problems_of_others(tx, ask)
    if not found and surplus_facts.standing_result(tx) < facts.net_profit:
        text = N_("Only {left} baht of the result stand to be shared now.")
        found.append(problem("surplus.not_there", text, "year", left=surplus_facts.standing_result(tx)))
    return Planned(sheet, checks, found + stopping(checks))


def _problems_of_year(tx: Tx, year: int) -> list[Problem]:
    found: list[Problem] = []
    calendar = periods.calendar(tx)
    if year < calendar.year_of(calendar.first_day) - 1:
        text = N_("The book knows nothing of {year}.")
        found.append(problem("surplus.unknown_year", text, "year", year=year + BE_OFFSET))
    if not surplus_facts.is_closed(tx, year):
        text = N_("The books of {year} are not closed yet.")
        found.append(problem("surplus.not_closed", text, "year", year=year + BE_OFFSET))
    kept = surpluses.of_year(tx, year)
    if kept is not None:
        text = N_("The surplus of {year} was shared as {voucher}.")
        found.append(problem("surplus.shared", text, "year", year=year + BE_OFFSET, voucher=kept.voucher))
    return found


def _problems_of_others(tx: Tx, ask: SurplusAsk) -> list[Problem]:
    chart = accounts.chart(tx)
    may_get = (AccountType.EQUITY, AccountType.LIABILITY)
    kept = set(coop_accounts.roles(tx).values())
    text = N_("{account} can get nothing of a surplus here: choose a fund or a debt of the book's own.")
    return [
        problem("surplus.account", text, "others", account=code)
        for code in ask.others
        if code not in chart or not may_post(chart[code]) or chart[code].type not in may_get or code in kept
    ]


def planned_report(tx: Tx, planned: Planned, meeting: Meeting, today: date) -> Report:
    """Lay a plan out as the paper for the meeting, with what still stands in its way."""
    report = lay_out(tx, shown(planned.sheet, meeting))
    said = tuple({each.code: each.sentence() for each in planned.problems}.values())
    book_name = named(settings.get(tx, "name_th"), settings.find(tx, "name_en"))
    return replace(report, notes=(*report.notes, *said), book_name=book_name, made_on=today)


def paper_for_meeting(tx: Tx, year: int, ask: SurplusAsk, meeting: Meeting, today: date) -> Report:
    """Work a sharing out and lay it out as the paper for the meeting."""
    return planned_report(tx, plan_surplus(tx, year, ask, meeting), meeting, today)


@needs(Permission.CLOSE)
def resolve_surplus(desk: Desk, year: int, ask: SurplusAsk, meeting: Meeting) -> Posted:
    """Post the sharing of a surplus as the general meeting resolved it, on the day of the meeting."""
    with desk.book.write() as tx:
        planned = plan_surplus(tx, year, ask, meeting)
        if planned.problems or meeting.day is None:
            raise RuleError(*{each.code: each for each in planned.problems}.values())
        refuse_wrong_day(tx, desk.today, meeting.day)
        sheet, roles, made = planned.sheet, coop_accounts.roles(tx), desk.made()
        memo = _("Sharing of the surplus of {year}, resolution {resolution}").format(
            year=year + BE_OFFSET, resolution=meeting.resolution.strip()
        )
        entry = surplus_entry(sheet, roles, meeting.day, general_fund(tx), memo)
        moves = tuple(
            Move(holding, roles[PAYABLE[each.kind]], _ACT[each.kind], -each.amount)
            for each in (*sheet.dividends, *sheet.refunds)
            for holding in (shares.ensure(tx, made, each.member, meeting.day),)
        )
        with holdings.post(tx, [Moved(entry, moves)], made) as posted:
            surpluses.add(tx, made, (sheet, planned.checks, meeting), posted[0].id)
    return posted[0]


@needs(Permission.CLOSE)
def carry_loss(desk: Desk, year: int, meeting: Meeting) -> Posted:
    """Carry the loss of a closed year into the accumulated loss, on the day of the meeting that took note of it."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        facts = surplus_facts.facts_of(tx, year)
        found = _problems_of_year(tx, year)
        if facts.net_profit >= ZERO:
            text = N_("The year {year} made no loss.")
            found.append(problem("surplus.no_loss", text, "year", year=year + BE_OFFSET))
        found += stopping(checks_of_meeting(meeting, facts.year_end, 0, ""))
        roles = coop_accounts.roles(tx)
        if not found and surplus_facts.standing_result(tx) > facts.net_profit:
            text = N_("The loss of {year} was carried on already.")
            found.append(problem("surplus.carried", text, "year", year=year + BE_OFFSET))
        if found or meeting.day is None:
            raise RuleError(*found)
        refuse_wrong_day(tx, desk.today, meeting.day)
        memo = _("Loss of {year} carried on, resolution {resolution}").format(
            year=year + BE_OFFSET, resolution=meeting.resolution.strip()
        )
        entry = loss_entry(-facts.net_profit, roles, meeting.day, general_fund(tx), memo)
        made = desk.made()
        posted = entries.add(tx, entry, made)
        trail.add(
            tx, made, "surplus.loss_carried", str(year), voucher=posted.voucher, satang=-facts.net_profit.satang,
            resolution=meeting.resolution.strip(),
        )  # fmt: skip
    return posted


# Paying it out


@needs(Permission.RECORD)
def pay_surplus(desk: Desk, kind: ShareOf, day: date, account: str, members: Sequence[str] = ()) -> Posted:
    """Pay members (none named: all) what they have still to get of dividends or refunds, from cash or a bank."""
    with desk.book.write() as tx:
        refuse_no_till(tx, account)
        owed = _owed(tx, desk, kind, day, members)
        made, payable = desk.made(), coop_accounts.roles(tx)[PAYABLE[kind]]
        total, fund = Money.sum(owed.values()), general_fund(tx)
        lines = (*_lines(owed, payable, fund), Posting(account, fund, -total))
        entry = Entry(day, Series.PAYMENT, _memo(kind), lines, _payee(owed))
        return _pay(tx, made, kind, Moved(entry, _moves(tx, owed, payable, kind)), owed)


class Credited(NamedTuple):
    """What went into savings accounts: the voucher, and the members who have no account to take it."""

    posted: Posted
    without: tuple[str, ...]


@needs(Permission.RECORD)
def credit_surplus(desk: Desk, kind: ShareOf, day: date, members: Sequence[str] = ()) -> Credited:
    """Put what members (none named: all) have still to get into their savings accounts; who has none is left out."""
    with desk.book.write() as tx:
        asked = _owed(tx, desk, kind, day, members)
        main = savings.main_accounts(tx)
        without = tuple(member for member in asked if member not in main)
        owed = {member: amount for member, amount in asked.items() if member in main}
        if not owed:
            text = N_("None of these members has a savings account that takes money.")
            raise RuleError(problem("surplus.no_savings", text, "members"))
        made, payable, fund = desk.made(), coop_accounts.roles(tx)[PAYABLE[kind]], general_fund(tx)
        into = tuple(Posting(main[member].account, fund, -amount, member) for member, amount in owed.items())
        entry = Entry(day, Series.GENERAL, _memo(kind), (*_lines(owed, payable, fund), *into))
        moves = _moves(tx, owed, payable, kind) + tuple(
            Move(main[member].holding, main[member].account, _ACT[kind], -amount) for member, amount in owed.items()
        )
        return Credited(_pay(tx, made, kind, Moved(entry, moves), owed), without)


def _owed(tx: Tx, desk: Desk, kind: ShareOf, day: date, members: Sequence[str]) -> dict[str, Money]:
    refuse_other_books(tx)
    refuse_wrong_day(tx, desk.today, day)
    unpaid = surpluses.unpaid(tx, kind)
    text = N_("{member} has nothing to get.")
    found = [
        problem("surplus.nothing_owed", text, "members", member=member) for member in members if member not in unpaid
    ]
    if not members and not unpaid:
        found.append(problem("surplus.all_paid", N_("Nothing is left to pay."), "members"))
    if found:
        raise RuleError(*found)
    return {member: unpaid[member] for member in dict.fromkeys(members)} if members else unpaid


def _lines(owed: Mapping[str, Money], payable: str, fund: str) -> tuple[Posting, ...]:
    return tuple(Posting(payable, fund, amount, member) for member, amount in owed.items())


def _moves(tx: Tx, owed: Mapping[str, Money], payable: str, kind: ShareOf) -> tuple[Move, ...]:
    return tuple(Move(_share_holding(tx, member), payable, _ACT[kind], amount) for member, amount in owed.items())


def _share_holding(tx: Tx, member: str) -> int:
    found = shares.holding_of(tx, member)
    assert found is not None  # noqa: S101 - told to the type checker: what is unpaid stands on it
    return found.id


def _pay(tx: Tx, made: Made, kind: ShareOf, moved: Moved, owed: Mapping[str, Money]) -> Posted:
    with holdings.post(tx, [moved], made) as posted:
        pass
    trail.add(
        tx, made, "surplus.paid", posted[0].voucher, kind=kind.value, members=len(owed),
        satang=Money.sum(owed.values()).satang,
    )  # fmt: skip
    return posted[0]


def _memo(kind: ShareOf) -> str:
    return _("Dividends paid out") if kind is ShareOf.DIVIDEND else _("Patronage refunds paid out")


def _payee(owed: Mapping[str, Money]) -> str:
    return next(iter(owed)) if len(owed) == 1 else ""


# Its rules


def surplus_rules(tx: Tx, day: date) -> SurplusRules:
    """Read by which limits a surplus is shared on a day."""
    return surpluses.rules(tx, day)


@needs(Permission.SET_UP)
def set_surplus_rules(desk: Desk, given: Mapping[str, Any], from_day: date) -> SurplusRules:
    """Set limits of the sharing from a day on, by the names of `SurplusRules`; rates in millionths, money in satang.

    What was set before and is not named stays.
    """
    with desk.book.write() as tx:
        refuse_other_books(tx)
        kept = surpluses.given_rules(tx, from_day) | dict(given)
        rules = surpluses.rules_with(SurplusRules(), kept)
        if found := problems_of_rules(rules):
            raise RuleError(*found)
        surpluses.keep_rules(tx, kept, from_day)
        made = desk.made()
        trail.add(tx, made, "surplus.rules_set", settings.get(tx, "id"), day=from_day.isoformat(), fields=sorted(given))
        return surpluses.rules(tx, from_day)
