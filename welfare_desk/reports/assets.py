"""The register of things that last (ทะเบียนครุภัณฑ์): what each cost, has lost and is worth, and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.accounts import AccountType, CashFlow, Side, may_post
from welfare_desk.ledger.assets import CLASSES, AssetStep, accumulated_of, disposal_of
from welfare_desk.money import Money
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.choices import tills
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import accounts, assets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.assets import Asset, AssetClass, AssetEvent
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "assets", N_("Register of assets")
QUESTION = N_("What lasting things does the fund own, where are they, and what are they worth?")
HERE, ALL = "here", "all"
STATES = ((HERE, N_("still here")), (ALL, N_("all")))
PARAMETERS = (ON, Parameter("state", N_("State"), ParameterKind.CHOICE, choices=STATES))


class AssetLine(NamedTuple):
    """An asset and what became of it up to a day, and the voucher that bought it."""

    asset: Asset
    events: list[AssetEvent]
    voucher: str | None


class AssetChoices(NamedTuple):
    """What the form of an asset offers: its accounts, those for depreciation, tills, funds, and the usual kinds."""

    accounts: list[tuple[str, str]]
    tills: list[tuple[str, str]]
    funds: list[tuple[str, str]]
    classes: dict[str, AssetClass]


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the assets as of a day, and lay them out."""
    day = asked.day("on")
    funds = {code: fund.name for code, fund in all_funds(tx).items()}
    return lay_out(lines(tx, day, asked.text("state") == ALL), funds, day)


def lines(tx: Tx, day: date, every: bool = True) -> list[AssetLine]:  # noqa: FBT001, FBT002 - whether also those that left
    """Read the assets that were bought up to a day, each with what became of it by then."""
    became, vouchers = assets.events(tx), assets.bought_by(tx)
    found = [
        AssetLine(asset, [each for each in became[number] if each.day <= day], vouchers.get(number))
        for number, asset in assets.assets(tx).items()
        if asset.day <= day
    ]
    return [each for each in found if every or disposal_of(each.events) is None]


def lay_out(found: Sequence[AssetLine], funds: Mapping[str, str], day: date) -> Report:
    """Lay out one line for each asset over the sums of what is still here."""
    rows: list[Row] = []
    for asset, events, voucher in found:
        gone = disposal_of(events)
        lost = accumulated_of(asset, events)
        figures: tuple[Money | None, ...] = (asset.cost, lost or None, asset.cost - lost)
        if gone is not None:
            figures = (None, None, None)
        words = (asset.code, asset.name, asset.account, funds[asset.fund], asset.day, asset.months or None)
        by = gone.voucher if gone is not None else voucher
        link = entry_link(by) if by else None
        rows.append(Row((*words, *figures, asset.place or None, _seen(events), _state(asset, events)), opens=link))
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in (6, 7, 8)]
        rows.append(Row((None, _("Total"), None, None, None, None, *sums, None, None, None), Role.TOTAL))
    unseen = sum(disposal_of(each.events) is None and _seen(each.events) is None for each in found)
    text = ngettext("{count} asset was never seen.", "{count} assets were never seen.", unseen)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Asset number"), Kind.CODE, 12),
            Column("name", _("What it is"), width=24),
            Column("account", _("Account"), Kind.CODE, 8),
            Column("fund", _("Fund"), width=13),
            Column("day", _("Bought on"), Kind.DAY, 12),
            Column("months", _("Months of use"), Kind.NUMBER, 8),
            Column("cost", _("Cost"), Kind.MONEY, 13),
            Column("accumulated", _("Lost so far"), Kind.MONEY, 13),
            Column("value", _("Worth in the book"), Kind.MONEY, 13),
            Column("place", _("Where it is"), width=14),
            Column("seen", _("Last seen"), Kind.DAY, 12),
            Column("state", _("State"), width=16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(text.format(count=unseen),) if unseen else (),
        landscape=True,
        signatures=(_("Keeper of the assets"), _("Checked by"), _("Head of the fund")),
        nothing=_("The register of assets is empty."),
    )


def _seen(events: Sequence[AssetEvent]) -> date | None:
    return max((each.day for each in events if each.step is AssetStep.SEEN), default=None)


def _state(asset: Asset, events: Sequence[AssetEvent]) -> str:
    gone = disposal_of(events)
    if gone is not None:
        word = _("sold on {day}") if gone.amount else _("left on {day}")
        return word.format(day=short_day(gone.day))
    if asset.accumulated is None:
        return _("not depreciated")
    if accumulated_of(asset, events) >= asset.cost - asset.residual:
        return _("fully depreciated")
    last = [each.words for each in events if each.step is AssetStep.SEEN and each.words]
    return last[-1] if last else _("still in use")


def asset_choices(tx: Tx) -> AssetChoices:
    """Give what the form of an asset offers."""
    chart = accounts.chart(tx).values()
    own = [
        each
        for each in chart
        if may_post(each)
        and each.type is AccountType.ASSET
        and each.cash_flow is CashFlow.INVESTING
        and each.normal is Side.DEBIT
    ]
    classes = {each.account: each for each in CLASSES}
    own.sort(key=lambda each: (each.code not in classes, each.code))
    funds = [(code, fund.name) for code, fund in accounts.funds(tx).items()]
    return AssetChoices([(each.code, f"{each.name} ({each.code})") for each in own], tills(tx), funds, classes)


def value_of(tx: Tx, code: str, day: date) -> tuple[str, Money]:
    """Name an asset, and tell what it is worth in the book; an unknown number is a `KeyError`."""
    for each in lines(tx, day):
        if each.asset.code == code:
            return each.asset.name, each.asset.cost - accumulated_of(each.asset, each.events)
    raise KeyError(code)
