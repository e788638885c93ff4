"""What the status form tells: one reading of the book as of a day, for the form and for the files handed up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import add_months, full_years
from welfare_desk.members.register import Status
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.balances import turnovers
from welfare_desk.reports.benefit_lines import by_key, keys_of, kinds_of, lines_of, named_line, number_of
from welfare_desk.storage import accounts, dues, form10, fund_profile, given, matching, members, officers, periods
from welfare_desk.welfare.benefit_defaults import LINES
from welfare_desk.welfare.benefits import BenefitClass
from welfare_desk.welfare.committee import in_office
from welfare_desk.welfare.match_rounds import figures_of
from welfare_desk.welfare.status_form import financial_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.members.register import Member
    from welfare_desk.reports.benefit_lines import Line
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.form10 import Before
    from welfare_desk.welfare.committee import Officer
    from welfare_desk.welfare.match_rounds import MatchFigures, MatchRound
    from welfare_desk.welfare.plans import Plan
    from welfare_desk.welfare.status_form import FinancialPosition

_YOUNG, _OLD = 18, 60
_DISABLED = "พิการ"
_A_DAY = timedelta(days=1)


class People(NamedTuple):
    """How many members of a kind there ever were, and how many there are."""

    ever: int
    now: int


class Membership(NamedTuple):
    """Section 3: members ever, now, and those who left by why; kinds of members; villages where members live."""

    all: People
    dead: int
    resigned: int
    lapsed: int
    young: People
    old: People
    disabled: People
    disadvantaged: People
    general: People
    ages_unknown: int
    villages: int


class BenefitSums(NamedTuple):
    """What was given under a line: people and baht, in the past year and since the founding."""

    line: Line
    people: int
    amount: Money
    people_ever: int
    amount_ever: Money


class Round(NamedTuple):
    """A round of matching money: who was put forward, and its figures."""

    round: MatchRound
    people: int
    figures: MatchFigures


class FormFacts(NamedTuple):
    """Everything the status form tells as of a day; `since` is the first day of its past year."""

    day: date
    since: date
    profile: Mapping[str, str]
    members: Membership
    rounds: Sequence[Round]
    plan: Plan
    benefits: Sequence[BenefitSums]
    ledger_year: Money
    community: Sequence[tuple[Account, Money, Money]]
    sitting: Sequence[Officer]
    position: FinancialPosition
    before: Mapping[str, Before]


def read(tx: Tx, day: date) -> FormFacts:
    """Read what the form tells as of a day; the past year are the twelve months up to it."""
    since = add_months(day + _A_DAY, -12)
    before = form10.figures_before(tx)
    people_of = matching.people_of(tx)
    rounds = [
        Round(one, people_of.get(number, (0, 0))[0], figures_of(matching.events(tx, number).get(number, ())))
        for number, one in matching.rounds(tx).items()
        if one.cutoff <= day
    ]
    return FormFacts(
        day,
        since,
        fund_profile.told(tx),
        membership(members.all_members(tx), day),
        rounds,
        dues.usual_plan(tx, day),
        _benefits(tx, since, day, before),
        _ledger(tx, since, day, "51"),
        _community(tx, since, day, before),
        in_office(officers.officers(tx).values(), day),
        position(tx, day),
        before,
    )


def position(tx: Tx, day: date) -> FinancialPosition:
    """Work out section 10 as of a day."""
    sums: dict[str, int] = {}
    for each in turnovers(tx, None, day):
        sums[each.account] = sums.get(each.account, 0) + each.balance
    return financial_position(form10.carried(tx, sums, day), accounts.chart(tx), form10.money_before(tx))


def membership(register: Iterable[Member], day: date) -> Membership:
    """Count members as of a day; a person written down twice counts once, one who has yet to decide not at all."""
    ever = [
        each
        for each in register
        if each.statuses
        and (each.entry_day is None or each.entry_day <= day)
        and each.status_on(day) is not Status.MERGED
    ]
    here = [each for each in ever if each.was_member(day) or (each.entry_day is None and _is_here(each, day))]
    now = {each.number for each in here}
    left = [each.status_on(day) for each in ever if each.number not in now]
    ages = {each.number: full_years(each.birth_day, day) for each in ever if each.birth_day is not None}

    def of(found: Iterable[Member]) -> People:
        numbers = [each.number for each in found]
        return People(len(numbers), sum(each in now for each in numbers))

    grouped = [each for each in ever if each.vulnerable]
    return Membership(
        of(ever),
        left.count(Status.DEAD),
        left.count(Status.RESIGNED),
        left.count(Status.LAPSED),
        of(each for each in ever if ages.get(each.number, _OLD) <= _YOUNG),
        of(each for each in ever if ages.get(each.number, 0) >= _OLD),
        of(each for each in grouped if _DISABLED in each.vulnerable),
        of(each for each in grouped if _DISABLED not in each.vulnerable),
        of(e for e in ever if not e.vulnerable and _YOUNG < ages.get(e.number, _YOUNG + 1) < _OLD),
        sum(each.number not in ages for each in here),
        len({each.village for each in here if each.village}),
    )


def _is_here(each: Member, day: date) -> bool:
    return each.status_on(day) not in (Status.DEAD, Status.RESIGNED, Status.LAPSED, Status.MERGED)


def _benefits(tx: Tx, since: date, day: date, before: Mapping[str, Before]) -> list[BenefitSums]:
    """Sum what was given by line; figures before the book take the place of lists of before it."""
    kinds = kinds_of(tx)
    lines = lines_of(kinds.values())
    detailed = {name: each for name, each in before.items() if name.startswith("6.")}
    first = periods.calendar(tx).first_day if detailed else date.min
    year = {each.line: each for each in given.summed(tx, since, day, keys_of(lines))}
    ever = {each.line: each for each in given.summed(tx, first, day, keys_of(lines))}
    every = {**lines, **{f"line {at}": named_line(at) for at in range(1, LINES + 1) if not _has(lines.values(), at)}}
    known = by_key(every, {*(line.key for line in every.values()), *year, *ever})
    found: list[BenefitSums] = []
    for key, line in sorted(known.items(), key=lambda one: (number_of(one[1]) or LINES + 1, one[0])):
        if line.of is not BenefitClass.MEMBER and number_of(line) is None:
            continue  # it stands in section 7, by its account
        accounts_of = {f"6.{each.account}" for code, each in kinds.items() if lines[code].key == key}
        earlier = [each for name, each in detailed.items() if name in accounts_of]
        now, all_of = year.get(key), ever.get(key)
        found.append(
            BenefitSums(
                line,
                now.people if now else 0,
                now.amount if now else ZERO,
                (all_of.people if all_of else 0) + sum(each.people for each in earlier),
                (all_of.amount if all_of else ZERO) + Money.sum(each.amount for each in earlier),
            )
        )
    return found


def _has(lines: Iterable[Line], number: int) -> bool:
    return any(each.number == number for each in lines)


def _community(
    tx: Tx, since: date, day: date, before: Mapping[str, Before]
) -> list[tuple[Account, Money, Money]]:  # fmt: skip
    """Give what the ledger says was given to the community by account: in the past year, and since the founding."""
    found: list[tuple[Account, Money, Money]] = []
    for code, account in accounts.chart(tx).items():
        if code.startswith("52") and not account.is_header:
            earlier = before.get(f"7.{code}")
            ever = _ledger(tx, date.min, day, code) + (earlier.amount if earlier else ZERO)
            found.append((account, _ledger(tx, since, day, code), ever))
    return found


def _ledger(tx: Tx, first: date, last: date, prefix: str) -> Money:
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account BETWEEN ? AND ? AND p.day BETWEEN ? AND ? AND e.kind <> 'closing'"
    )
    span = (prefix.ljust(4, "0"), prefix.ljust(4, "9"))
    return Money(tx.exec_driver_sql(asked, (*span, first.isoformat(), last.isoformat())).scalar_one())
