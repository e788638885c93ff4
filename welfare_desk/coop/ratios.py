"""Ratios of a cooperative by the six letters of CAMELS, each with its formula, over closed years or months.

The names were read in published papers; the formulas are the usual ones and official nowhere. One band is published:
reserve to assets, by type of cooperative. Every other ratio is shown with its trend and without a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date


class Dimension(Enum):
    """The six letters: capital, assets, management, earnings, liquidity, sensitivity."""

    CAPITAL = "C"
    ASSETS = "A"
    MANAGEMENT = "M"
    EARNINGS = "E"
    LIQUIDITY = "L"
    SENSITIVITY = "S"


DIMENSION_NAMES = {
    Dimension.CAPITAL: N_("Capital"),
    Dimension.ASSETS: N_("Quality of assets"),
    Dimension.MANAGEMENT: N_("Management"),
    Dimension.EARNINGS: N_("Earnings"),
    Dimension.LIQUIDITY: N_("Liquidity"),
    Dimension.SENSITIVITY: N_("Sensitivity"),
}


class Unit(Enum):
    """How a ratio is written: times, per cent, or baht."""

    TIMES = "times"
    PERCENT = "percent"
    BAHT = "baht"


@dataclass(frozen=True, slots=True)
class RatioFigures:
    """What the ratios of one year or month are made of, as of its last day and over its days.

    `revenue`, `interest_paid`, `running_cost` and `profit` are of the period, the rest as of `last`. `due` and
    `late` are principal that fell due in the period, and what of it is not repaid.
    """

    first: date
    last: date
    assets: Money = ZERO
    current_assets: Money = ZERO
    liabilities: Money = ZERO
    current_liabilities: Money = ZERO
    equity: Money = ZERO
    reserve: Money = ZERO
    other_funds: Money = ZERO
    savings: Money = ZERO
    loans: Money = ZERO
    revenue: Money = ZERO
    interest_paid: Money = ZERO
    running_cost: Money = ZERO
    profit: Money = ZERO
    due: Money = ZERO
    late: Money = ZERO
    members: int = 0
    business: Money = ZERO  # lent, and taken in as savings and shares, in the period


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio: its letter, a code that stays, its name, its formula in words, and how it is written."""

    dimension: Dimension
    code: str
    name: str
    formula: str
    unit: Unit
    value: Callable[[RatioFigures, RatioFigures | None], Decimal | None]


def _over(part: Money, whole: Money) -> Decimal | None:
    return Decimal(part.satang) / Decimal(whole.satang) if whole else None


def _each(amount: Money, count: int) -> Decimal | None:
    return Decimal(amount.satang) / count / 100 if count else None


