"""Cash of the village centres: sheets that wait are handed in with a slip, slips are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.contributions import VILLAGE_CENTRE
from welfare_desk.welfare.hand_ins import IN_TRANSIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SHEET = "S-"


class HandInScreen(RegisterScreen):
    """What the villages still hold, and what they have handed in."""

    REPORT = "hand-ins"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.tills: list[tuple[str, str]] = []
        collect = Button(_("Collect contributions"), "secondary", "hand-coins", act=lambda: self.go.emit("collect", {}))
        paper = Button(_("Print the slip"), "secondary", "printer", "F9", act=self.print_slip)
        deposit = Button(_("To the bank"), "secondary", "landmark", act=self.deposit)
        hand_in = Button(_("Hand in"), "primary", "check", "F2", act=self.hand_in)
        self.lay_out(_("Cash handed in by villages"), deposit, paper, hand_in, needs_rows=(paper, hand_in))
        words = _("A sheet whose cash stays at the village centre waits here until it is handed in with a slip.")
        self.teach("hand-coins", _("No village holds cash"), words, collect)

    def refresh(self) -> None:
        def work(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import tills  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(tills)

        self.ask(work, self._offer, "tills")
        super().refresh()

    def _offer(self, tills: list[tuple[str, str]]) -> None:
        self.tills = [each for each in tills if each[0] != VILLAGE_CENTRE]

    def hand_in(self) -> None:
        """Write the slip of the chosen sheets."""
        sheets = [row for row in self.table.chosen() if str(row.cells[0] or "").startswith(SHEET)]
        if not sheets:
            said = [_("Choose the sheets of one village that stand under “Waiting at the village centres”.")]
            errors.tell(self.window(), _("Choose a sheet"), said)
            return
        ids = [int(str(row.cells[0]).removeprefix(SHEET)) for row in sheets]
        total = Money.sum(row.cells[4] for row in sheets if isinstance(row.cells[4], Money))
        counted = MoneyEdit()
        counted.set_value(total)
        form = Form(
            (
                Field("day", _("Handed in on"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("handed_by", _("Handed over by"), TextEdit()),
                Field("received_by", _("Received by"), TextEdit()),
                Field("target", _("Into"), Pick("", self.tills, self.tills[0][0] if self.tills else None)),
                Field("counted", _("Cash counted (baht)"), counted, self._difference_words(total)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], Posted]:
            def work(desk: Desk) -> Posted:
                from welfare_desk.services.hand_ins import Slip, hand_in  # noqa: PLC0415 - see above

                day = values["day"] or desk.today
                slip = Slip(day, values["handed_by"], values["received_by"], values["target"], ids, values["counted"])
                return hand_in(desk, slip)

            return work

        self.fill_in(_("Hand in {amount} baht").format(amount=total.text()), form, work_of, self._saved)

    def _difference_words(self, total: Money) -> str:
        words = _("The sheets say {amount} baht; a difference is posted as cash over or short.")
        return words.format(amount=total.text())

    def _saved(self, posted: Posted) -> None:
        self._paper(posted.voucher)

    def print_slip(self) -> None:
        """Show the slip of the chosen row on paper."""
        slips = [row for row in self.table.chosen() if row.opens is not None]
        if slips:
            self._paper(str(slips[0].cells[0]))

    def _paper(self, voucher: str) -> None:
        show_report_on_paper(self, voucher, "hand-in", {"voucher": voucher})

    def deposit(self) -> None:
        """Go on to bring what is in transit, or with the treasurer, to the bank."""
        is_known = IN_TRANSIT in dict(self.tills)
        self.go.emit("move", {"source": IN_TRANSIT} if is_known else {})
