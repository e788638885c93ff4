"""The rules of members: shares, entering and leaving, deductions from pay; those in force, and those that come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import GuarantorRule
from welfare_desk.coop.payroll import DUE_NAMES
from welfare_desk.coop.shares import LAST_DAY_OF_ALL_MONTHS
from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.loan_products import last_before
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.coop.member_rules import MemberRules
    from welfare_desk.coop.payroll import DueKind
    from welfare_desk.money import Money
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-rules", N_("Rules of members")
QUESTION = N_("Which rules of shares, of entering and leaving, and of deductions are in force?")
PARAMETERS = (ON,)
GUARANTOR_RULES = {
    GuarantorRule.BLOCK: N_("whoever stands surety is released before she leaves"),
    GuarantorRule.FLAG: N_("whoever stands surety may leave; it is told"),
}
MORE = {True: N_("goes into savings"), False: N_("is refused")}
_PARTS = (
    (N_("Shares"), ("share_par", "share_counted_to", "share_fewest_holders")),
    (
        N_("Entering and leaving"),
        ("entrance_fee", "entrance_fee_associate", "first_shares", "leaving_guarantors"),
    ),
    (N_("Payroll deductions"), (coop_rules.PAYROLL_ORDER, coop_rules.PAYROLL_MORE)),
)
_RULES = {
    "share_par": N_("Value of one share"),
    "share_counted_to": N_("Up to which day of a month shares count for it"),
    "share_fewest_holders": N_("Nobody holds above one fifth once there are"),
    "entrance_fee": N_("Entrance fee of a regular member"),
    "entrance_fee_associate": N_("Entrance fee of an associate member"),
    "first_shares": N_("First shares, at least"),
    "leaving_guarantors": N_("Leaving while standing surety"),
    coop_rules.PAYROLL_ORDER: N_("A deduction pays, one after the other"),
    coop_rules.PAYROLL_MORE: N_("What is deducted above what is due"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the rules on a day, with the days from which they hold."""
    day = asked.day("on")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("rule", _("Rule"), width=34),
            Column("value", _("In force"), width=34),
            Column("from_day", _("In force from"), Kind.DAY, 12),
            Column("later", _("Changes later"), width=28),
        ),
        tuple(_rows(tx, day)) if is_member_owned(tx) else (),
        _("As of {day}").format(day=long_day(day)),
        notes=(_("A rule without a day is a default of the program, or was set for all days."),),
        nothing=_("Members own no shares or savings here."),
    )


def _rows(tx: Tx, day: date) -> Iterator[Row]:
    days = coop_rules.days(tx)
    now = said(coop_rules.member_rules(tx, day))
    later = {each: said(coop_rules.member_rules(tx, each)) for found in days.values() for each in found if each > day}
    for title, names in _PARTS:
        yield Row((_(title), None, None, None), Role.HEADING)
        for name in names:
            kept = days.get(name, ())
            changes = " · ".join(f"{short_day(each)}: {later[each][name]}" for each in kept if each > day)
            yield Row((_(_RULES[name]), now[name], last_before(kept, day), changes or None))


def said(rules: MemberRules) -> dict[str, str]:
    """Say each rule in words, by the name of its setting."""
    shares, entry, counted = rules.shares, rules.entry, rules.shares.counted_to
    if counted == 0:
        to = _("they count from the next month on")
    else:
        to = _("the whole month") if counted >= LAST_DAY_OF_ALL_MONTHS else _("day {day}").format(day=counted)
    holders = ngettext("{count} holder", "{count} holders", shares.fewest_holders).format(count=shares.fewest_holders)
    return {
        "share_par": _baht(shares.par),
        "share_counted_to": to,
        "share_fewest_holders": holders,
        "entrance_fee": _baht(entry.entrance_fee),
        "entrance_fee_associate": _baht(entry.associate_fee),
        "first_shares": _baht(entry.first_shares),
        "leaving_guarantors": _(GUARANTOR_RULES[entry.guarantors]),
        coop_rules.PAYROLL_ORDER: order_words(rules.order),
        coop_rules.PAYROLL_MORE: _(MORE[rules.takes_more]),
    }


def order_words(order: tuple[DueKind, ...]) -> str:
    """Say in which order a deduction pays what is due."""
    return " → ".join(_(DUE_NAMES[each]) for each in order)


def _baht(amount: Money) -> str:
    return _("{amount} baht").format(amount=amount.text())
