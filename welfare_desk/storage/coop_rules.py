"""Read and keep the rules of a cooperative's own: shares, entry and leaving, deductions. They are dated settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.member_rules import MemberRules
from welfare_desk.coop.memberships import EntryRules
from welfare_desk.coop.payroll import read_order
from welfare_desk.coop.shares import ShareRules
from welfare_desk.storage import rows, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.coop.payroll import DueKind
    from welfare_desk.storage.book import Tx

PAYROLL_ORDER = "payroll_order"
PAYROLL_MORE = "payroll_more"  # "1": what was kept back above what is due goes into savings


def share_rules(tx: Tx, day: date | None = None) -> ShareRules:
    """Read the rules of shares as they stand on a day (none: the latest)."""
    return ShareRules.from_mapping(_kept(tx, ShareRules().as_mapping(), day))


def entry_rules(tx: Tx, day: date | None = None) -> EntryRules:
    """Read the rules of entry and leaving as they stand on a day (none: the latest)."""
    return EntryRules.from_mapping(_kept(tx, EntryRules().as_mapping(), day))


def payroll_order(tx: Tx, day: date | None = None) -> tuple[DueKind, ...]:
    """Read in which order deductions pay what is due."""
    return read_order(settings.find(tx, PAYROLL_ORDER, day) or "")


def payroll_takes_more(tx: Tx, day: date | None = None) -> bool:
    """Tell whether what was kept back above what is due goes into savings: a default of ours."""
    return settings.find(tx, PAYROLL_MORE, day) != "0"


def keep(tx: Tx, rules: Mapping[str, str], from_day: date) -> dict[str, str]:
    """Keep rules from a day on, and give those that are new."""
    changed = {key: value for key, value in rules.items() if settings.find(tx, key, from_day) != value}
    for key, value in changed.items():
        settings.put(tx, key, value, from_day)
    return changed


def keep_payroll(tx: Tx, order: Sequence[DueKind], from_day: date, *, takes_more: bool) -> dict[str, str]:
    """Keep how deductions are shared out, from a day on."""
    words = " ".join(each.value for each in order)
    return keep(tx, {PAYROLL_ORDER: words, PAYROLL_MORE: "1" if takes_more else "0"}, from_day)


def _kept(tx: Tx, names: Iterable[str], day: date | None) -> dict[str, str]:
    found = ((name, settings.find(tx, name, day)) for name in names)
    return {name: value for name, value in found if value is not None}


def member_rules(tx: Tx, day: date | None = None) -> MemberRules:
    """Read all rules of members as they stand on a day (none: the latest)."""
    return MemberRules(
        share_rules(tx, day), entry_rules(tx, day), payroll_order(tx, day), payroll_takes_more(tx, day)
    )  # fmt: skip


def days(tx: Tx) -> dict[str, list[date]]:
    """Give the days from which each rule that was ever set counts, the first of them first."""
    names = {*ShareRules().as_mapping(), *EntryRules().as_mapping(), PAYROLL_ORDER, PAYROLL_MORE}
    found = rows.ask(tx, "SELECT key, from_day FROM settings ORDER BY key, from_day")
    kept: dict[str, list[date]] = {}
    for key, from_day in found:
        if key in names and from_day != settings.ALWAYS:
            kept.setdefault(key, []).append(date.fromisoformat(from_day))
    return kept


def told(changed: Mapping[str, str]) -> list[str]:
    """Write changed rules for the trail."""
    return [f"{name} = {value}" for name, value in sorted(changed.items())]
