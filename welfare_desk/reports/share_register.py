"""Share register: what each member has paid up, of which class she is, and what she pays each month."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.coop.memberships import CLASS_NAMES, MemberClass, class_on
from welfare_desk.coop.shares import shares_in
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import coop_rules, member_classes, members, settings, shares

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "share-register", N_("Share register")
QUESTION = N_("Who holds how many shares, and what is paid into them each month?")
PARAMETERS = (ON,)


class Held(NamedTuple):
    """What one member has paid up, and pays each month."""

    member: str
    name: str
    kind: MemberClass
    paid_up: Money
    monthly: Money


def is_member_owned(tx: Tx) -> bool:
    """Tell whether members own shares and savings in this book."""
    return settings.get(tx, "kind") in MEMBER_OWNED


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every member's shares as of a day, and lay them out."""
    day = asked.day("on")
    found = held_on(tx, day) if is_member_owned(tx) else []
    return lay_out(found, coop_rules.share_rules(tx, day).par, day)


def held_on(tx: Tx, day: date) -> list[Held]:
    """Read what each member with shares or a plan has paid up at the end of a day, in the order of numbers."""
    paid, plans = shares.all_held(tx, day), shares.plans(tx, day)
    names, classes = members.holders(tx)[0], member_classes.changes(tx)
    return [
        Held(
            number, names.get(number, ""), class_on(classes.get(number, ()), day), paid.get(number, ZERO),
            plans.get(number, ZERO),
        )
        for number in sorted({*paid, *plans})
    ]  # fmt: skip


def lay_out(found: Sequence[Held], par: Money, day: date) -> Report:
    """Lay out one line for each member over the sums."""
    rows = [
        Row(
            (
                each.member, each.name, _(CLASS_NAMES[each.kind]), shares_in(each.paid_up, par), each.paid_up,
                each.monthly or None,
            ),
            opens=Link("share-card", (("member", each.member),)),
        )
        for each in found
    ]  # fmt: skip
    if rows:
        text = ngettext("{count} member", "{count} members", len(rows)).format(count=f"{len(rows):,}")
        total = Money.sum(each.paid_up for each in found)
        monthly = Money.sum(each.monthly for each in found)
        rows.append(Row((None, text, None, shares_in(total, par), total, monthly), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=28),
            Column("class", _("Class"), width=16),
            Column("shares", _("Shares held"), Kind.NUMBER, 12),
            Column("paid_up", _("Share capital"), Kind.MONEY, 16),
            Column("monthly", _("Each month"), Kind.MONEY, 14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)) + " · " + _("One share: {par} baht").format(par=par.text()),
        nothing=_("Nobody has paid up shares yet."),
    )
