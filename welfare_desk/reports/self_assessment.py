"""What the fund says of itself: the boxes of section 9 of the status form, and five virtues with items of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import certification, handups
from welfare_desk.welfare.assessments import (
    ITEMS,
    TICKS,
    AssessmentKind,
    Virtue,
    read_ticks,
    read_virtues,
    told_by_book,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.assessments import VirtueItem

NAME, TITLE = "self-assessment", N_("Self-assessment")
QUESTION = N_("What does the fund say of its management and its virtues?")
PARAMETERS = (ON,)
VIRTUES = {
    Virtue.VISION: N_("Vision"),
    Virtue.SUFFICIENCY: N_("Sufficiency"),
    Virtue.HONESTY: N_("Honesty"),
    Virtue.VOLUNTEERING: N_("Volunteering"),
    Virtue.DISCIPLINE: N_("Discipline"),
}


class Said(NamedTuple):
    """What a fund said of itself up to a day: boxes ticked (None: never), those that the book tells, its own items."""

    ticked: frozenset[str] | None
    ticked_on: date | None
    by_book: frozenset[str]
    virtues: tuple[VirtueItem, ...]
    virtues_on: date | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the last self-assessments up to a day, and lay them out."""
    return lay_out(said(tx, asked.day("on")), asked.day("on"))


def said(tx: Tx, day: date) -> Said:
    """Read what the fund said of itself up to a day, and what the book tells."""
    ticks = handups.assessed(tx, AssessmentKind.STATUS_FORM, day)
    virtues = handups.assessed(tx, AssessmentKind.VIRTUE, day)
    return Said(
        read_ticks(ticks.content) if ticks else None,
        ticks.day if ticks else None,
        told_by_book(certification.management(tx, day), day),
        tuple(read_virtues(virtues.content)) if virtues else (),
        virtues.day if virtues else None,
    )


def lay_out(of: Said, day: date) -> Report:
    """Lay out section 9, then the virtues with their points."""
    rows = [Row((None, _("Management: section 9 of the status form"), None, None, None), Role.HEADING)]
    rows += tick_rows(of)
    rows.append(Row((None, _("Virtues: the fund's own items"), None, None, None), Role.HEADING))
    for virtue, words in VIRTUES.items():
        rows += _virtue(_(words), [each for each in of.virtues if each.virtue is virtue])
    if of.virtues:
        rows.append(_sum(_("All virtues"), of.virtues, Role.TOTAL))
    days = ((_("Ticked on"), of.ticked_on), (_("Virtues assessed on"), of.virtues_on))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("item", _("Item no."), Kind.CODE, 8),
            Column("words", _("Item"), width=50),
            Column("said", _("What is said"), width=24),
            Column("points", _("Points"), Kind.NUMBER, 9),
            Column("most", _("Points at most"), Kind.NUMBER, 9),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=tuple((label, value) for label, value in days if value is not None),
        notes=(_("The program brings no items of its own for the virtues; each fund writes what it asks of itself."),),
    )


def tick_rows(of: Said) -> list[Row]:
    """Lay out the boxes of section 9: what was ticked by hand, else what the book tells."""
    rows: list[Row] = []
    for item, words in ITEMS.items():
        rows.append(Row((item, _(words), None, None, None), Role.SUBTOTAL))
        for each in (one for one in TICKS if one.item == item):
            told = _("told by the book") if each.key in of.by_book else None
            rows.append(Row((None, f"{mark(each.key, of)} {_(each.words)}", told, None, None)))
    return rows


def mark(key: str, of: Said) -> str:
    """Draw a box: ticked by hand where anybody ticked, else as the book tells."""
    ticked = of.by_book if of.ticked is None else of.ticked
    return "[×]" if key in ticked else "[  ]"


def _virtue(words: str, items: Sequence[VirtueItem]) -> list[Row]:
    if not items:
        return [Row((None, words, _("nothing is asked yet"), None, None), Role.SUBTOTAL)]
    rows = [Row((None, each.words, None, each.points, each.most)) for each in items]
    return [_sum(words, items, Role.SUBTOTAL), *rows]


def _sum(words: str, items: Sequence[VirtueItem], role: Role) -> Row:
    points, most = sum(each.points for each in items), sum(each.most for each in items)
    return Row((None, words, f"{points * 100 // most} %", points, most), role)
