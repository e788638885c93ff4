"""Cash counted by notes and coins: the register, and the count at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.dates import add_months, first_of_month
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.cash_count import CashCount
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.money import Money
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class CashCountsScreen(RegisterScreen):
    """What was counted before, and the notes and coins of now."""

    REPORT, RAIL = "cash-counts", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the sheet of the count")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        memory.setdefault("from", add_months(first_of_month(facts.today), -11))  # a count a month is few rows
        self.pieces: dict[int, int] = memory.setdefault("pieces", {})
        self.account = Pick(_("Cash account"))
        self.account.picked.connect(self._turn)
        self.count = CashCount(self.pieces, by_book=True)
        self.count.changed.connect(self._compare)
        beside = scrolled(self.count)  # all notes and coins need more height than a small screen has
        beside.setFixedWidth(theme.width("cash_panel") + theme.gap("l"))
        self._expected: Money | None = None
        self._names: list[tuple[str, str]] = []
        paper = Button(_("Print the sheet"), "secondary", "printer", "F9", act=self.print_sheet)
        self.keep_button = Button(_("Keep the count"), "primary", "check", "F2", act=self.keep_count)
        hide_unless(facts.may(Permission.RECORD), self.keep_button, self.account, beside)
        parts = (paper, self.keep_button)
        self.lay_out(_("Cash counts"), *parts, needs_rows=(paper,), beside=beside, filters=(self.account,))
        words = _("Count the notes and coins at the right and keep the count; a difference is posted with its reason.")
        self.teach("wallet", _("No counts in these days"), words)

    def refresh(self) -> None:
        chosen = self.memory.get("account", "")

        def around(desk: Desk) -> tuple[list[tuple[str, str]], str, Money | None]:
            from welfare_desk.reports.choices import cash_tills
            from welfare_desk.services.cash_counts import expected_cash

            found = desk.ask(cash_tills)
            account = chosen or (found[0][0] if found else "")
            held = desk.ask(lambda tx: expected_cash(tx, account, desk.today)) if account else None
            return found, account, held

        self.ask(around, self._offer, "around")
        super().refresh()

    def _offer(self, answer: tuple[list[tuple[str, str]], str, Money | None]) -> None:
        self._names, account, self._expected = answer
        self.account.set_choices([(code, f"{code} {name}") for code, name in self._names], account)
        self._compare()

    def _turn(self, account: object) -> None:
        self.memory["account"] = account
        self.refresh()

    def _compare(self) -> None:
        if self._expected is not None:
            self.count.compare(self._expected, ())

    def keep_count(self) -> None:
        """Ask who counted, and for a difference why; then keep the count."""
        counted = self.count.counted()
        if counted is None or self._expected is None:
            errors.tell(self.window(), _("Nothing is counted yet"), [_("Write how many there are of each note.")])
            return
        account, pieces = str(self.account.value()), dict(self.pieces)
        difference = counted - self._expected
        told = _("The book says {book} baht, counted are {counted} baht: {difference} is posted as over or short.")
        note = told.format(book=self._expected.text(), counted=counted.text(), difference=difference.text())
        fields = [
            Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
            Field("by", _("Counted by"), TextEdit()),
            Field("witness", _("Witness"), TextEdit()),
        ]
        if difference:
            fields.append(Field("reason", _("Reason"), TextEdit(), note))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], int]:
            def work(desk: Desk) -> int:
                from welfare_desk.services.cash_counts import CashCounted, count_cash

                said = values["by"], values["witness"], values.get("reason", "")
                return count_cash(desk, CashCounted(account, values["day"] or desk.today, pieces, *said))

            return work

        self.fill_in(
            _("Keep a count of {amount} baht").format(amount=counted.text()), Form(fields), work_of, self._kept
        )

    def _kept(self, number: int) -> None:
        self.count.forget()
        show_report_on_paper(self, str(number), "cash-count", {"number": str(number)})

    def print_sheet(self) -> None:
        """Show the sheet of the chosen count on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, number, "cash-count", {"number": number})
