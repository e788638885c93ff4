"""Record of processing: which personal data the fund uses, what for, on what ground, who gets it, how long it stays.

Section 39 of the Personal Data Protection Act B.E. 2562 asks for one. The grounds are defaults of this program, for
the committee to confirm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.privacy import Purpose
from welfare_desk.members.register import ENDED
from welfare_desk.reports.consents import PURPOSES
from welfare_desk.reports.model import Column, Report, Row
from welfare_desk.storage import members, privacy, settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "processing-record", N_("Record of processing of personal data")
QUESTION = N_("Which personal data does the fund use, what for, and how long?")
PARAMETERS: tuple[Parameter, ...] = ()
_DATA = {
    Purpose.MEMBERSHIP: N_("name, ID number, birth, address, telephone, beneficiaries, standing"),
    Purpose.BENEFITS: N_("name, family, papers of the claim, what was paid"),
    Purpose.ACCOUNTS: N_("name, member number, money paid and received"),
    Purpose.HEALTH: N_("causes of illness and death, disability, treatment papers"),
    Purpose.SHARING: N_("name, ID number, contributions of the year"),
    Purpose.CONTACT: N_("telephone number, photo"),
}
_GROUNDS = {
    Purpose.MEMBERSHIP: N_("the membership itself (section 24 (3))"),
    Purpose.BENEFITS: N_("the membership itself (section 24 (3))"),
    Purpose.ACCOUNTS: N_("duty to account (section 24 (6))"),
    Purpose.HEALTH: N_("express consent (section 26)"),
    Purpose.SHARING: N_("consent (section 19)"),
    Purpose.CONTACT: N_("consent (section 19)"),
}
_RECEIVERS = {
    Purpose.MEMBERSHIP: N_("committee"),
    Purpose.BENEFITS: N_("committee"),
    Purpose.ACCOUNTS: N_("committee, auditor, general meeting (sums)"),
    Purpose.HEALTH: N_("those of the committee whose role allows it"),
    Purpose.SHARING: N_("CODI and the local authority that gives matching money"),
    Purpose.CONTACT: N_("nobody outside"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the numbers of people and consents and the settings, and lay the record out."""
    now = {each.number for each in members.all_members(tx) if each.status_on(asked.today) not in ENDED}
    agreed = {
        purpose: sum(
            purpose in said and said[purpose].given for number, said in privacy.consents(tx).items() if number in now
        )
        for purpose in Purpose
    }
    head = settings.find(tx, "head") or ""
    return lay_out(len(now), agreed, privacy.kept_years(tx), dict(privacy.full_exports(tx)), head, asked.today)


def lay_out(
    people: int, agreed: Mapping[Purpose, int], years: int, exports: Mapping[str, int], head: str, today: date
) -> Report:
    """Lay out the purposes; `agreed` counts consents, `exports` reports that left with whole numbers."""
    asked_of = {Purpose.HEALTH, Purpose.SHARING, Purpose.CONTACT}
    after = ngettext(
        "membership and {years} year after", "membership and {years} years after", years
    ).format(years=years)  # fmt: skip
    rows = [
        Row(
            (
                _(PURPOSES[each]),
                _(_DATA[each]),
                _(_GROUNDS[each]),
                f"{agreed[each] if each in asked_of else people:,}",
                _(_RECEIVERS[each]),
                after if each in (Purpose.MEMBERSHIP, Purpose.BENEFITS, Purpose.ACCOUNTS) else _("until taken back"),
            )
        )
        for each in Purpose
    ]
    sent = sum(exports.values())
    measures = _(
        "Measures: people sign in with own passwords, roles say who sees what, ID and telephone numbers are hidden in "
        "lists and exports, every act stands in the trail, the book and its backups can be encrypted."
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("purpose", _("What for"), width=24),
            Column("data", _("Which data"), width=28),
            Column("ground", _("On what ground"), width=20),
            Column("people", _("Members"), width=8),
            Column("receivers", _("Who gets it"), width=24),
            Column("kept", _("How long"), width=16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(_("The grounds are defaults of the program, for the committee to confirm."), measures),
        facts=(
            (_("Responsible"), head or None),
            (_("Left with whole numbers"), ngettext("{count} time", "{count} times", sent).format(count=sent)),
        ),
        landscape=True,
        signatures=(_("Head of the fund"),),
    )
