"""The register of borrowings: contracts, and what follows at the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QMenu

from welfare_desk.coop.borrowings import CODI_RATE, BorrowingTerms, ChargedOn, Lender
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.rates import read_count, read_percent
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
DRAW, REPAY, SUBSIDY, BRING = "draw", "repay", "subsidy", "bring"
STEPS = {
    DRAW: N_("Draw money…"),
    REPAY: N_("Repay…"),
    SUBSIDY: N_("Subsidy received…"),
    BRING: N_("Brought forward…"),
}


class BorrowingsScreen(RegisterScreen):
    """Every borrowing as it stands today."""

    REPORT, RAIL = "borrowings", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the card of the borrowing")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        card = Button(_("Print the card"), "secondary", "printer", "F9", act=self.show_card)
        book = Button(_("Book interest and subsidy…"), "secondary", "calendar-check", act=self.book)
        self._next = Button(_("What follows"), "secondary", "check-check", "F8", act=self.follow)
        new = Button(_("New borrowing"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), book, self._next, new)
        parts = (card, book, self._next, new)
        self.lay_out(_("Borrowings"), *parts, of_days=False, needs_rows=(card, self._next))
        words = _("Write a contract down with its limit and instalments, then what is drawn and repaid.")
        start = Button(_("New borrowing"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("landmark", _("Nothing is borrowed."), words, start)

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    def show_card(self) -> None:
        """Show the card of the chosen borrowing on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, number, "borrowing", {"contract": number})

    # A contract

    def begin(self) -> None:
        """Ask for the terms of a contract."""
        from welfare_desk.reports.borrowings import CHARGED, LENDERS

        lenders = [(each.value, _(words)) for each, words in LENDERS.items()]
        charged = [(each.value, _(words)) for each, words in CHARGED.items()]
        note = _("In per cent a year. CODI publishes 1; what holds stands in the contract.")
        limit_note = _("CODI's published notes speak of the approved limit; contracts differ.")
        form = Form(
            (
                Field("number", _("Number of the contract"), TextEdit()),
                Field("lender", _("Lender"), Pick("", lenders, Lender.CODI.value)),
                Field("name", _("Name of the lender"), TextEdit()),
                Field("day", _("Day of the contract"), self._day()),
                Field("limit", _("Approved limit (baht)"), MoneyEdit()),
                Field("rate", _("Rate of interest"), TextEdit(str(CODI_RATE // 10_000)), note),
                Field("charged_on", _("Interest is charged"), Pick("", charged, ChargedOn.OWED.value), limit_note),
                Field("first_due", _("First instalment falls due"), DayEdit(day_reader(self.facts.today))),
                Field("count", _("Number of instalments"), TextEdit("12")),
                Field("every", _("Months between instalments"), TextEdit("1")),
                Field("subsidy", _("Interest subsidy of the state (baht)"), MoneyEdit(), _("Empty: none.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            terms = _terms(values)

            def work(desk: Desk) -> int:
                from welfare_desk.services.borrowings import open_borrowing

                return open_borrowing(desk, values["number"], terms, values["day"] or desk.today)

            return work

        self.fill_in(_("New borrowing"), form, work_of)

    # What follows

    def follow(self) -> None:
        """Offer what may follow at the chosen borrowing."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        for step, words in STEPS.items():
            menu.addAction(_(words)).triggered.connect(lambda _checked=False, step=step: self.take_step(step))
        menu.popup(self._next.mapToGlobal(self._next.rect().bottomLeft()))

    def take_step(self, step: str) -> None:
        """Ask for what a step needs to know, and post it."""

        def work(desk: Desk) -> Choices:
            from welfare_desk.reports.choices import tills

            return desk.ask(tills)

        for number in self.chosen()[:1]:
            self.ask(work, lambda tills, number=number: self._ask_step(number, step, tills), "tills")

    def _ask_step(self, number: str, step: str, tills: Choices) -> None:
        fields = [Field("day", _("Day"), self._day())]
        if step == REPAY:
            fields.append(Field("principal", _("Principal (baht)"), MoneyEdit()))
            fields.append(Field("interest", _("Interest (baht)"), MoneyEdit(), _("What is owed stands in the list.")))
        else:
            fields.append(Field("amount", _("Amount (baht)"), MoneyEdit()))
        if step != BRING:
            label = _("Out of") if step == REPAY else _("Into")
            fields.append(Field("account", label, Pick("", tills, tills[0][0] if tills else None)))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            return lambda desk: _take(desk, number, step, values)

        title = f"{_(STEPS[step]).rstrip('…')}: {number}"
        self.fill_in(title, Form(tuple(fields)), work_of)

    def book(self) -> None:
        """Ask up to which day interest and subsidies are booked, for every borrowing."""
        note = _("Interest that was earned and not booked, and what of the subsidies was earned.")
        form = Form((Field("day", _("Up to"), self._day(), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.borrowings import accrue_borrowings, recognise_subsidies

                day = values["day"] or desk.today
                accrue_borrowings(desk, day)
                recognise_subsidies(desk, day)

            return work

        self.fill_in(_("Book interest and subsidy"), form, work_of)


def _terms(values: dict[str, Any]) -> BorrowingTerms:
    if values["first_due"] is None:
        text = N_("The first instalment falls due after the day of the contract.")
        raise RuleError(problem("borrowing.first_due", text, "first_due"))
    return BorrowingTerms(
        Lender(values["lender"]),
        values["name"],
        values["limit"] or ZERO,
        read_percent(values["rate"], "rate"),
        values["first_due"],
        read_count(values["count"], "count"),
        read_count(values["every"], "every"),
        charged_on=ChargedOn(values["charged_on"]),
        subsidy=values["subsidy"] or ZERO,
    )


def _take(desk: Desk, number: str, step: str, values: dict[str, Any]) -> object:
    from welfare_desk.services import borrowings

    day = values["day"] or desk.today
    if step == REPAY:
        paid = (values["principal"] or ZERO, values["interest"] or ZERO)
        return borrowings.repay_borrowing(desk, number, paid, day, str(values["account"]))
    amount = values["amount"] or ZERO
    if step == BRING:
        return borrowings.bring_borrowing(desk, number, amount, day)
    act = borrowings.draw_borrowing if step == DRAW else borrowings.receive_subsidy
    return act(desk, number, amount, day, str(values["account"]))
