"""The reports of books whose members own shares and savings, beside those that every book has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.reports import control_accounts
from welfare_desk.reports.report_kinds import kind_of

if TYPE_CHECKING:
    from welfare_desk.reports.report_kinds import ReportKind

COOP_GROUPS: tuple[tuple[str, tuple[ReportKind, ...]], ...] = (
    (
        N_("Members' records and control accounts"),
        (kind_of(control_accounts),),
    ),
)
COOP_KINDS = tuple(kind for _group, kinds in COOP_GROUPS for kind in kinds)
