"""Things that last (ครุภัณฑ์): what they cost, how they lose it month by month, and how they leave."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, first_of_month, month_and_year
from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, CashFlow, Side, may_post
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.entries import Posting

DEPRECIATION, GAIN, LOSS = "5311", "4502", "5314"


@dataclass(frozen=True, slots=True)
class AssetClass:
    """A usual kind of asset: its account, the one its depreciation gathers on (none: land), and its months of use.

    The months are defaults of the program (computers 3 years, equipment and vehicles 5, buildings 20), none official.
    """

    account: str
    accumulated: str | None
    months: int


CLASSES = (
    AssetClass("1501", "1502", 60),
    AssetClass("1503", "1504", 36),
    AssetClass("1505", None, 0),
    AssetClass("1506", "1507", 240),
    AssetClass("1508", "1509", 60),
)


class AssetStep(Enum):
    """What becomes of an asset."""

    DEPRECIATED = "depreciated"
    DISPOSED = "disposed"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset as the register keeps it.

    It loses `cost` less `residual` in equal parts over `months`, the month of `day` counted in full; without an
    account for it (`accumulated`) it loses nothing. `depreciated` is what it had lost before the book.
    """

    number: int
    code: str
    name: str
    account: str
    fund: str
    day: date
    cost: Money
    residual: Money = ZERO
    months: int = 0
    accumulated: str | None = None
    expense: str | None = None
    depreciated: Money = ZERO
    place: str = ""

    def problems(self, chart: Mapping[str, Account]) -> list[Problem]:
        """Find everything that keeps the asset from being kept in a book with this chart."""
        found: list[Problem] = []
        if not self.code.strip():
            found.append(problem("asset.no_code", N_("Write the number that stands on the thing."), "code"))
        if not self.name.strip():
            found.append(problem("asset.no_name", N_("Write what it is."), "name"))
        if not _holds(chart.get(self.account), Side.DEBIT):
            found.append(problem("asset.account", N_("Choose the account of things that last."), "account"))
        if self.accumulated is not None and not _holds(chart.get(self.accumulated), Side.CREDIT):
            text = N_("Choose the account on which its depreciation gathers.")
            found.append(problem("asset.accumulated", text, "accumulated"))
        if self.expense is not None and not _is_expense(chart.get(self.expense)):
            found.append(problem("asset.expense", N_("Choose the account of depreciation as an expense."), "expense"))
        return found + self._problems_of_figures()

    def _problems_of_figures(self) -> list[Problem]:
        found: list[Problem] = []
        if self.cost <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "cost"))
        if not ZERO <= self.residual <= self.cost:
            text = N_("What is left at the end is between nothing and the cost.")
            found.append(problem("asset.residual", text, "residual"))
        if self.accumulated is not None and self.months <= 0:
            found.append(problem("asset.months", N_("Write for how many months it is used."), "months"))
        most = self.cost - self.residual if self.accumulated is not None else ZERO
        if not ZERO <= self.depreciated <= max(most, ZERO):
            text = N_("It cannot have lost more than its cost less what is left at the end ({most} baht).")
            found.append(problem("asset.depreciated", text, "depreciated", most=max(most, ZERO)))
        return found


def _is_expense(account: Account | None) -> bool:
    return account is not None and may_post(account) and account.type is AccountType.EXPENSE


def _holds(account: Account | None, side: Side) -> bool:
    return (
        account is not None
        and may_post(account)
        and account.type is AccountType.ASSET
        and account.cash_flow is CashFlow.INVESTING
        and account.normal is side
    )


@dataclass(frozen=True, slots=True)
class AssetEvent:
    """What became of an asset: a month's part of its cost, its sale or end, or that it was seen; `voucher` posted it.

    The day of depreciation is the last of the month that it is for.
    """

    step: AssetStep
    day: date
    amount: Money = ZERO
    words: str = ""
    voucher: str | None = None


@dataclass(frozen=True, slots=True)
class Disposal:
    """How an asset leaves: sold for some money into an account, or for nothing; `words` say why, or by what paper."""

    day: date
    proceeds: Money = ZERO
    account: str = ""
    words: str = ""
    buyer: str = ""


def plan(asset: Asset, first_day: date) -> list[tuple[date, Money]]:
    """Say what each month takes, by its first day, in a book that starts on `first_day`.

    Equal parts in whole satang, the last month the remainder; never below what is left at the end.
    """
    rest = asset.cost - asset.residual - asset.depreciated
    if asset.accumulated is None or rest <= ZERO:
        return []
    start = first_of_month(max(asset.day, first_day))
    if asset.depreciated and asset.day >= first_day:  # entered late: what it had lost covers its first months
        lost = asset.depreciated.satang * asset.months // (asset.cost - asset.residual).satang
        start = add_months(start, lost)
    passed = (start.year - asset.day.year) * MONTHS_PER_YEAR + start.month - asset.day.month
    left = max(1, asset.months - passed)
    each, more = divmod(rest.satang, left)
    parts = [each] * (left - 1) + [each + more]
    return [(add_months(start, at), Money(part)) for at, part in enumerate(parts) if part]


