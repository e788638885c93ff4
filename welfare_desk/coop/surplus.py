"""The surplus of a year: what a general meeting may do with it, in the order of the worksheet, and what is posted.

Net profit clears an accumulated loss first. Of what is left the reserve takes its least, then the League's fee, the
dividend, the patronage refund, bonus, funds; whatever nobody asks for goes to the reserve too. A year of loss knows
one act: the loss is carried on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.dividends import (
    MemberShare,
    dividends,
    entitled,
    refund_at_rate,
    refunds,
    total_at_rate,
)
from welfare_desk.coop.provision_rules import WHOLE
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class SurplusRules:
    """By which limits a surplus is shared, rates in millionths; None or nil where a kind of book knows no limit.

    `chosen` names what somebody has set; everything else is a default of the program.
    """

    reserve_rate: int = 100_000
    league_rate: int = 10_000
    league_most: Money = field(default_factory=lambda: Money.baht(30_000))
    dividend_most: int | None = 100_000
    bonus_most: int | None = 100_000
    equalisation_most: int | None = 20_000  # of share capital
    public_most: int | None = 100_000
    missed_most: int = 2  # instalments missed in the year from which a member gets no refund
    clear_loss_first: bool = True
    meeting_days: int = 150
    by_law: bool = True  # whether the sections of the Cooperatives Act concern the book
    chosen: tuple[str, ...] = ()

    def section(self, number: str) -> str:
        """Name a section of the Act, or nothing where the Act does not concern the book."""
        return number if self.by_law else ""


GROUP_RULES = SurplusRules(
    league_rate=0, dividend_most=None, bonus_most=None, equalisation_most=None, public_most=None, by_law=False
)  # savings groups and village funds follow their own regulations


def problems_of_rules(rules: SurplusRules) -> list[Problem]:
    """Find everything that keeps limits from being used."""
    found: list[Problem] = []
    rates = {
        "reserve_rate": rules.reserve_rate, "league_rate": rules.league_rate, "dividend_most": rules.dividend_most,
        "bonus_most": rules.bonus_most, "equalisation_most": rules.equalisation_most, "public_most": rules.public_most,
    }  # fmt: skip
    text = N_("Write a rate from 0 to 100 per cent.")
    for name, rate in rates.items():
        if rate is not None and not 0 <= rate <= WHOLE:
            found.append(problem("surplus.rule_rate", text, name))
    if rules.league_most < ZERO:
        found.append(problem("surplus.below_zero", N_("Write an amount of 0 or more."), "league_most"))
    if rules.missed_most < 1 or rules.meeting_days < 1:
        found.append(problem("surplus.rule_count", N_("Write a number of at least 1."), "missed_most"))
    return found


@dataclass(frozen=True, slots=True)
class SurplusFacts:
    """What the book knows of a year: its result, what stands in equity, and what members held and paid.

    `net_profit` is below nil in a year of loss; `share_months` are satang of paid-up shares times months, per member;
    `interest_paid` is that of the year; `missed` counts instalments missed in the year.
    """

    year: int
    year_end: date
    net_profit: Money
    accumulated_loss: Money = ZERO
    share_capital: Money = ZERO
    equalisation: Money = ZERO
    share_months: Mapping[str, int] = field(default_factory=dict[str, int])
    interest_paid: Mapping[str, Money] = field(default_factory=dict[str, Money])
    missed: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class SurplusAsk:
    """What is put to the meeting: rates in millionths or amounts, an amount where given instead of its rate.

    `others` are accounts of equity or liabilities with their amounts; `from_equalisation` is the part of the dividend
    that the equalisation fund pays.
    """

    dividend_rate: int = 0
    dividend: Money | None = None
    from_equalisation: Money = ZERO
    patronage_rate: int = 0
    patronage: Money | None = None
    bonus: Money = ZERO
    equalisation: Money = ZERO
    education: Money = ZERO
    public_benefit: Money = ZERO
    welfare: Money = ZERO
    others: Mapping[str, Money] = field(default_factory=dict[str, Money])

    def problems(self) -> list[Problem]:
        """Find what cannot be meant: anything below nil."""
        amounts = {
            "dividend": self.dividend, "from_equalisation": self.from_equalisation, "patronage": self.patronage,
            "bonus": self.bonus, "equalisation": self.equalisation, "education": self.education,
            "public_benefit": self.public_benefit, "welfare": self.welfare,
        }  # fmt: skip
        text = N_("Write an amount of 0 or more.")
        found = [
            problem("surplus.below_zero", text, name)
            for name, amount in amounts.items()
            if amount is not None and amount < ZERO
        ]
        if any(amount < ZERO for amount in self.others.values()):
            found.append(problem("surplus.below_zero", text, "others"))
        text = N_("Write a rate of 0 or more.")
        for name, rate in (("dividend_rate", self.dividend_rate), ("patronage_rate", self.patronage_rate)):
            if rate < 0:
                found.append(problem("surplus.rate_below_zero", text, name))
        return found


@dataclass(frozen=True)
class Worksheet:
    """The sharing of a surplus, worked out: every line of the sheet, and the parts of every member."""

    facts: SurplusFacts
    ask: SurplusAsk
    rules: SurplusRules

    @cached_property
    def loss_cleared(self) -> Money:
        """Tell how much of the profit clears the accumulated loss."""
        if not self.rules.clear_loss_first:
            return ZERO
        return max(ZERO, min(self.facts.net_profit, self.facts.accumulated_loss))

    @cached_property
    def to_share(self) -> Money:
        """Tell what is left to share."""
        return max(ZERO, self.facts.net_profit - self.loss_cleared)

    @cached_property
    def reserve_least(self) -> Money:
        """Tell what the reserve must get, rounded up to the satang."""
        return self.to_share.at_rate(Decimal(self.rules.reserve_rate) / WHOLE, ROUND_CEILING)

    @cached_property
    def league(self) -> Money:
        """Tell the fee of the Cooperative League: a part of what is shared, up to its most."""
        fee = self.to_share.at_rate(Decimal(self.rules.league_rate) / WHOLE, ROUND_HALF_UP)
        return min(fee, self.rules.league_most)

    @cached_property
    def dividend(self) -> Money:
        """Tell the whole dividend, with what the equalisation fund pays of it."""
        if self.ask.dividend is not None:
            return self.ask.dividend
        return total_at_rate(self.facts.share_months, self.ask.dividend_rate)

    @cached_property
    def dividend_most(self) -> Money:
        """Tell the highest dividend; what the equalisation fund pays counts."""
        return total_at_rate(self.facts.share_months, self.rules.dividend_most or 0)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Name who paid interest and missed so many instalments that there is no refund."""
        most, missed = self.rules.missed_most, self.facts.missed
        return tuple(
            sorted(
                member
                for member, paid in self.facts.interest_paid.items()
                if paid > ZERO and missed.get(member, 0) >= most
            )
        )

    @cached_property
    def counted_interest(self) -> dict[str, Money]:
        """Give the interest paid by those who get a refund."""
        return entitled(self.facts.interest_paid, self.left_out)

    @cached_property
    def patronage(self) -> Money:
        """Tell the whole patronage refund."""
        if self.ask.patronage is not None:
            return self.ask.patronage
        return refund_at_rate(self.counted_interest, self.ask.patronage_rate)

    @cached_property
    def dividends(self) -> tuple[MemberShare, ...]:
        """Share the dividend among the members."""
        return dividends(self.dividend, self.facts.share_months)

    @cached_property
    def refunds(self) -> tuple[MemberShare, ...]:
        """Share the patronage refund among the members."""
        return refunds(self.patronage, self.counted_interest)

    @property
    def bonus_most(self) -> Money:
        """Tell the highest bonus."""
        return self.to_share.at_rate(Decimal(self.rules.bonus_most or 0) / WHOLE, ROUND_HALF_UP)

    @property
    def equalisation_most(self) -> Money:
        """Tell what by-laws often let the equalisation fund get."""
        return self.facts.share_capital.at_rate(Decimal(self.rules.equalisation_most or 0) / WHOLE, ROUND_HALF_UP)

    @property
    def public_most(self) -> Money:
        """Tell what by-laws often let public benefit get."""
        return self.to_share.at_rate(Decimal(self.rules.public_most or 0) / WHOLE, ROUND_HALF_UP)

    @cached_property
    def asked(self) -> Money:
        """Add up what is asked for besides the reserve, out of the profit."""
        ask = self.ask
        funds = (ask.bonus, ask.equalisation, ask.education, ask.public_benefit, ask.welfare, *ask.others.values())
        return self.league + self.dividend - ask.from_equalisation + self.patronage + Money.sum(funds)

    @cached_property
    def reserve(self) -> Money:
        """Tell what the reserve gets: its least and whatever nobody asks for."""
        return max(ZERO, self.to_share - self.asked)

    @property
    def short(self) -> Money:
        """Tell by how much more is asked for than there is."""
        return max(ZERO, self.asked - self.to_share)

    @property
    def remainder(self) -> Money:
        """Tell what the reserve gets above its least; below nil where too little is left for it."""
        return self.to_share - self.asked - self.reserve_least

    @cached_property
    def lines(self) -> tuple[SurplusLine, ...]:
        """Give the sheet line by line, in its order; the reserve's least and its remainder are two lines."""
        return tuple(_lines(self))

    @property
    def shared(self) -> Money:
        """Add up every line."""
        return Money.sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class SurplusLine:
    """One line of the worksheet: its place, what it is for (`code`), the account that gets it, and how much."""

    number: int
    code: str
    account: CoopAccount | str
    amount: Money


