"""Applications for loans: taken in, judged, decided by resolution, and made into contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from welfare_desk.coop.loan_contracts import ApplicationStep, LoanDecision
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.reports.loan_words import HELD
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.loan_act_forms import rate_of, whole
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welfare_desk.reports.loan_applications import ApplicationChoice
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
_GUARANTORS = ("guarantors", "guarantor_2", "guarantor_3")  # what is wrong with any stands at the first


class Offered(NamedTuple):
    """What an application may name: the kinds of loans, and members."""

    kinds: Choices
    people: Choices


class LoanApplicationsScreen(RegisterScreen):
    """The register of applications, the newest first."""

    REPORT, RAIL = "loan-applications", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the application as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        judge = Button(_("For and against"), "secondary", "eye", "F7", act=self.judge)
        decide = Button(_("Decide"), "secondary", "check-check", "F8", act=self.decide)
        contract = Button(_("Contract"), "secondary", "pencil", act=self.make_contract)
        new = Button(_("New application"), "primary", "plus", "F2", act=self.begin)
        may = facts.may(Permission.RECORD)
        hide_unless(may, contract, new)
        hide_unless(facts.may(Permission.APPROVE), decide)
        states = (("all", _("all")), ("open", _("not decided or without contract")))
        self.state = Pick(_("State"), states, memory.get("state", "all"))
        self.state.picked.connect(self._turn)
        needs = (paper, judge, decide, contract)
        self.lay_out(
            _("Applications"), *needs, new, of_days=False, needs_rows=needs, filters=(self.state,)
        )  # fmt: skip
        words = _("What a member asks for, with her income and guarantors; the committee decides on it.")
        start = Button(_("New application"), "secondary", "plus", act=self.begin)
        hide_unless(may, start)
        self.teach("scroll-text", _("No applications here"), words, start)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the applications in the chosen state."""
        return {"state": self.state.value()}

    def open(self, **params: str) -> None:
        """Open the register, or begin an application at once (`new`)."""
        if params.get("new"):
            self.begin()

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    # Taken in

    def begin(self) -> None:
        """Ask what a member applies for."""

        def work(desk: Desk) -> Offered:
            from welfare_desk.reports.loan_choices import kinds, people

            return desk.ask(lambda tx: Offered(kinds(tx, desk.today), people(tx)))

        self.ask(work, self._ask_application, "offered")

    def _ask_application(self, found: Offered) -> None:
        hint = _("A name or a number")
        form = Form(
            (
                Field("member", _("Who borrows"), Finder(found.people, hint)),
                Field("product", _("Kind of loan"), Pick("", found.kinds, found.kinds[0][0] if found.kinds else None)),
                Field("amount", _("Amount (baht)"), MoneyEdit()),
                Field("instalments", _("In how many instalments"), TextEdit("12")),
                Field("purpose", _("What the money is for"), TextEdit()),
                Field("income", _("Income of a month (baht)"), MoneyEdit()),
                Field("expenses", _("Deducted from it already (baht)"), MoneyEdit()),
                *_surety_fields(found.people, hint),
                *_collateral_fields(),
                Field("day", _("Asked on"), self._day(), heading=_("When")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            asked = _application(values, whole(values["instalments"], "instalments"))

            def work(desk: Desk) -> object:
                from welfare_desk.services.loan_applications import apply_for_loan

                return apply_for_loan(desk, asked(desk))

            return work

        self.fill_in(_("New application"), form, work_of)

    # Judged and decided

    def _with_chosen(self, act: Callable[[ApplicationChoice], object]) -> None:
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> ApplicationChoice:
                from welfare_desk.reports.loan_applications import application_choice

                return desk.ask(lambda tx: application_choice(tx, number))

            self.ask(work, act, "chosen")

    def judge(self) -> None:
        """Say what speaks for the chosen application and what against it."""
        self._with_chosen(self._tell)

    def _tell(self, chosen: ApplicationChoice) -> None:
        found = chosen.reasons
        said = [f"✓ {each.sentence()}" for each in found.in_favour]
        said += [f"✗ {each.sentence()}" for each in found.against]
        title = _("Nothing speaks against it.") if not found.against else _("Something speaks against it.")
        errors.tell(self.window(), title, said, ("triangle-alert", "look") if found.against else ("circle-check", "ok"))

    def decide(self) -> None:
        """Ask what was decided of the chosen application."""
        self._with_chosen(self._ask_decision)

    def _ask_decision(self, chosen: ApplicationChoice) -> None:
        kept = chosen.kept
        steps = (
            (ApplicationStep.APPROVED, _("approved")), (ApplicationStep.DECLINED, _("declined")),
            (ApplicationStep.WITHDRAWN, _("withdrawn by the member")),
        )  # fmt: skip
        against = " ".join(each.sentence() for each in chosen.reasons.against)
        form = Form(
            (
                Field("step", _("Decision"), Pick("", steps, ApplicationStep.APPROVED), against),
                Field("amount", _("Amount approved (baht)"), MoneyEdit(kept.amount)),
                Field("instalments", _("In how many instalments"), TextEdit(str(kept.instalments))),
                Field("words", _("Resolution, or why not"), TextEdit()),
                Field("day", _("Day"), self._day()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            times = whole(values["instalments"], "instalments")

            def work(desk: Desk) -> object:
                from welfare_desk.services.loan_applications import decide_application

                day = values["day"] or desk.today
                decision = LoanDecision(day, values["step"], values["words"], values["amount"], times)
                return decide_application(desk, kept.number, decision)

            return work

        self.fill_in(_("Decide on {name}").format(name=chosen.name), form, work_of)

    def make_contract(self) -> None:
        """Ask for the day and number of the contract of the chosen application."""
        self._with_chosen(self._ask_contract)

    def _ask_contract(self, chosen: ApplicationChoice) -> None:
        from welfare_desk.coop.interest import percent

        rate = percent(chosen.product.rate)
        form = Form(
            (
                Field("day", _("Day of the contract"), self._day()),
                Field("number", _("Number of the contract"), TextEdit(), _("Left empty, the next free number.")),
                Field("rate", _("Rate a year (percent)"), TextEdit(rate)),
                Field(
                    "first_due", _("First instalment due on"), DayEdit(day_reader(self.facts.today)),
                    _("Left empty, as this kind of loan says."),
                ),
            )
        )  # fmt: skip

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            found = rate_of(values["rate"], "rate")

            def work(desk: Desk) -> object:
                from welfare_desk.services.lending import Contracting, contract_loan

                day, number = values["day"] or desk.today, values["number"]
                asked = Contracting(chosen.kept.number, day, number, values["first_due"], found)
                return contract_loan(desk, asked)

            return work

        self.fill_in(_("Make the contract"), form, work_of, self._show_contract)

    def _show_contract(self, contract: str) -> None:
        self.go.emit("loan", {"contract": contract})

    def show_paper(self) -> None:
        """Show the chosen application on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Application for a loan"), "loan-application", {"number": number})


def _surety_fields(people: Choices, hint: str) -> Sequence[Field]:
    whole_loan = _("Left empty, the whole loan.")
    names = (_("First guarantor"), _("Second guarantor"), _("Third guarantor"))
    fields: list[Field] = []
    for at, (who, words) in enumerate(zip(_GUARANTORS, names, strict=True)):
        heading = "" if at else _("Guarantors")
        fields.append(Field(who, words, Finder(people, hint), heading=heading))
        fields.append(Field(f"up_to_{at}", _("Stands for up to (baht)"), MoneyEdit(), whole_loan))
    return fields


def _collateral_fields() -> Sequence[Field]:
    kinds = [(key, _(words)) for key, words in HELD.items()]
    return (
        Field(
            "collateral", _("Value of collateral (baht)"), MoneyEdit(), _("Left empty, there is none."),
            _("Collateral"),
        ),
        Field("held", _("Kind of collateral"), Pick("", kinds, "land")),
        Field("held_words", _("What is held"), TextEdit(), _("Such as the number of the deed.")),
    )  # fmt: skip


def _application(values: Mapping[str, Any], times: int) -> Callable[[Desk], LoanApplication]:
    named = [(values[who], values[f"up_to_{at}"]) for at, who in enumerate(_GUARANTORS) if values[who]]
    is_held = bool(values["collateral"])
    return lambda desk: LoanApplication(
        values["member"] or "", values["product"] or "", values["day"] or desk.today, values["amount"] or ZERO, times,
        values["purpose"], values["income"] or ZERO, values["expenses"] or ZERO, tuple(who for who, _most in named),
        values["collateral"] or ZERO, tuple(most for _who, most in named), str(values["held"]) if is_held else "",
        values["held_words"] if is_held else "",
    )  # fmt: skip
