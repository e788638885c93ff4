"""What the law asks of a surplus, as lights: each with its section, and whether its source is confirmed.

The sections are those of the Cooperatives Act B.E. 2542 as they were read in published papers. Limits that nobody has
confirmed, or that by-laws set, are marked as such and only warn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from welfare_desk.coop.surplus import Worksheet


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a worksheet: whether it holds (None: it cannot be told yet), its words, and the section it rests on.

    `stops` tells whether nothing may be posted while it does not hold; `section` is empty where no law is known.
    """

    holds: bool | None
    words: Problem
    section: str = ""
    stops: bool = False
    is_confirmed: bool = True

    @property
    def code(self) -> str:
        """Name the test for programs."""
        return self.words.code


def check_as_mapping(check: Check) -> dict[str, Any]:
    """Write a test as plain values, so that it can be said again in either language."""
    return {
        "code": check.code,
        "text": check.words.text,
        "params": {name: _plain(value) for name, value in check.words.params.items()},
        "holds": check.holds,
        "section": check.section,
        "stops": check.stops,
        "is_confirmed": check.is_confirmed,
    }


def check_from_mapping(content: Mapping[str, Any]) -> Check:
    """Read a test from plain values."""
    params = {name: _value(each) for name, each in content["params"].items()}
    words = Problem(content["code"], content["text"], params)
    return Check(content["holds"], words, content["section"], content["stops"], content["is_confirmed"])


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"satang": value.satang}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(kept: Any) -> object:
    if not isinstance(kept, dict):
        return kept
    (kind, value), *_rest = cast("dict[str, Any]", kept).items()
    return Money(value) if kind == "satang" else date.fromisoformat(value)


def checks_of(sheet: Worksheet) -> list[Check]:
    """Hold a worksheet against everything that is asked of it, in its own order."""
    return [*_of_the_whole(sheet), *_of_reserve_and_fee(sheet), *_of_members(sheet), *_of_funds(sheet)]


def stopping(checks: Iterable[Check]) -> list[Problem]:
    """Name what keeps a worksheet from being posted."""
    return [each.words for each in checks if each.stops and not each.holds]


def _of_the_whole(sheet: Worksheet) -> Iterator[Check]:
    text = N_("Everything set aside adds up to {shared} baht of {profit} baht net profit.")
    figures = {"shared": sheet.shared, "profit": sheet.facts.net_profit}
    is_whole = sheet.shared == sheet.facts.net_profit and sheet.short == ZERO
    yield Check(is_whole, problem("surplus.whole", text, **figures), stops=True)
    if sheet.facts.accumulated_loss > ZERO:
        text = N_("The accumulated loss of {loss} baht is cleared first, with {cleared} baht.")
        figures = {"loss": sheet.facts.accumulated_loss, "cleared": sheet.loss_cleared}
        least = min(sheet.facts.accumulated_loss, sheet.facts.net_profit)
        holds = sheet.loss_cleared >= least
        yield Check(holds, problem("surplus.loss_first", text, **figures), stops=sheet.rules.clear_loss_first)


def _of_reserve_and_fee(sheet: Worksheet) -> Iterator[Check]:
    rules = sheet.rules
    if rules.reserve_rate:
        text = N_("The reserve gets {amount} baht; at least {least} baht ({rate} per cent of net profit) is asked for.")
        figures = {"amount": sheet.reserve, "least": sheet.reserve_least, "rate": percent(rules.reserve_rate)}
        holds = sheet.reserve >= sheet.reserve_least
        yield Check(holds, problem("surplus.reserve", text, **figures), rules.section("60"), stops=rules.by_law)
    if rules.league_rate:
        text = N_("The League fee is {amount} baht: {rate} per cent of net profit, {most} baht at most.")
        figures = {"amount": sheet.league, "rate": percent(rules.league_rate), "most": rules.league_most}
        holds = sheet.league <= rules.league_most
        yield Check(holds, problem("surplus.league", text, **figures), rules.section("60"), stops=True)