LINE_NAMES = {
    "loss": N_("Accumulated loss cleared first"),
    "reserve": N_("The reserve"),
    "league": N_("Cooperative League fee"),
    "dividend": N_("Dividend"),
    "patronage": N_("Patronage refund"),
    "bonus": N_("Bonus of committee and staff"),
    "equalisation": N_("Dividend-equalisation fund"),
    "education": N_("Education and training"),
    "public_benefit": N_("Public benefit"),
    "welfare": N_("Welfare of members"),
    "other": N_("Other fund"),
    "remainder": N_("What is left, to the reserve"),
}


def _lines(sheet: Worksheet) -> Iterator[SurplusLine]:
    ask = sheet.ask
    if sheet.loss_cleared:
        yield SurplusLine(0, "loss", CoopAccount.ACCUMULATED_LOSS, sheet.loss_cleared)
    least = min(sheet.reserve_least, sheet.reserve)
    yield SurplusLine(1, "reserve", CoopAccount.RESERVE, least)
    if sheet.rules.league_rate:
        yield SurplusLine(2, "league", CoopAccount.LEAGUE_FEE, sheet.league)
    yield SurplusLine(3, "dividend", CoopAccount.DIVIDEND_PAYABLE, sheet.dividend - ask.from_equalisation)
    yield SurplusLine(4, "patronage", CoopAccount.PATRONAGE_PAYABLE, sheet.patronage)
    yield SurplusLine(5, "bonus", CoopAccount.BONUS_PAYABLE, ask.bonus)
    yield SurplusLine(6, "equalisation", CoopAccount.EQUALISATION, ask.equalisation)
    yield SurplusLine(7, "education", CoopAccount.EDUCATION, ask.education)
    yield SurplusLine(8, "public_benefit", CoopAccount.PUBLIC_BENEFIT, ask.public_benefit)
    yield SurplusLine(9, "welfare", CoopAccount.WELFARE_FUND, ask.welfare)
    for account, amount in sorted(ask.others.items()):
        yield SurplusLine(10, "other", account, amount)
    yield SurplusLine(11, "remainder", CoopAccount.RESERVE, sheet.reserve - least)


