"""The forms of a member: the person, and a change of standing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from welfare_desk.errors import Awaiting, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.members.register import Member, NoIdReason, Status, StatusChange, first_paid_to
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import SPRING, Ground, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from welfare_desk.reports.overview import BookFacts

NO_ID = {
    NoIdReason.MISSING: N_("not known yet"),
    NoIdReason.STATELESS: N_("a person without civil status"),
    NoIdReason.MONK: N_("a monk"),
}
_TEXTS = ("title", "first_name", "last_name", "house", "village", "tambon", "phone", "household", "centre",
          "vulnerable", "entry_resolution", "note")  # fmt: skip


class FormDialog(QDialog):
    """A form in a panel over the page: `send` gets the values; problems come back to the fields."""

    def __init__(
        self, parent: QWidget, title: str, form: Form, send: Callable[[dict[str, Any], FormDialog], None]
    ) -> None:
        super().__init__(parent)
        self.form, self._send = form, send
        self.setWindowTitle(title)
        self.save = Button(_("Save"), "primary", "check", "Ctrl Enter", act=self.try_to_save)
        leave = Button(_("Cancel"), "secondary", "", "Esc", act=self.reject)
        inner = QWidget()
        inner.setLayout(
            margins(column(Text(title, "title", wrap=True), "l", form, SPRING), "section", "l", "section", "l")
        )
        bar = Ground(margins(row(SPRING, leave, self.save), "section", "", "section", ""), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        layout = column()
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(bar)
        self.setLayout(layout)
        room = min(theme.width("paper_tall"), parent.height() - theme.gap("page"))  # large letters on a low screen
        tall = min(inner.sizeHint().height() + bar.height() + theme.gap("page"), room)
        self.resize(theme.width("form") + 3 * theme.gap("page"), tall)
        form.saved.connect(self.try_to_save)
        form.left.connect(self.reject)
        next(iter(form.fields.values())).editor.setFocus()

    def try_to_save(self) -> None:
        """Read the fields and hand them over; the dialog stays until they were taken."""
        try:
            values = self.form.values()
            self.form.show_problems(())
            self._send(values, self)
        except RuleError as error:
            self.form.show_problems(error.problems)

    def refused(self, error: Exception) -> None:
        """Show what the book would not take."""
        from welfare_desk.ui import errors  # noqa: PLC0415 - only when something is refused

        if isinstance(error, Awaiting):
            self.accept()
        errors.show(error, self.parentWidget() if isinstance(error, Awaiting) else self, self.form)


def member_form(facts: BookFacts, member: Member | None) -> Form:
    """Give the form of a member, filled in if there is one; the number of a known member cannot be changed."""
    read = day_reader(facts.today)
    reasons = [("", _("has an ID number")), *((reason.value, _(words)) for reason, words in NO_ID.items())]
    number = TextEdit(member.number if member else "")
    number.setEnabled(member is None)
    form = Form(
        (
            Field("number", _("Member number"), number),
            Field("title", _("Title"), TextEdit()),
            Field("first_name", _("First name"), TextEdit()),
            Field("last_name", _("Surname"), TextEdit()),
            Field("national_id", _("ID number"), TextEdit(), _("13 digits; dashes and Thai digits are understood.")),
            Field("no_id_reason", _("If there is none"), Pick("", reasons, "")),
            Field("birth_day", _("Born"), DayEdit(read)),
            Field("house", _("House number"), TextEdit()),
            Field("village", _("Village"), TextEdit()),
            Field("tambon", _("Tambon"), TextEdit()),
            Field("phone", _("Phone"), TextEdit()),
            Field("household", _("Household"), TextEdit()),
            Field("centre", _("Village centre"), TextEdit()),
            Field("vulnerable", _("Vulnerable group"), TextEdit()),
            Field("entry_day", _("Entered"), DayEdit(read)),
            Field("entry_resolution", _("Approved by resolution"), TextEdit()),
            Field("note", _("Note"), TextEdit()),
        )
    )
    if member is not None:
        form.set_values(
            **{name: getattr(member, name) for name in _TEXTS},
            number=member.number,
            national_id=member.national_id or "",
            no_id_reason=member.no_id_reason.value if member.no_id_reason else "",
            birth_day=member.birth_day,
            entry_day=member.entry_day,
        )
    return form


def member_from(values: dict[str, Any], facts: BookFacts, before: Member | None) -> Member:
    """Make the member that the form says; a new one is active from the day of entry."""
    from welfare_desk.words import arabic_digits  # noqa: PLC0415 - only when a form is saved

    digits = arabic_digits(values["national_id"]).replace("-", "").replace(" ", "")
    entry: date | None = values["entry_day"]
    if before is None and entry is None:
        raise RuleError(problem("member.no_entry_day", N_("Write the day of entry."), "entry_day"))
    born: date | None = values["birth_day"]
    fields = {name: values[name] for name in _TEXTS}
    fields |= {
        "national_id": digits or None,
        "no_id_reason": NoIdReason(values["no_id_reason"]) if values["no_id_reason"] and not digits else None,
        "birth_day": born,
        "birth_year": born.year if born else (before.birth_year if before else None),
        "entry_day": entry,
    }
    if before is not None:
        return replace(before, **fields)
    assert entry is not None  # noqa: S101 - refused above, told to the type checker
    paid_to = first_paid_to(facts.first_day, entry, None)
    return Member(number=values["number"], paid_to=paid_to, statuses=(StatusChange(entry, Status.ACTIVE),), **fields)


def standing_form(facts: BookFacts, member: Member) -> Form:
    """Give the form for a change of standing."""
    now = member.status_on(facts.today)
    choices = [(status.value, _(words)) for status, words in STATUS_NAMES.items() if status is not Status.MERGED]
    return Form(
        (
            Field("status", _("New standing"), Pick("", choices, now.value)),
            Field("day", _("From"), DayEdit(day_reader(facts.today), facts.today)),
            Field("reason", _("Reason"), TextEdit()),
        )
    )


def merge_form(stays: Sequence[Member], into: Member | None) -> Form:
    """Give the form that names the number which stays, of those that may, and how one knows."""
    choices = [(each.number, f"{each.number} {each.name}") for each in stays]
    number = Finder(choices, _("A name or a number"))
    number.set_value(into.number if into else "")
    final = _(
        "What was paid under both numbers counts for the one that stays, and the other leaves the list. "
        "Nothing that was posted changes. This is final."
    )
    return Form((Field("into", _("Number that stays"), number), Field("reason", _("How you know"), TextEdit(), final)))