def _of_members(sheet: Worksheet) -> Iterator[Check]:
    rules, ask = sheet.rules, sheet.ask
    if rules.dividend_most is not None:
        text = N_("The dividend is {amount} baht; {most} baht ({rate} per cent a year by share-months) is the most.")
        figures = {"amount": sheet.dividend, "most": sheet.dividend_most, "rate": percent(rules.dividend_most)}
        holds = sheet.dividend <= sheet.dividend_most
        yield Check(holds, problem("surplus.dividend", text, **figures), rules.section("60 (1)"), stops=True)
    text = N_("The dividends of {count} members add up to {amount} baht, as resolved.")
    added = Money.sum(each.amount for each in sheet.dividends)
    figures = {"count": len(sheet.dividends), "amount": added}
    yield Check(added == sheet.dividend, problem("surplus.dividends_add_up", text, **figures), stops=True)
    text = N_("The refunds of {count} members add up to {amount} baht, as resolved; {out} who defaulted get none.")
    added = Money.sum(each.amount for each in sheet.refunds)
    figures = {"count": len(sheet.refunds), "amount": added, "out": len(sheet.left_out)}
    words = problem("surplus.refunds_add_up", text, **figures)
    yield Check(added == sheet.patronage, words, rules.section("60 (2)"), stops=True)
    if rules.bonus_most is not None:
        text = N_("The bonus is {amount} baht; {most} baht ({rate} per cent of net profit) is the most.")
        figures = {"amount": ask.bonus, "most": sheet.bonus_most, "rate": percent(rules.bonus_most)}
        holds, words = ask.bonus <= sheet.bonus_most, problem("surplus.bonus", text, **figures)
        yield Check(holds, words, rules.section("60 (3)"), stops=True, is_confirmed=False)


def _of_funds(sheet: Worksheet) -> Iterator[Check]:
    rules, ask, facts = sheet.rules, sheet.ask, sheet.facts
    if ask.from_equalisation:
        text = N_("{amount} baht of the dividend come from the equalisation fund, which holds {held} baht.")
        figures = {"amount": ask.from_equalisation, "held": facts.equalisation}
        holds = ask.from_equalisation <= min(facts.equalisation, sheet.dividend)
        yield Check(holds, problem("surplus.from_equalisation", text, **figures), stops=True)
    if rules.equalisation_most is not None and ask.equalisation:
        text = N_("The equalisation fund gets {amount} baht; by-laws often allow {rate} per cent of share capital.")
        figures = {"amount": ask.equalisation, "rate": percent(rules.equalisation_most)}
        holds = ask.equalisation <= sheet.equalisation_most
        yield Check(holds, problem("surplus.equalisation", text, **figures), is_confirmed=False)
    if rules.public_most is not None and ask.public_benefit:
        text = N_("Public benefit gets {amount} baht; by-laws often allow {rate} per cent of net profit.")
        figures = {"amount": ask.public_benefit, "rate": percent(rules.public_most)}
        holds = ask.public_benefit <= sheet.public_most
        yield Check(holds, problem("surplus.public_benefit", text, **figures), is_confirmed=False)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The annual general meeting that resolved: its day, and what it wrote down."""

    day: date | None = None
    resolution: str = ""


def checks_of_meeting(meeting: Meeting, year_end: date, days: int, section: str) -> list[Check]:
    """Hold a meeting against the year: a resolution is written down, and it met within its days after year end."""
    said = bool(meeting.resolution.strip()) and meeting.day is not None
    text = N_("Write down the resolution of the general meeting, and its day.")
    if said:
        text = N_("The resolution of the general meeting is written down, with its day.")
    found = [Check(said, problem("surplus.resolved", text, "resolution"), stops=True)]
    last = year_end + timedelta(days=days)
    text = N_("The general meeting is held by {last}, within {days} days of the end of the year.")
    words = problem("surplus.meeting_day", text, "day", last=last, days=days)
    found.append(Check(None if meeting.day is None else meeting.day <= last, words, section))
    if meeting.day is not None and meeting.day <= year_end:
        text = N_("The meeting resolves after the end of the year.")
        found.append(Check(False, problem("surplus.meeting_early", text, "day"), stops=True))  # noqa: FBT003 - the finding itself
    return found


def percent(rate: int) -> str:
    """Write a rate in millionths as per cents: `10`, `2.5`."""
    whole, part = divmod(rate, 10_000)
    return f"{whole}.{part:04}".rstrip("0").rstrip(".")
