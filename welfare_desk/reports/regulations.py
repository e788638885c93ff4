"""Register of the fund's regulations: every version, since when it is in force, and its signed file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.storage import attachments, benefits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx

NAME, TITLE = "regulations", N_("Register of regulations")
QUESTION = N_("Which regulation was in force when, and which meeting adopted it?")
PARAMETERS: tuple[Parameter, ...] = ()


class Version(NamedTuple):
    """A regulation with how many benefits it has, and the names of its signed files."""

    regulation: Regulation
    benefits: int
    files: Sequence[str]


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every version and lay them out."""
    found = [
        Version(
            each,
            len(benefits.types_of(tx, each.id)),
            [file.name for file in attachments.linked(tx, "regulation", str(each.id)) if file.size is not None],
        )
        for each in benefits.regulations(tx)
    ]
    return lay_out(found, asked.today)


def lay_out(found: Sequence[Version], today: date) -> Report:
    """Lay out one line for each version, the newest first."""
    in_force = max((each.regulation.id for each in found if each.regulation.from_day <= today), default=0)
    rows = [
        Row(
            (
                each.regulation.id,
                each.regulation.name,
                each.regulation.from_day,
                state_words(each.regulation, in_force),
                each.regulation.adopted_day,
                each.regulation.resolution,
                each.benefits,
                ", ".join(each.files) or _("not attached"),
            ),
            opens=Link("regulation", (("number", str(each.regulation.id)),)),
        )
        for each in reversed(found)
    ]
    lacking = sum(not each.files for each in found)
    text = ngettext(
        "The signed file of {count} version is missing.",
        "The signed files of {count} versions are missing.",
        lacking,
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Version"), Kind.NUMBER, 7),
            Column("name", _("Regulation"), width=28),
            Column("from_day", _("In force from"), Kind.DAY, 12),
            Column("state", _("State"), width=14),
            Column("adopted_day", _("Meeting"), Kind.DAY, 12),
            Column("resolution", _("Resolution"), width=24),
            Column("benefits", _("Benefits"), Kind.NUMBER, 9),
            Column("file", _("Signed file"), width=24),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(text.format(count=lacking),) if lacking else (),
        landscape=True,
        nothing=_("No regulation is adopted yet."),
    )


def state_words(regulation: Regulation, in_force: int) -> str:
    """Say whether a version is in force, was, or will be; `in_force` is the number of the one that is."""
    if regulation.id == in_force:
        return _("in force")
    return _("superseded") if regulation.id < in_force else _("not yet in force")
