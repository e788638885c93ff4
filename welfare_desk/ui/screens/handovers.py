"""Handover of office: what is handed over is counted, written down and signed on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.reports.handovers import OFFICES
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.handovers import Office, Things

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.money import Money
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

FOUND = "found_"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the form begins with: what the book says, the names of its accounts, who signs, receipt books given out."""

    money: Mapping[str, Money]
    names: Mapping[str, str]
    officers: Mapping[str, str]
    receipt_books: tuple[str, ...]


class HandoversScreen(RegisterScreen):
    """Every handover that was signed; a new one is counted here."""

    REPORT = "handovers"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the record as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print the record"), "secondary", "printer", "F9", act=self.print_record)
        begin = Button(_("Hand over"), "primary", "key-round", "F2", act=self.begin)
        self.lay_out(_("Handovers of office"), paper, begin, of_days=False, needs_rows=(paper,))
        words = _("When a new treasurer or head comes, count here what goes from hand to hand, and let both sign.")
        start = Button(_("Hand over"), "secondary", "key-round", act=self.begin)
        self.teach("key-round", _("No office was handed over yet."), words, start)

    def begin(self) -> None:
        """Ask what has to be counted, then for the count."""

        def work(desk: Desk) -> Waiting:
            from welfare_desk.reports.choices import tills  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.books import fund_settings  # noqa: PLC0415 - see above
            from welfare_desk.services.handovers import books_given_out, to_count  # noqa: PLC0415 - see above

            return desk.ask(
                lambda tx: Waiting(to_count(tx, desk.today), dict(tills(tx)), fund_settings(tx), books_given_out(tx))
            )

        self.ask(work, self._ask_count, "waiting")

    def _ask_count(self, waiting: Waiting) -> None:
        office = Pick("", [(each.value, _(words)) for each, words in OFFICES.items()], Office.TREASURER.value)
        giver = TextEdit(waiting.officers.get(Office.TREASURER.value, ""))
        office.picked.connect(lambda chosen: giver.setText(waiting.officers.get(str(chosen), "")))
        known = _("receipt books {books}").format(books=", ".join(waiting.receipt_books))
        book_says = _("The book says {amount} baht.")
        count = [
            Field(
                f"{FOUND}{account}",
                f"{waiting.names.get(account, '')} ({account})",
                MoneyEdit(),
                book_says.format(amount=money.text()),
            )
            for account, money in waiting.money.items()
        ]
        hint = _("register of members, vouchers, bank passbooks, cheque books")
        form = Form(
            (
                Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("office", _("Office"), office),
                Field("giver", _("Outgoing officer"), giver),
                Field("taker", _("Incoming officer"), TextEdit(), _("From now on this name signs the fund's papers.")),
                Field("witness", _("Witness"), TextEdit()),
                *count,
                Field("books", _("Books and papers"), TextEdit(known if waiting.receipt_books else "", hint)),
                Field("keys", _("Keys and seals"), TextEdit("", _("cash box, cupboard, the fund's seal"))),
                Field("computer", _("Computer and copies"), TextEdit("", _("computer, copies of this book"))),
                Field("note", _("Note"), TextEdit(), _("Needed where the count differs from the book.")),
            )
        )
        self.fill_in(_("Handover of office"), form, _work_of, self._paper)

    def print_record(self) -> None:
        """Show the chosen record on paper."""
        for row in [each for each in self.table.chosen() if each.opens is not None][:1]:
            self._paper(row.cells[0])

    def _paper(self, number: object) -> None:
        title = _("Handover {number}").format(number=number)
        show_report_on_paper(self, title, "handover", {"number": str(number)})


def _work_of(values: dict[str, Any]) -> Callable[[Desk], int]:
    def work(desk: Desk) -> int:
        from welfare_desk.services.handovers import Given, hand_over  # noqa: PLC0415 - SQL is loaded when asked

        counted = {name.removeprefix(FOUND): value for name, value in values.items() if name.startswith(FOUND)}
        given = Given(
            values["day"] or desk.today,
            Office(values["office"]),
            values["giver"],
            values["taker"],
            values["witness"],
            {account: money for account, money in counted.items() if money is not None},
            Things(values["books"], values["keys"], values["computer"]),
            values["note"],
        )
        return hand_over(desk, given)

    return work
