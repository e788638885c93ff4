"""The fund's finance as a flat file for another system: a line for each line of section 10, columns by the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, named
from welfare_desk.reports.flat_files import laid_out
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.status_form_facts import position
from welfare_desk.reports.status_form_money import LINES
from welfare_desk.storage import mappings, settings
from welfare_desk.welfare.mappings import FlatFile
from welfare_desk.welfare.status_form import RECEIPTS, USES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.reports.model import Report, Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "fund-finance", N_("Finance of the fund, to be handed up")
QUESTION = N_("Which figures of the fund's finance go into the file for another system?")
PARAMETERS = (ON,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for section 10 as of a day, and lay out a line for each of its lines."""
    day = asked.day("on")
    found, fund = position(tx, day), fund_of(tx)
    sides = ((_("Money that came in"), RECEIPTS), (_("Where it is"), USES))
    records: list[Mapping[str, Value]] = [
        {**fund, "as_of": day, "side": words, "line": line, "line_name": _(LINES[line]), "baht": found.of(line)}
        for words, groups in sides
        for group in groups
        for line in group
    ]
    subtitle = _("As of {day}").format(day=long_day(day))
    return laid_out(NAME, _(TITLE), mappings.mapping(tx, FlatFile.FINANCE), records, subtitle)


def fund_of(tx: Tx) -> dict[str, Value]:
    """Give what every line of a file says of the fund."""
    name = named(settings.get(tx, "name_th"), settings.get(tx, "name_en"))
    return {"tambon": settings.find(tx, "tambon") or "", "fund": name, "book": settings.get(tx, "id")}
