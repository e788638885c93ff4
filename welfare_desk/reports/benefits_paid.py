"""Benefits paid as a flat file for another system: a line for each payment, columns by the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.benefit_lines import kinds_of, lines_of, number_of
from welfare_desk.reports.flat_files import laid_out
from welfare_desk.reports.fund_finance import fund_of
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import given, mappings
from welfare_desk.storage.given import Source
from welfare_desk.welfare.claims import reference_of
from welfare_desk.welfare.mappings import FlatFile, doubles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.model import Report, Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.given import Given

NAME, TITLE = "benefits-paid", N_("Benefits paid, to be handed up")
QUESTION = N_("Which benefits paid go into the file for another system, and is any of them there twice?")
PARAMETERS = (FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the benefits paid between two days, and lay out a line for each payment."""
    first, last = asked.day("from"), asked.day("to")
    paid, fund = given.paid(tx, first, last), fund_of(tx)
    lines = lines_of(kinds_of(tx).values())
    records: list[Mapping[str, Value]] = []
    for each in paid:
        line = lines.get(each.type)
        number = number_of(line) if line else None
        records.append(
            {
                **fund, "reference": reference(each), "day": each.day, "event_day": each.event_day,
                "line": str(number) if number is not None else None, "line_name": line.name if line else each.type,
                "type": each.type, "village": each.village, "member": each.member, "people": 1, "baht": each.amount,
            }
        )  # fmt: skip
    notes = [_twice(found) for found in twice(paid)]
    return laid_out(NAME, _(TITLE), mappings.mapping(tx, FlatFile.BENEFITS), records, span_words(first, last), notes)


def twice(paid: Sequence[Given]) -> list[list[Given]]:
    """Find benefits of one person, kind and event that stand under several references: perhaps written down twice."""
    first: dict[str, Given] = {}
    for each in paid:
        first.setdefault(reference(each), each)

    def key(of: Given) -> tuple[str, str, date] | None:
        return (of.member, of.type, of.event_day) if of.member else None

    return doubles(first.values(), key)


def reference(of: Given) -> str:
    """Name a benefit: its claim, or its line in a list of before the book."""
    return reference_of(of.id) if of.source is Source.BOOK else f"B-{of.id:04}"


def _twice(found: Sequence[Given]) -> str:
    text = ngettext(
        "{references}: {count} benefit of one person, kind and event.",
        "{references}: {count} benefits of one person, kind and event; perhaps one was written down twice.",
        len(found),
    )
    return text.format(references=", ".join(reference(each) for each in found), count=len(found))
