"""Grants for one purpose: what was approved, and each step of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.grants import USUAL_INCOMES, Grant, GrantPaper, GrantStep, Spending

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.money import Money
    from welfare_desk.reports.grants import GrantChoice
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
STEPS = {
    GrantStep.RECEIVED: N_("Money received…"),
    GrantStep.SPENT: N_("Spend money…"),
    GrantStep.RETURNED: N_("Give money back…"),
    GrantStep.CLOSED: N_("Close the grant…"),
}
_TITLES = {
    GrantStep.RECEIVED: N_("Money received: {name}"),
    GrantStep.SPENT: N_("Spend money: {name}"),
    GrantStep.RETURNED: N_("Give money back: {name}"),
    GrantStep.CLOSED: N_("Close: {name}"),
}
_NOTES = {
    GrantStep.RECEIVED: N_("It is owed to its purpose until it is spent."),
    GrantStep.SPENT: N_("The expense and the giver's income are posted together."),
    GrantStep.RETURNED: N_("What was not spent."),
}


class Asked(NamedTuple):
    """The cash and bank accounts and the expenses that a step may name."""

    tills: Choices
    expenses: Choices


class GrantsScreen(RegisterScreen):
    """The register of grants, the open ones first."""

    REPORT, RAIL = "grants", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the account of the grant")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._paper = Button(_("Account of the grant"), "secondary", "printer", "F9", act=self.show_paper)
        self._next = Button(_("What follows"), "secondary", "check-check", "F8", act=self.follow)
        new = Button(_("New grant"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), self._next, new)
        states = (("all", _("all")), ("open", _("not closed")), ("closed", _("grant closed")))
        self.state = Pick(_("State"), states, memory.get("state", "all"))
        self.state.picked.connect(self._turn)
        parts = (self._paper, self._next, new)
        needs = (self._paper, self._next)
        self.lay_out(_("Grants for one purpose"), *parts, of_days=False, needs_rows=needs, filters=(self.state,))
        words = _("Money that somebody gives for one purpose: write down what was approved, then what came of it.")
        start = Button(_("New grant"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("hand-coins", _("No grants here"), words, start)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the grants in the chosen state."""
        return {"state": self.state.value()}

    # A grant

    def begin(self) -> None:
        """Ask for a grant as its letter approves it."""

        def work(desk: Desk) -> Choices:
            from welfare_desk.reports.match_choices import incomes

            return desk.ask(incomes)

        self.ask(work, self._ask_grant, "incomes")

    def _ask_grant(self, incomes: Choices) -> None:
        usual = [each for each in incomes if each[0] in USUAL_INCOMES]
        rest = [each for each in incomes if each[0] not in USUAL_INCOMES]
        chosen = (usual or rest)[0][0] if incomes else None
        note = _("Nothing is posted yet. The money becomes this income as it is spent.")
        form = Form(
            (
                Field("name", _("What the money is for"), TextEdit()),
                Field("giver", _("Who gives"), TextEdit()),
                Field("income", _("The giver's income account"), Pick("", [*usual, *rest], chosen), note),
                Field(
                    "day", _("Day of the letter of approval"), DayEdit(day_reader(self.facts.today), self.facts.today)
                ),
                Field("letter", _("Number of the letter"), TextEdit()),
                Field("approved", _("Amount approved (baht)"), MoneyEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            from welfare_desk.money import ZERO

            def work(desk: Desk) -> int:
                from welfare_desk.services.grants import keep_grant

                day, amount = values["day"] or desk.today, values["approved"] or ZERO
                grant = Grant(0, values["name"], values["giver"], values["income"] or "", day, amount, values["letter"])
                return keep_grant(desk, grant)

            return work

        self.fill_in(_("New grant"), form, work_of)

    def _of_chosen(self, act: Callable[[GrantChoice], object]) -> None:
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> GrantChoice:
                from welfare_desk.reports.grants import grant_choice

                return desk.ask(lambda tx: grant_choice(tx, number))

            self.ask(work, act, "chosen")

    def follow(self) -> None:
        """Offer what may follow at the chosen grant."""
        self._of_chosen(self._offer_steps)

    def _offer_steps(self, chosen: GrantChoice) -> None:
        if not chosen.next:
            errors.tell(self.window(), _("This grant is closed."), [_("Nothing follows.")])
            return
        menu = QMenu(self)
        menu.setFont(theme.font())
        for each in chosen.next:
            act = menu.addAction(_(STEPS[each]))
            act.triggered.connect(lambda _checked=False, each=each: self.take_step(chosen, each))
        menu.popup(self._next.mapToGlobal(self._next.rect().bottomLeft()))

    def take_step(self, chosen: GrantChoice, step: GrantStep) -> None:
        """Ask for what a step needs to know, and keep it."""

        def work(desk: Desk) -> Asked:
            from welfare_desk.reports.choices import tills
            from welfare_desk.reports.match_choices import expenses

            return desk.ask(lambda tx: Asked(tills(tx), expenses(tx)))

        self.ask(work, lambda found: self._ask_step(chosen, step, found), "accounts")

    def _ask_step(self, chosen: GrantChoice, step: GrantStep, found: Asked) -> None:
        number = chosen.grant.number

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            return lambda desk: _take(desk, number, step, values)

        self.fill_in(_(_TITLES[step]).format(name=chosen.grant.name), self._step_form(chosen, step, found), work_of)

    def _step_form(self, chosen: GrantChoice, step: GrantStep, found: Asked) -> Form:
        fields = [Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today))]
        if step is not GrantStep.CLOSED:
            fields.append(Field("amount", _("Amount (baht)"), MoneyEdit(_proposed(chosen, step)), _(_NOTES[step])))
            words = _("What was bought or paid") if step is GrantStep.SPENT else _("By which paper")
            fields.append(Field("words", words, TextEdit()))
            if step is GrantStep.SPENT:
                expense = Finder(found.expenses, _("A name or a number"))
                fields.append(Field("payee", _("Payee"), TextEdit()))
                fields.append(Field("expense", _("What it was spent on"), expense))
            label = _("Into") if step is GrantStep.RECEIVED else _("Out of")
            first = found.tills[0][0] if found.tills else ""
            fields.append(Field("account", label, Pick("", found.tills, first)))
        return Form(tuple(fields))

    def show_paper(self) -> None:
        """Show the account of the chosen grant on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Account of one grant"), "grant", {"number": number})


def _proposed(chosen: GrantChoice, step: GrantStep) -> Money | None:
    figures = chosen.figures
    known = {GrantStep.RECEIVED: figures.to_come, GrantStep.RETURNED: figures.left}
    return known.get(step) or None


def _take(desk: Desk, number: int, step: GrantStep, values: Mapping[str, Any]) -> object:
    from welfare_desk.money import ZERO
    from welfare_desk.services import grants

    day = values["day"] or desk.today
    if step is GrantStep.CLOSED:
        return grants.close_grant(desk, number, day)
    paper = GrantPaper(day, values["amount"] or ZERO, values["words"])
    if step is GrantStep.SPENT:
        spent = Spending(values["expense"] or "", values["account"], values["payee"])
        return grants.spend_grant(desk, number, paper, spent)
    act = grants.receive_grant if step is GrantStep.RECEIVED else grants.return_grant
    return act(desk, number, paper, values["account"])
