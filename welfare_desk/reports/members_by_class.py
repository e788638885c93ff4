"""Members by class: how many there were, came, left, died, and are; and whether their entrance fees agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import CLASS_NAMES
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_rules, member_classes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.memberships import ClassMovement, EntryRules
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "members-by-class", N_("Members by class")
QUESTION = N_("How many members came and left, and were their entrance fees paid?")
PARAMETERS = (FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Count the members of each class between two days, and hold the fees against the books."""
    first, last = asked.day("from"), asked.day("to")
    if not is_member_owned(tx):
        return lay_out([], None, (first, last))
    found = member_classes.movement(tx, first, last)
    fees = (coop_rules.entry_rules(tx, last), member_classes.fees_posted(tx, first, last))
    return lay_out(found, fees, (first, last))


def lay_out(found: Sequence[ClassMovement], fees: tuple[EntryRules, Money] | None, days: tuple[date, date]) -> Report:
    """Lay out one line for each class over the sums; the first note says whether the fees agree."""
    rows: list[Row] = []
    sums = [0] * 7
    expected = ZERO
    for each in found:
        counts = (
            each.opening, each.entered, each.moved_in, each.moved_out, each.resigned, each.died, each.closing,
        )  # fmt: skip
        due = fees[0].fee(each.kind) * each.entered if fees else ZERO
        expected += due
        sums = [one + other for one, other in zip(sums, counts, strict=True)]
        rows.append(Row((_(CLASS_NAMES[each.kind]), *counts, due)))
    notes: tuple[str, ...] = ()
    holds: bool | None = None
    if rows and fees:
        rows.append(Row((_("Total"), *sums, expected), Role.TOTAL))
        holds = expected == fees[1]
        agrees = _("Entrance fees in the books: {posted} baht, as new members and fees say.")
        differs = _("Entrance fees in the books: {posted} baht; new members and fees say {expected}.")
        notes = ((agrees if holds else differs).format(posted=fees[1].text(), expected=expected.text()),)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("class", _("Class"), width=20),
            Column("opening", _("At the start"), Kind.NUMBER, 10),
            Column("entered", _("New"), Kind.NUMBER, 9),
            Column("moved_in", _("From another class"), Kind.NUMBER, 10),
            Column("moved_out", _("To another class"), Kind.NUMBER, 10),
            Column("resigned", _("Resigned"), Kind.NUMBER, 9),
            Column("died", _("Died"), Kind.NUMBER, 9),
            Column("closing", _("At the end"), Kind.NUMBER, 10),
            Column("fees", _("Fees of new members"), Kind.MONEY, 14),
        ),
        tuple(rows),
        span_words(*days),
        notes=notes,
        holds=holds,
        landscape=True,
        nothing=_("No member was taken into a class yet."),
    )