def disposal_of(events: Iterable[AssetEvent]) -> AssetEvent | None:
    """Give the event by which an asset left, or nothing while it is there."""
    return next((each for each in events if each.step is AssetStep.DISPOSED), None)


def undepreciated(asset: Asset, events: Sequence[AssetEvent], first_day: date, month: date) -> list[tuple[date, Money]]:
    """Say which months up to one (by its first day) took nothing yet; the month in which it leaves takes nothing."""
    done = {first_of_month(each.day) for each in events if each.step is AssetStep.DEPRECIATED}
    gone = disposal_of(events)
    last = month if gone is None else min(month, add_months(first_of_month(gone.day), -1))
    return [(each, amount) for each, amount in plan(asset, first_day) if each <= last and each not in done]


def accumulated_of(asset: Asset, events: Iterable[AssetEvent]) -> Money:
    """Add up what an asset has lost, before the book and since."""
    return asset.depreciated + Money.sum(each.amount for each in events if each.step is AssetStep.DEPRECIATED)


def problems_of_disposal(
    asset: Asset, events: Sequence[AssetEvent], disposal: Disposal, first_day: date
) -> list[Problem]:
    """Find everything that keeps an asset from leaving; it has taken its depreciation up to the month before."""
    if disposal_of(events) is not None:
        return [problem("asset.gone", N_("{name} has left already."), "asset", name=asset.name)]
    found: list[Problem] = []
    if disposal.day < asset.day:
        text = N_("It was bought on {day}; it leaves then or later.")
        found.append(problem("asset.before", text, "day", day=asset.day))
    if disposal.proceeds < ZERO:
        found.append(problem("asset.proceeds", N_("Write nothing, or an amount above zero."), "proceeds"))
    if not disposal.words.strip():
        found.append(problem("asset.no_words", N_("Write why it leaves, and by which resolution."), "words"))
    month = first_of_month(disposal.day)
    if missing := undepreciated(asset, events, first_day, add_months(month, -1)):
        text = N_("Depreciate {month} first.")
        found.append(problem("asset.undepreciated", text, "day", month=month_and_year(missing[0][0])))
    later = [each.day for each in events if each.step is AssetStep.DEPRECIATED and first_of_month(each.day) > month]
    if later:
        text = N_("It is depreciated up to {month}; reverse that first, or let it leave later.")
        found.append(problem("asset.later", text, "day", month=month_and_year(max(later))))
    return found


# What is posted


def purchase_entry(asset: Asset, account: str, payee: str) -> Entry:
    """Post what an asset cost (Dr asset Cr cash), in its fund."""
    lines = (debit(asset.account, asset.fund, asset.cost), credit(account, asset.fund, asset.cost))
    memo = fill(_(N_("Bought: {name} ({code})")), {"name": asset.name, "code": asset.code})
    return Entry(asset.day, Series.PAYMENT, memo, lines, payee.strip())


def depreciation_entry(month: date, parts: Sequence[tuple[Asset, Money]], day: date) -> Entry:
    """Post what all assets lose in a month (Dr depreciation Cr accumulated), each in its fund; `day` is the entry's."""
    sums: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for asset, amount in parts:
        sums[asset.expense or DEPRECIATION, asset.fund] += amount
        sums[asset.accumulated or "", asset.fund] -= amount
    lines = [debit(account, fund, amount) for (account, fund), amount in sorted(sums.items())]
    memo = fill(_(N_("Depreciation of {month}")), {"month": month_and_year(month)})
    if first_of_month(day) != first_of_month(month):
        memo = fill(_(N_("{memo} (posted later: the month was closed)")), {"memo": memo})
    return Entry(day, Series.GENERAL, memo, tuple(sorted(lines, key=lambda line: line.amount < ZERO)))


def disposal_entry(asset: Asset, events: Sequence[AssetEvent], disposal: Disposal) -> Entry:
    """Post how an asset leaves: its cost and what it has lost go, what came for it comes, the rest is gain or loss."""
    lost = accumulated_of(asset, events)
    result = disposal.proceeds - (asset.cost - lost)
    lines: list[Posting] = []
    if disposal.proceeds:
        lines.append(debit(disposal.account, asset.fund, disposal.proceeds))
    if lost:
        lines.append(debit(asset.accumulated or "", asset.fund, lost))
    if result < ZERO:
        lines.append(debit(LOSS, asset.fund, -result))
    lines.append(credit(asset.account, asset.fund, asset.cost))
    if result > ZERO:
        lines.append(credit(GAIN, asset.fund, result))
    memo = fill(
        _(N_("Disposed of: {name} ({code}) · {words}")),
        {"name": asset.name, "code": asset.code, "words": disposal.words.strip()},
    )
    series = Series.RECEIPT if disposal.proceeds else Series.GENERAL
    return Entry(disposal.day, series, memo, tuple(lines), disposal.buyer.strip())
