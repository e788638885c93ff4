"""Receipts: found by day, printed, printed again as copies, or voided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.screens.days import Days
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.posted import within
from welfare_desk.ui.screens.refund import ask_refund
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import Flow
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.money import Money
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

LAYOUTS = (("A5", N_("one on A5")), ("A4x4", N_("four on A4")))


class ReceiptsScreen(Screen):
    """The receipts of some days; the chosen ones are printed or voided."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+A", N_("Choose all receipts")),
        ("Enter", N_("Open what the row is made of")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.days = Days(facts, memory)
        self.days.turned.connect(self.refresh)
        self.report: Report | None = None
        self.sentence = Text("", "body", "text2")
        void = Button(_("Void"), "danger", "ban", act=self.void)
        back = Button(_("Give back"), "secondary", "banknote", "F8", act=self.give_back)
        self.print = Button(_("Print"), "primary", "printer", "F9", act=self.print_chosen)
        self.layouts = Pick(_("Paper"), [(key, _(words)) for key, words in LAYOUTS], memory.get("paper", "A5"))
        self.layouts.picked.connect(lambda value: memory.update(paper=value))
        layout, _head = page(_("Receipts"), self.sentence, void, back, self.print)
        layout.addLayout(self._filters())
        layout.addSpacing(theme.gap("m"))
        self.table = Table()
        words = _("Receipts are made when a collection or a payment is saved.")
        start = Button(_("Collect contributions"), "secondary", "hand-coins", act=lambda: self.go.emit("collect", {}))
        self.table.set_empty_state("receipt-text", _("No receipts in these days"), words, start)
        self.table.needs_rows(void, back, self.print)
        self.table.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        self.table.grid.selectionModel().selectionChanged.connect(lambda *_ranges: self._count())
        self.seek.textChanged.connect(self.table.seek)
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def _filters(self) -> Flow:
        filters = Flow()
        for part in self.days.parts:
            filters.add(part)
        filters.add(self.layouts)
        self.seek = TextEdit("", _("Filter the rows"), quiet=True)
        self.seek.setFixedWidth(theme.width("filter"))
        filters.add(self.seek)
        return filters

    def open(self, **params: str) -> None:
        self.days.show_days(params.items())
        if "print" in params:
            self.memory["print"] = params["print"].split()
        if params:
            self.refresh()

    def refresh(self) -> None:
        days = self.days.chosen()

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, "receipt-register", days, desk.today, self.facts.sees))

        self.ask(work, self._show)

    def _show(self, report: Report) -> None:
        self.report = report
        self.table.show_report(report)
        self.sentence.say(report.subtitle)
        wanted = self.memory.pop("print", None)
        if wanted:
            ranges = list(zip(wanted[::2], wanted[1::2], strict=True))
            vouchers = (str(each.cells[0]) for each in report.rows if each.opens is not None)
            self._print([voucher for voucher in vouchers if within(voucher, ranges)])

    def _count(self) -> None:
        many = len(self._chosen())
        chosen = ngettext("{count} chosen", "{count} chosen", many).format(count=many)
        if self.report is not None:
            self.sentence.say(f"{self.report.subtitle} · {chosen}")

    def _chosen(self) -> list[str]:
        return [str(each.cells[0]) for each in self.table.chosen()]

    # What is done

    def print_chosen(self) -> None:
        """Print the chosen receipts; those printed before become copies."""
        self._print(self._chosen())

    def _print(self, vouchers: list[str]) -> None:
        if not vouchers:
            return
        paper: Any = self.layouts.value()

        def work(desk: Desk) -> bytes:
            from welfare_desk.reports.draw.receipts import receipts_pdf  # noqa: PLC0415 - the paper is loaded late
            from welfare_desk.services.receipts import print_receipts  # noqa: PLC0415 - see above

            return receipts_pdf(print_receipts(desk, vouchers), paper)

        self.act(work, self._preview, job=Job(_("Drawing the receipts")))

    def _preview(self, content: bytes) -> None:
        from welfare_desk.ui.preview import Preview  # noqa: PLC0415 - Qt's PDF view is loaded when it is needed

        Preview(self.window(), _("Receipts"), content).open()

    def _the_one(self, otherwise: str) -> str:
        """Give the chosen receipt; if it is not exactly one, say so and give nothing."""
        chosen = self._chosen()
        if len(chosen) != 1:
            errors.tell(self.window(), _("Choose one receipt"), [otherwise])
            return ""
        return chosen[0]

    def give_back(self) -> None:
        """Pay back money of the current receipt that was taken by mistake; the receipt stays as it is."""
        voucher = self._the_one(_("Money is given back receipt by receipt, each with its reason."))
        if not voucher:
            return

        def work(desk: Desk) -> tuple[list[tuple[str, str, Money]], list[tuple[str, str]]]:
            from welfare_desk.reports.choices import choices_of, tills  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.parameters import ParameterKind  # noqa: PLC0415 - see above
            from welfare_desk.services.contributions import refundable  # noqa: PLC0415 - see above

            with desk.book.read() as tx:
                left, names = refundable(tx, voucher), dict(choices_of(tx, ParameterKind.MEMBER))
                return [(member, names[member], amount) for member, amount in left.items()], tills(tx)

        self.ask(work, lambda found: ask_refund(self, voucher, *found), "refund")

    def void(self) -> None:
        """Void the current receipt, with a reason; it stays in the register."""
        voucher = self._the_one(_("Receipts are voided one by one, each with its reason."))
        if not voucher:
            return
        form = Form(
            (
                Field("day", _("Voided on"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("reason", _("Reason"), TextEdit(), _("It stands on the reversing voucher and in the register.")),
            )
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> object:
                from welfare_desk.services.contributions import void_receipt  # noqa: PLC0415 - see above

                return void_receipt(desk, voucher, values["day"] or desk.today, values["reason"])

            self.act(work, lambda _posted: dialog.accept(), failed=dialog.refused)

        title = _("Void {voucher}").format(voucher=voucher)
        FormDialog(self.window(), title, form, send).open()
