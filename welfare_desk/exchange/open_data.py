"""Open data of a fund: the public summary as CSV and JSON, with a sidecar that says what it is; nobody's data in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_, _, language
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.csv import as_csv
from welfare_desk.reports.draw.json import as_json
from welfare_desk.reports.packs import pack_year
from welfare_desk.services.books import fund_settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

CSV, JSON, SIDECAR = "fund-summary.csv", "fund-summary.json", "fund-summary.metadata.json"
LICENCE = "CC-BY-4.0"
_MEANINGS = {
    "topic": N_("what the figure is about"),
    "item": N_("what is counted"),
    "people": N_("different people; empty where none are counted, or too few"),
    "cases": N_("payments of benefits; empty where none are counted, or too few"),
    "baht": N_("baht, with a point before the satang"),
    "note": N_("why a count is left out"),
}


def write_open_data(desk: Desk, folder: Path, year: int | None = None) -> list[Path]:
    """Write the public summary of a fiscal year (Gregorian, in which it ends; none: the last one over) into a folder.

    Gives the files: CSV, JSON and the sidecar. A folder that cannot be written is a `BookError`.
    """
    summary, sidecar = desk.ask(lambda tx: _asked(tx, year, desk.today))
    contents = {CSV: as_csv(summary), JSON: as_json(summary).encode()}
    kinds = {CSV: "text/csv; charset=utf-8", JSON: "application/json"}
    sidecar["format"] = [
        {"name": name, "type": kinds[name], "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    contents[SIDECAR] = (json.dumps(sidecar, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            fresh = folder / f"{name}.new"
            fresh.write_bytes(content)
            fresh.replace(folder / name)
    except OSError as error:
        text = N_("Cannot write {path}: {reason}. Close it in other programs, or choose another folder.")
        raise BookError(problem("file.unwritable", text, path=folder, reason=error.strerror)) from error
    return [folder / name for name in contents]


def _asked(tx: Tx, year: int | None, today: date) -> tuple[Report, dict[str, object]]:
    of = pack_year(tx, year, today)
    first, last = of.first.replace(day=1), last_of_month(of.last)
    summary = make_report(tx, "citizen-summary", {"from": first, "to": last.replace(day=1)}, today)
    return summary, describe(summary, fund_settings(tx), (first, last), today)


def describe(summary: Report, fund: dict[str, str], days: tuple[date, date], today: date) -> dict[str, object]:
    """Give the fourteen items that describe the data: a default of ours, in the order of common catalogues."""
    about = "{title}: {fund}"
    words = _("Members, money in by source, money out and benefits by kind. Nobody's data is in it.")
    places = {label: value for label, value in summary.facts if isinstance(value, str)}
    standing = summary.mark.lines[0] if summary.mark else ""
    return {
        "title": about.format(title=summary.title, fund=summary.book_name),
        "description": f"{words} {standing}".strip(),
        "organisation": fund["name_th"],
        "contact_role": _("Treasurer of the fund"),
        "keywords": [_("community welfare fund"), _("Members"), _("Benefits")],
        "frequency": "P1Y",
        "period": {"from": days[0].isoformat(), "to": days[1].isoformat()},
        "geographic_coverage": places or {_("Place"): fund["name_th"]},
        "format": [],
        "licence": LICENCE,
        "language": language(),
        "updated": today.isoformat(),
        "fields": [
            {"name": each.key, "title": each.title, "type": each.kind.name.lower(), "meaning": _(_MEANINGS[each.key])}
            for each in summary.columns
        ],
        "source": _("Accounts of the fund, by Welfare Desk"),
    }
