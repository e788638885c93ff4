"""Keep things that last: bought or brought forward, depreciated month by month, seen, sold or thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months, first_of_month, last_of_month
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.assets import (
    DEPRECIATION,
    AssetEvent,
    AssetStep,
    depreciation_entry,
    disposal_entry,
    disposal_of,
    problems_of_disposal,
    purchase_entry,
)
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import may_be_written
from welfare_desk.money import ZERO
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, assets, entries, periods, trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.assets import Asset, Disposal
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def buy_asset(desk: Desk, asset: Asset, account: str, payee: str) -> Posted:
    """Buy an asset: its payment and its place in the register are one act."""
    with desk.book.write() as tx:
        kept, found = _prepared(tx, desk, replace(asset, depreciated=ZERO))
        found += _no_till(tx, account)
        if found:
            raise RuleError(*found)
        made = desk.made()
        with entries.posting(
            tx, [purchase_entry(kept, account, payee)], made, [[assets.asset_hash(kept)]]
        ) as posted:  # fmt: skip
            assets.add(tx, kept, posted[0].id)
        trail.add(
            tx, made, "asset.bought", kept.code, satang=kept.cost.satang, voucher=posted[0].voucher,
            day=kept.day.isoformat(),
        )  # fmt: skip
    return posted[0]


@needs(Permission.RECORD)
def bring_asset_forward(desk: Desk, asset: Asset) -> int:
    """Write an asset into the register whose cost stands in the accounts already, and give its number."""
    with desk.book.write() as tx:
        kept, found = _prepared(tx, desk, asset)
        if found:
            raise RuleError(*found)
        number = assets.add(tx, kept)
        trail.add(tx, desk.made(), "asset.brought", kept.code, satang=kept.cost.satang, day=kept.day.isoformat())
    return number


@needs(Permission.RECORD)
def depreciate(desk: Desk, up_to: date) -> list[Posted]:
    """Post the depreciation of every month that ended up to a day and took none, one entry a month for all assets."""
    with desk.book.write() as tx:
        if up_to > desk.today:
            raise RuleError(problem("match.future", N_("The day may not lie in the future."), "day"))
        last = up_to if up_to == last_of_month(up_to) else add_months(first_of_month(up_to), -1)
        due = assets.undepreciated(tx, first_of_month(last))
        if not due:
            raise RuleError(problem("asset.nothing", N_("No month is left to depreciate.")))
        made = desk.made()
        posted: list[Posted] = []
        for month, parts in due.items():
            event = AssetEvent(AssetStep.DEPRECIATED, last_of_month(month))
            kept = [
                (asset, replace(event, amount=amount)) for asset, amount in sorted(parts, key=lambda p: p[0].number)
            ]
            hashes = [assets.event_hash(asset.number, each) for asset, each in kept]
            entry = depreciation_entry(month, parts, _open_day(tx, event.day))
            with entries.posting(tx, [entry], made, [hashes]) as found:
                for asset, each in kept:
                    assets.add_event(tx, asset.number, each, found[0].id)
            posted += found
        vouchers = [each.voucher for each in posted]
        trail.add(tx, made, "asset.depreciated", vouchers[0], vouchers=vouchers, day=up_to.isoformat())
    return posted


@needs(Permission.RECORD)
def dispose_of_asset(desk: Desk, code: str, disposal: Disposal) -> Posted:
    """Let an asset leave: sold, or for nothing; the gain or loss is posted with it."""
    with desk.book.write() as tx:
        asset = _find(tx, code)
        became = assets.events(tx)[asset.number]
        found = problems_of_disposal(asset, became, disposal, periods.calendar(tx).first_day)
        found += _future(desk, disposal.day)
        if disposal.proceeds > ZERO:
            found += _no_till(tx, disposal.account)
        if found:
            raise RuleError(*found)
        event = AssetEvent(AssetStep.DISPOSED, disposal.day, disposal.proceeds, disposal.words.strip())
        made, entry = desk.made(), disposal_entry(asset, became, disposal)
        with entries.posting(tx, [entry], made, [[assets.event_hash(asset.number, event)]]) as posted:
            assets.add_event(tx, asset.number, event, posted[0].id)
        trail.add(
            tx, made, "asset.disposed", asset.code, satang=event.amount.satang, voucher=posted[0].voucher,
            day=event.day.isoformat(),
        )  # fmt: skip
    return posted[0]


@needs(Permission.RECORD)
def see_assets(desk: Desk, codes: Sequence[str], day: date, words: str = "", place: str = "") -> int:
    """Keep that assets were seen at a stock-taking, in what state, and where they are now; count them."""
    with desk.book.write() as tx:
        if found := _future(desk, day):
            raise RuleError(*found)
        seen = [_find(tx, code) for code in codes]
        became = assets.events(tx)
        for asset in seen:
            if disposal_of(became[asset.number]) is not None:
                raise RuleError(problem("asset.gone", N_("{name} has left already."), "asset", name=asset.name))
            assets.add_event(tx, asset.number, AssetEvent(AssetStep.SEEN, day, words=words.strip()))
            if place.strip():
                assets.set_place(tx, asset.number, place.strip())
        if seen:
            trail.add(tx, desk.made(), "asset.seen", seen[0].code, count=len(seen), day=day.isoformat())
    return len(seen)


def _prepared(tx: Tx, desk: Desk, asset: Asset) -> tuple[Asset, list[Problem]]:
    """Fill in what an asset leaves open (fund, expense), and find what keeps it from the register."""
    kept = replace(
        asset,
        code=asset.code.strip(),
        name=asset.name.strip(),
        place=asset.place.strip(),
        fund=asset.fund or next(iter(accounts.funds(tx))),
        expense=asset.expense or (DEPRECIATION if asset.accumulated else None),
    )
    found = [*kept.problems(accounts.chart(tx)), *_future(desk, kept.day)]
    if assets.has_code(tx, kept.code):
        found.append(problem("asset.twice", N_("The number {code} stands in the register."), "code", code=kept.code))
    return kept, found


def _find(tx: Tx, code: str) -> Asset:
    found = next((each for each in assets.assets(tx).values() if each.code == code.strip()), None)
    if found is None:
        raise RuleError(problem("asset.unknown", N_("The register has no asset {code}."), "asset", code=code))
    return found


def _open_day(tx: Tx, day: date) -> date:
    """Give the day if it may be written, else the first open one after it."""
    calendar, shut = periods.calendar(tx), periods.last_shut(tx)
    if may_be_written(day, EntryKind.NORMAL, calendar, shut) is None:
        return day
    return max([calendar.first_day, *(calendar.days_of(each)[1] + timedelta(days=1) for each in shut)])


def _future(desk: Desk, day: date) -> list[Problem]:
    return [problem("match.future", N_("The day may not lie in the future."), "day")] if day > desk.today else []


def _no_till(tx: Tx, account: str) -> list[Problem]:
    found = accounts.chart(tx).get(account)
    if found is not None and is_till(found):
        return []
    return [problem("match.account", N_("Choose the cash or bank account."), "account")]