def problems_of_sheet(sheet: Worksheet) -> list[Problem]:
    """Find what keeps a worksheet from being shared at all, before any limit is asked about."""
    found = sheet.ask.problems()
    if sheet.facts.net_profit < ZERO:
        text = N_("The year made a loss of {loss} baht: it can only be carried on.")
        found.append(problem("surplus.loss_year", text, loss=-sheet.facts.net_profit))
    elif not sheet.facts.net_profit:
        found.append(problem("surplus.nothing", N_("The year left nothing to share.")))
    if sheet.loss_cleared and not sheet.to_share and (sheet.asked or sheet.ask.from_equalisation):
        text = N_("The whole profit clears the accumulated loss: nothing is left to share.")
        found.append(problem("surplus.all_to_loss", text))
    if sheet.short:
        text = N_("{short} baht more is asked for than the year leaves.")
        found.append(problem("surplus.short", text, short=sheet.short))
    return found


def surplus_entry(sheet: Worksheet, roles: Mapping[CoopAccount, str], day: date, fund: str, memo: str) -> Entry:
    """Write what the meeting resolved: the profit and the part of the equalisation fund, to every account that gets."""
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    sums[roles[CoopAccount.NET_PROFIT]] += sheet.facts.net_profit
    sums[roles[CoopAccount.EQUALISATION]] += sheet.ask.from_equalisation
    for line in sheet.lines:
        account = roles[line.account] if isinstance(line.account, CoopAccount) else line.account
        sums[account] -= line.amount
    sums[roles[CoopAccount.DIVIDEND_PAYABLE]] -= sheet.ask.from_equalisation
    postings = tuple(Posting(account, fund, amount) for account, amount in sums.items() if amount)
    return Entry(day, Series.GENERAL, memo, postings)


def loss_entry(loss: Money, roles: Mapping[CoopAccount, str], day: date, fund: str, memo: str) -> Entry:
    """Carry the loss of a year on: out of the year's result, into the accumulated loss."""
    lines = (
        Posting(roles[CoopAccount.ACCUMULATED_LOSS], fund, loss),
        Posting(roles[CoopAccount.NET_PROFIT], fund, -loss),
    )
    return Entry(day, Series.GENERAL, memo, lines)