def _mean(now: Money, before: Money) -> Money:
    return Money((now.satang + before.satang) // 2)


def _growth(now: Money, before: Money | None) -> Decimal | None:
    return None if before is None or before <= ZERO else _over(now - before, before)


def _grows(of: Callable[[RatioFigures], Money]) -> Callable[[RatioFigures, RatioFigures | None], Decimal | None]:
    return lambda now, before: _growth(of(now), None if before is None else of(before))


def _on_mean(
    part: Callable[[RatioFigures], Money], whole: Callable[[RatioFigures], Money]
) -> Callable[[RatioFigures, RatioFigures | None], Decimal | None]:
    return lambda now, before: None if before is None else _over(part(now), _mean(whole(now), whole(before)))


_C, _A, _M, _E, _L = (
    Dimension.CAPITAL, Dimension.ASSETS, Dimension.MANAGEMENT, Dimension.EARNINGS, Dimension.LIQUIDITY,
)  # fmt: skip
RATIOS: tuple[Ratio, ...] = (
    Ratio(
        _C, "debt_to_equity", N_("Debt to equity"), N_("liabilities ÷ equity"), Unit.TIMES,
        lambda now, _before: _over(now.liabilities, now.equity),
    ),
    Ratio(
        _C, "reserve_to_assets", N_("Reserve to assets"), N_("reserve ÷ assets"), Unit.TIMES,
        lambda now, _before: _over(now.reserve, now.assets),
    ),
    Ratio(
        _C, "equity_growth", N_("Growth of equity"), N_("change of equity ÷ equity before"), Unit.PERCENT,
        _grows(lambda one: one.equity),
    ),
    Ratio(
        _C, "return_on_equity", N_("Return on equity"), N_("net profit ÷ average equity"), Unit.PERCENT,
        _on_mean(lambda one: one.profit, lambda one: one.equity),
    ),
    Ratio(
        _A, "overdue_rate", N_("Overdue rate"), N_("principal not repaid ÷ principal that fell due"), Unit.PERCENT,
        lambda now, _before: _over(now.late, now.due),
    ),
    Ratio(
        _A, "asset_turnover", N_("Asset turnover"), N_("revenue ÷ average assets"), Unit.TIMES,
        _on_mean(lambda one: one.revenue, lambda one: one.assets),
    ),
    Ratio(
        _A, "return_on_assets", N_("Return on assets"), N_("net profit ÷ average assets"), Unit.PERCENT,
        _on_mean(lambda one: one.profit, lambda one: one.assets),
    ),
    Ratio(
        _A, "asset_growth", N_("Growth of assets"), N_("change of assets ÷ assets before"), Unit.PERCENT,
        _grows(lambda one: one.assets),
    ),
    Ratio(
        _M, "business_growth", N_("Growth of business"), N_("change of business ÷ business before"), Unit.PERCENT,
        _grows(lambda one: one.business),
    ),
    Ratio(
        _E, "profit_per_member", N_("Profit per member"), N_("net profit ÷ members"), Unit.BAHT,
        lambda now, _before: _each(now.profit, now.members),
    ),
    Ratio(
        _E, "savings_per_member", N_("Savings per member"), N_("members' savings ÷ members"), Unit.BAHT,
        lambda now, _before: _each(now.savings, now.members),
    ),
    Ratio(
        _E, "debt_per_member", N_("Debt per member"), N_("loans to members ÷ members"), Unit.BAHT,
        lambda now, _before: _each(now.loans, now.members),
    ),
    Ratio(
        _E, "cost_to_profit", N_("Operating cost to profit before it"),
        N_("operating cost ÷ profit before operating cost"), Unit.PERCENT,
        lambda now, _before: _over(now.running_cost, now.profit + now.running_cost),
    ),
    Ratio(
        _E, "reserve_growth", N_("Growth of the reserve"), N_("change of the reserve ÷ reserve before"), Unit.PERCENT,
        _grows(lambda one: one.reserve),
    ),
    Ratio(
        _E, "funds_growth", N_("Growth of other funds"), N_("change of other funds ÷ other funds before"),
        Unit.PERCENT, _grows(lambda one: one.other_funds),
    ),
    Ratio(
        _E, "profit_growth", N_("Growth of net profit"), N_("change of net profit ÷ net profit before"),
        Unit.PERCENT, _grows(lambda one: one.profit),
    ),
    Ratio(
        _E, "gross_margin", N_("Gross margin"), N_("(revenue − interest paid) ÷ revenue"), Unit.PERCENT,
        lambda now, _before: _over(now.revenue - now.interest_paid, now.revenue),
    ),
    Ratio(
        _E, "net_margin", N_("Net margin"), N_("net profit ÷ revenue"), Unit.PERCENT,
        lambda now, _before: _over(now.profit, now.revenue),
    ),
    Ratio(
        _L, "current_ratio", N_("Current ratio"), N_("current assets ÷ current liabilities"), Unit.TIMES,
        lambda now, _before: _over(now.current_assets, now.current_liabilities),
    ),
    Ratio(
        _L, "loan_turnover", N_("Turnover of loans"), N_("revenue ÷ average loans to members"), Unit.TIMES,
        _on_mean(lambda one: one.revenue, lambda one: one.loans),
    ),
    Ratio(
        _L, "paid_on_time", N_("Principal repaid when due"), N_("principal repaid ÷ principal that fell due"),
        Unit.PERCENT, lambda now, _before: _over(now.due - now.late, now.due),
    ),
)  # fmt: skip
# Sensitivity to interest rates and the economy has no figure in the books: it is a note of the committee's own.


class Band(Enum):
    """Where a ratio lies in a published band."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class CoopType(Enum):
    """The type of a cooperative, as the published band of reserve to assets tells them apart."""

    AGRICULTURAL = "agricultural"
    FISHERY = "fishery"
    LAND = "land_settlement"
    STORE = "store"
    SERVICE = "service"
    SAVINGS = "savings"
    CREDIT_UNION = "credit_union"


COOP_TYPE_NAMES = {
    CoopType.AGRICULTURAL: N_("agricultural"),
    CoopType.FISHERY: N_("fishery"),
    CoopType.LAND: N_("land settlement"),
    CoopType.STORE: N_("store"),
    CoopType.SERVICE: N_("service"),
    CoopType.SAVINGS: N_("savings cooperative"),
    CoopType.CREDIT_UNION: N_("credit union"),
}
_OTHERS = (Decimal("0.15"), Decimal("0.25"))
RESERVE_BANDS = {  # below the first low, above the second high, each edge itself in the middle
    CoopType.AGRICULTURAL: (Decimal("0.10"), Decimal("0.20")),
    CoopType.FISHERY: _OTHERS,
    CoopType.LAND: _OTHERS,
    CoopType.STORE: _OTHERS,
    CoopType.SERVICE: _OTHERS,
    CoopType.SAVINGS: (Decimal("0.04"), Decimal("0.10")),
    CoopType.CREDIT_UNION: (Decimal("0.05"), Decimal("0.11")),
}


def band_of(code: str, value: Decimal | None, coop_type: CoopType | None) -> Band | None:
    """Tell where a ratio lies in its published band; None where none is published, or the type is not known."""
    if code != "reserve_to_assets" or value is None or coop_type is None:
        return None
    low, high = RESERVE_BANDS[coop_type]
    if value > high:
        return Band.HIGH
    return Band.LOW if value < low else Band.MIDDLE


@dataclass(frozen=True, slots=True)
class RatioTrend:
    """One ratio over periods, the oldest first; None where it cannot be told."""

    ratio: Ratio
    values: tuple[Decimal | None, ...]
    band: Band | None = None

    @property
    def change(self) -> Decimal | None:
        """Tell the change from the period before the last; None where one of the two is not known."""
        known = self.values[-2:]
        return None if len(known) < 2 or known[0] is None or known[1] is None else known[1] - known[0]  # noqa: PLR2004 - two


def trends(periods: Sequence[RatioFigures], coop_type: CoopType | None) -> list[RatioTrend]:
    """Work out every ratio over periods, the oldest first; the first knows no period before it."""
    found: list[RatioTrend] = []
    for ratio in RATIOS:
        values = tuple(ratio.value(now, before) for now, before in zip(periods, (None, *periods), strict=False))
        band = band_of(ratio.code, values[-1] if values else None, coop_type)
        found.append(RatioTrend(ratio, values, band))
    return found
