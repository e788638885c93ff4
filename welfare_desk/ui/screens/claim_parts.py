"""The parts of the page of a claim: how its status looks, the card of what is given, and a line of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.dates import short_day
from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, column, margins, row
from welfare_desk.ui.widgets.text import Chip, Text
from welfare_desk.welfare.claims import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.claim_facts import Step, WholeClaim

TONES = {
    ClaimStatus.ASKED: ("look", "clock"),
    ClaimStatus.DECIDED: ("look", "clock"),
    ClaimStatus.APPROVED: ("accent", "wallet"),
    ClaimStatus.PAID: ("ok", "circle-check"),
    ClaimStatus.REJECTED: ("stop", "ban"),
    ClaimStatus.WITHDRAWN: ("neutral", "circle-minus"),
}
STEPS = {
    "decided": N_("Decided"),
    "approved": N_("Approved"),
    "paid": N_("Paid out"),
    "rejected": N_("Rejected"),
    "withdrawn": N_("Taken back"),
}


def right_card(whole: WholeClaim) -> QWidget:
    """Show in a card what the regulation gives."""
    claim = whole.claim
    decided = claim.status is not ClaimStatus.ASKED
    tone, words = ("ok", _("Entitled")) if claim.right else ("stop", _("Not entitled"))
    chip = Chip(words, tone) if decided else Chip(_("To be decided"), "look", "clock")
    amount = Text(claim.right.text() if decided else "–", "figure")
    card = Ground(colour="page", radius="card", sides="ltrb")
    inner = column(row(Text(_("What the regulation gives"), "strong", wrap=True), SPRING, chip), "s",
                   row(Text(_("Baht"), "small", "muted"), SPRING, amount), gap="")  # fmt: skip
    if claim.status in (ClaimStatus.APPROVED, ClaimStatus.PAID):
        add(inner, row(Text(_("Approved"), "small", "muted"), SPRING, Text(claim.amount.text(), "strong")))
        add(inner, row(Text(_("Paid out"), "small", "muted"), SPRING, Text(claim.paid.text(), "strong")))
    if claim.is_override:
        words = _("The committee gave more than the regulation, by its resolution.")
        add(inner, Text(words, "small", "look", wrap=True))
    card.setLayout(margins(inner, "l", "m", "l", "m"))
    return card


def pair(label: str, words: str) -> QWidget:
    """Show a label with what is said beside it."""
    shown = QWidget()
    name = Text(label, "body", "muted", wrap=True)
    name.setFixedWidth(theme.width("form") // 3)
    parts = row(column(name, SPRING), gap="m")
    parts.addLayout(column(Text(words, "body", wrap=True), SPRING), 1)
    shown.setLayout(margins(parts))
    return shown


def step_line(step: Step, open_voucher: Callable[[str], object]) -> QWidget:
    """Show what became of a claim on a day, with its voucher."""
    shown = QWidget()
    words = " · ".join(part for part in (step.words, step.payee) if part)
    status = Text(_(STEPS[step.status]), "body")
    parts = row(Text(short_day(step.day), "small", "muted"), status, gap="m")
    parts.addWidget(Text(words, "small", "text2", wrap=True), 1)
    if step.undone_by:
        add(parts, Text(_("reversed by {voucher}").format(voucher=step.undone_by), "small", "look"))
    if step.voucher:
        add(parts, Button(step.voucher, "link", act=lambda: open_voucher(step.voucher)))
    add(parts, Text(step.amount.text() if step.amount else "", "medium"))
    shown.setLayout(margins(parts))
    return shown
