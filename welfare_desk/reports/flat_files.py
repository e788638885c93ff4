"""Lay records out as a flat file: the columns of the mapping, one line for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import _
from welfare_desk.reports.model import Column, Kind, Report, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.model import Value
    from welfare_desk.welfare.mappings import FileMapping

_KINDS = {
    "baht": Kind.MONEY, "as_of": Kind.DAY, "day": Kind.DAY, "event_day": Kind.DAY, "people": Kind.NUMBER,
    "line": Kind.CODE, "reference": Kind.CODE, "tambon": Kind.CODE, "book": Kind.CODE, "member": Kind.CODE,
}  # fmt: skip
_WIDE = {"fund": 26, "line_name": 26, "book": 20}


def laid_out(
    name: str,
    title: str,
    mapping: FileMapping,
    records: Sequence[Mapping[str, Value]],
    subtitle: str,
    notes: Sequence[str] = (),
) -> Report:
    """Lay records out by a mapping; `notes` say what is not as it should be."""
    columns = tuple(
        Column(f"{each.source}_{at}", each.title, _KINDS.get(each.source, Kind.TEXT), _WIDE.get(each.source, 12))
        for at, each in enumerate(mapping.columns, 1)
    )
    made_by = _("The columns are those of the mapping of {day}; no format of another system is published.")
    return Report(
        name,
        title,
        columns,
        tuple(Row(tuple(record[each.source] for each in mapping.columns)) for record in records),
        subtitle,
        notes=(*notes, made_by.format(day=long_day(mapping.as_of))),
        landscape=True,
        holds=False if notes else None,
        nothing=_("Nothing is to be handed up."),
    )
