"""Money that officers hold for a purpose: given, and cleared with bills and what came back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.advances import Advance, Clearing, Spent
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from welfare_desk.reports.advances import AdvanceChoice
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
USUAL_DAYS = 30  # until when an advance is proposed to be cleared


class Asked(NamedTuple):
    """What the forms offer: cash and bank accounts, expenses, funds."""

    tills: Choices
    expenses: Choices
    funds: Choices


class AdvancesScreen(RegisterScreen):
    """The register of advances, by how late they are."""

    REPORT, RAIL = "advances", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._clear = Button(_("Clear it"), "secondary", "check-check", "F8", act=self.clear)
        give = Button(_("Give an advance"), "primary", "plus", "F2", act=self.give)
        hide_unless(facts.may(Permission.RECORD), self._clear, give)
        states = (("out", _("not cleared")), ("all", _("all")))
        self.state = Pick(_("State"), states, memory.get("state", "out"))
        self.state.picked.connect(self._turn)
        parts = (self._clear, give)
        self.lay_out(
            _("Advances to officers"), *parts, of_days=False, needs_rows=(self._clear,), filters=(self.state,)
        )  # fmt: skip
        words = _("Money that somebody takes along for a meeting or a purchase, until the bills are there.")
        start = Button(_("Give an advance"), "secondary", "plus", act=self.give)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("hand-coins", _("Nobody holds an advance"), words, start)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the advances in the chosen state."""
        return {"state": self.state.value()}

    def _day(self, day: date | None = None) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), day or self.facts.today)

    def _with_choices(self, show: Callable[[Asked], object]) -> None:
        def work(desk: Desk) -> Asked:
            from welfare_desk.reports.choices import choices_of, tills
            from welfare_desk.reports.match_choices import expenses
            from welfare_desk.reports.parameters import ParameterKind

            return desk.ask(lambda tx: Asked(tills(tx), expenses(tx), choices_of(tx, ParameterKind.FUND)))

        self.ask(work, show, "choices")

    # Given

    def give(self) -> None:
        """Ask who takes how much, what for and until when."""
        self._with_choices(self._ask_given)

    def _ask_given(self, found: Asked) -> None:
        until = self.facts.today + timedelta(days=USUAL_DAYS)
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("holder", _("Who takes the money"), TextEdit()),
                Field("purpose", _("What for"), TextEdit()),
                Field("amount", _("Amount (baht)"), MoneyEdit()),
                Field("account", _("Out of"), Pick("", found.tills, found.tills[0][0] if found.tills else None)),
                Field("fund", _("Fund"), Pick("", found.funds, found.funds[0][0])),
                Field("due_day", _("To be cleared by"), self._day(until)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.advances import give_advance

                day = values["day"] or desk.today
                due, amount = values["due_day"] or day, values["amount"] or ZERO
                given = Advance(0, values["holder"], values["purpose"], day, due, values["fund"], amount)
                return give_advance(desk, given, values["account"] or "")

            return work

        self.fill_in(_("Give an advance"), form, work_of)

    # Cleared

    def clear(self) -> None:
        """Ask what was spent of the chosen advance, and what came back."""
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> AdvanceChoice:
                from welfare_desk.reports.advances import not_cleared

                return desk.ask(lambda tx: not_cleared(tx, number))

            self.ask(work, self._ask_cleared, "chosen")

    def _ask_cleared(self, chosen: AdvanceChoice) -> None:
        if not chosen.left:
            errors.tell(self.window(), _("This advance is cleared."), [_("Nothing follows.")])
            return
        self._with_choices(lambda found: self._ask_bills(chosen, found))

    def _ask_bills(self, chosen: AdvanceChoice, found: Asked) -> None:
        held = _("The holder has {left} baht.").format(left=chosen.left.text())
        hint = _("A name or a number")
        till = found.tills[0][0] if found.tills else None
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("expense", _("What it was spent on"), Finder(found.expenses, hint)),
                Field("spent", _("Spent (baht)"), MoneyEdit(), held),
                Field("expense_2", _("Also spent on"), Finder(found.expenses, hint)),
                Field("spent_2", _("Spent on that (baht)"), MoneyEdit()),
                Field("returned", _("Brought back (baht)"), MoneyEdit()),
                Field("account", _("Into"), Pick("", found.tills, till)),
                Field("words", _("Which bills"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            pairs = ((values["expense"], values["spent"]), (values["expense_2"], values["spent_2"]))
            spent = tuple(Spent(account or "", amount or ZERO) for account, amount in pairs if account or amount)

            def work(desk: Desk) -> object:
                from welfare_desk.services.advances import clear_advance

                day, back = values["day"] or desk.today, values["returned"] or ZERO
                clearing = Clearing(day, spent, back, values["account"] or "", values["words"])
                return clear_advance(desk, chosen.number, clearing)

            return work

        self.fill_in(_("Clear: {words}").format(words=chosen.words), form, work_of)
