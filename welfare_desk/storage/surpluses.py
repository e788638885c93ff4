"""Keep how the surplus of a year was shared: the worksheet, the resolution, what every member gets, and is paid.

A sharing counts while its entry is not reversed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.coop.accounts import COOPERATIVE, CoopAccount
from welfare_desk.coop.dividends import MemberShare, ShareOf
from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.statutory import check_as_mapping
from welfare_desk.coop.surplus import GROUP_RULES, SurplusRules
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, holdings, registers, rows, settings
from welfare_desk.storage.contributions import STANDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.coop.statutory import Check, Meeting
    from welfare_desk.coop.surplus import Worksheet
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_RULES = "surplus_rules"


class KeptSurplus(NamedTuple):
    """A surplus as it was shared; `content` is the worksheet in plain values."""

    id: int
    year: int
    content: Mapping[str, Any]
    resolution: str
    day: date
    voucher: str


# Rules


def rules(tx: Tx, day: date | None = None) -> SurplusRules:
    """Read by which limits a surplus is shared on a day: the defaults of the kind of book, and what was set."""
    usual = SurplusRules() if settings.get(tx, "kind") == COOPERATIVE else GROUP_RULES
    return rules_with(usual, given_rules(tx, day))


def rules_with(usual: SurplusRules, given: Mapping[str, Any]) -> SurplusRules:
    """Lay what was set over the defaults; `league_most` is satang."""
    known = {each.name for each in fields(SurplusRules)} - {"chosen"}
    values = {name: value for name, value in given.items() if name in known}
    if "league_most" in values:
        values["league_most"] = Money(values["league_most"])
    usual_values = {name: getattr(usual, name) for name in known}
    return SurplusRules(**(usual_values | values), chosen=tuple(sorted(values)))


def keep_rules(tx: Tx, given: Mapping[str, Any], from_day: date) -> None:
    """Keep what was set of the rules, all of it, from a day on."""
    settings.put(tx, _RULES, json.dumps(dict(given), sort_keys=True), from_day)


def given_rules(tx: Tx, day: date | None = None) -> dict[str, Any]:
    """Read what was set of the rules, in plain values."""
    kept = settings.find(tx, _RULES, day)
    return {} if kept is None else json.loads(kept)


# Sharings


def content_of(sheet: Worksheet, checks: Sequence[Check]) -> dict[str, Any]:
    """Write a worksheet with its checks in plain values, money as satang."""
    return {
        "checks": [check_as_mapping(each) for each in checks],
        "net_profit": sheet.facts.net_profit.satang,
        "accumulated_loss": sheet.facts.accumulated_loss.satang,
        "share_capital": sheet.facts.share_capital.satang,
        "equalisation": sheet.facts.equalisation.satang,
        "from_equalisation": sheet.ask.from_equalisation.satang,
        "dividend_rate": sheet.ask.dividend_rate,
        "patronage_rate": sheet.ask.patronage_rate,
        "dividend": sheet.dividend.satang,
        "patronage": sheet.patronage.satang,
        "left_out": list(sheet.left_out),
        "rules": {name: _plain(value) for name, value in asdict(sheet.rules).items()},
        "lines": [
            [
                line.number,
                line.code,
                line.account.value if isinstance(line.account, CoopAccount) else line.account,
                line.amount.satang,
            ]
            for line in sheet.lines
        ],
    }


def _plain(value: object) -> object:
    return value["satang"] if isinstance(value, dict) else value  # pyright: ignore[reportUnknownVariableType] - as `asdict` writes money


def add(tx: Tx, made: Made, shared: tuple[Worksheet, Sequence[Check], Meeting], entry_id: int) -> int:
    """Keep a sharing (worksheet, checks, meeting) while its entry is being posted, and give its number."""
    sheet, checks, meeting = shared
    assert meeting.day is not None  # noqa: S101 - told to the type checker: a resolution has a day
    ((last,),) = rows.ask(tx, "SELECT coalesce(max(id), 0) FROM surpluses")
    content = json.dumps(content_of(sheet, checks), ensure_ascii=False, sort_keys=True)
    rows.write(
        tx,
        "INSERT INTO surpluses (id, fiscal_year, content, resolution, day, entry_id) VALUES (?, ?, ?, ?, ?, ?)",
        (last + 1, sheet.facts.year, content, meeting.resolution.strip(), meeting.day.isoformat(), entry_id),
    )
    lines = [
        (last + 1, each.member, each.kind.value, each.base, each.amount.satang)
        for each in (*sheet.dividends, *sheet.refunds)
    ]
    if lines:
        rows.write_each(
            tx, "INSERT INTO surplus_lines (surplus_id, member, kind, base, amount) VALUES (?, ?, ?, ?, ?)", lines
        )
    registers.note(
        tx, made, "surpluses", (last + 1,), year=sheet.facts.year, satang=sheet.facts.net_profit.satang,
        resolution=meeting.resolution.strip(), members=len(lines),
    )  # fmt: skip
    return last + 1


def surpluses(tx: Tx) -> list[KeptSurplus]:
    """Read the sharings that count, the latest first."""
    asked = f"""
        SELECT v.id, v.fiscal_year, v.content, v.resolution, v.day, e.voucher FROM surpluses v
        JOIN entries e ON e.id = v.entry_id WHERE {STANDS.format("v")} ORDER BY v.fiscal_year DESC, v.id DESC
    """  # noqa: S608 - every part of it is a constant of the program
    return [
        KeptSurplus(number, year, json.loads(content), resolution, date.fromisoformat(day), voucher)
        for number, year, content, resolution, day, voucher in rows.ask(tx, asked)
    ]


def of_year(tx: Tx, year: int) -> KeptSurplus | None:
    """Find how the surplus of a fiscal year was shared, or nothing."""
    return next((each for each in surpluses(tx) if each.year == year), None)


def member_shares(tx: Tx, surplus: int) -> list[MemberShare]:
    """Read what every member gets of a sharing, by number of member."""
    asked = "SELECT member, kind, base, amount FROM surplus_lines WHERE surplus_id = ? ORDER BY member, kind"
    return [
        MemberShare(member, ShareOf(kind), base, Money(satang))
        for member, kind, base, satang in rows.ask(tx, asked, (surplus,))
    ]


# What is still to be paid

PAYABLE = {ShareOf.DIVIDEND: CoopAccount.DIVIDEND_PAYABLE, ShareOf.PATRONAGE: CoopAccount.PATRONAGE_PAYABLE}


def unpaid(tx: Tx, kind: ShareOf) -> dict[str, Money]:
    """Tell what every member has still to get of all dividends or refunds, by number of member."""
    account = coop_accounts.roles(tx)[PAYABLE[kind]]
    of = {each.id: each.member for each in holdings.every(tx, Ledger.SHARE) if each.member}
    found = {of[holding]: -amount for holding, amount in holdings.balances(tx, account).items() if holding in of}
    return {member: amount for member, amount in sorted(found.items()) if amount > ZERO}
