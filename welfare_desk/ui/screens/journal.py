"""The vouchers that were posted, and what each says; a mistake is put right by reversing, never by changing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.days import Days
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.paper import show_reports_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.screens.voucher_card import VoucherCard
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import Flow
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.model import Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class JournalScreen(Screen):
    """The list of vouchers beside the one that is chosen."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text("", "body", "text2")
        fresh = Button(_("New entry"), "primary", "plus", "F4", act=lambda: self.go.emit("entry", {}))
        reverse = Button(_("Reverse"), "danger", "ban", "Ctrl+R", act=self.reverse)
        copy = Button(_("Copy as new"), "secondary", "copy", "F7", act=self.copy)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_chosen)
        layout, _head = page(_("Posted vouchers"), self.sentence, reverse, copy, paper, fresh, rail=True)
        self.days = Days(facts, memory)
        self.days.turned.connect(self.refresh)
        filters = Flow()
        for part in self.days.parts:
            filters.add(part)
        self.seek = TextEdit("", _("Filter the rows"), quiet=True)
        self.seek.setFixedWidth(theme.width("filter"))
        filters.add(self.seek)
        layout.addLayout(filters)
        layout.addSpacing(theme.gap("m"))
        self.table = Table()
        words = _("Vouchers are made when money is taken in, paid or moved, or by an entry of your own.")
        start = Button(_("New entry"), "secondary", "plus", act=lambda: self.go.emit("entry", {}))
        self.table.set_empty_state("book-open", _("No vouchers in these days"), words, start)
        self.table.needs_rows(reverse, copy, paper)
        self.table.row_chosen.connect(self._show_voucher)
        self.table.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        self.seek.textChanged.connect(self.table.seek)
        self.card = VoucherCard(self)
        body = QHBoxLayout()
        body.setSpacing(theme.gap("section"))
        body.addWidget(self.table, 1)
        body.addWidget(self.card)
        layout.addLayout(body, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def open(self, **params: str) -> None:
        """Show the vouchers of some days (`from`, `to`)."""
        self.days.show_days(params.items())
        if params:
            self.refresh()

    def refresh(self) -> None:
        days = self.days.chosen()

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, "vouchers", days, desk.today, self.facts.sees))

        self.ask(work, self._show)

    def _show(self, report: Report) -> None:
        self.sentence.say(report.subtitle)
        self.card.setVisible(bool(report.rows))
        self.table.show_report(report)

    def _voucher(self) -> str:
        chosen = self.table.chosen()
        return str(chosen[0].cells[0]) if chosen and chosen[0].opens is not None else ""

    def _show_voucher(self, row: Row) -> None:
        if row.opens is None:
            return
        voucher = str(row.cells[0])

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, "entry", {"voucher": voucher}, desk.today, self.facts.sees))

        self.ask(work, partial(self.card.show_voucher, voucher), "voucher")

    # What is done

    def print_chosen(self) -> None:
        """Show the chosen vouchers on paper, in the order of the list."""
        chosen = [str(row.cells[0]) for row in self.table.chosen() if row.opens is not None]
        if chosen:
            title = chosen[0] if len(chosen) == 1 else _("{count} vouchers").format(count=len(chosen))
            show_reports_on_paper(self, title, [("entry", {"voucher": each}) for each in chosen])

    def copy(self) -> None:
        """Begin a new entry like the chosen one."""
        voucher = self._voucher()
        if voucher:
            self.go.emit("entry", {"copy": voucher})

    def reverse(self) -> None:
        """Undo the chosen voucher by its mirror image, with a reason."""
        voucher = self._voucher()
        if not voucher:
            return
        form = Form(
            (
                Field("day", _("Reversed on"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("reason", _("Reason"), TextEdit(), _("It stands on the reversing voucher.")),
            )
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> Posted:
                from welfare_desk.services.entries import reverse_entry  # noqa: PLC0415 - SQL is loaded when asked

                return reverse_entry(desk, voucher, values["day"] or desk.today, values["reason"])

            self.act(work, lambda _posted: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("Reverse {voucher}").format(voucher=voucher), form, send).exec()
