"""Savings accounts: what stands on each, with opening, paying in and out, holds, interest and sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.savings import CashMove, NewAccount
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.coop_forms import (
    CoopRegister,
    account_field,
    member_field,
    money_field,
    reason_field,
    till_field,
)
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import MoneyEdit, TextEdit
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.reports.coop_choices import CoopChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class SavingsScreen(CoopRegister):
    """The register of savings accounts."""

    REPORT = "savings-register"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the card of the account")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._paper = Button(_("Card"), "secondary", "printer", "F9", act=self.show_card)
        self._more = Button(_("More"), "secondary", "chevron-down", "F8", act=self.offer_more)
        out = Button(_("Withdraw"), "secondary", "wallet", "F7", act=lambda: self.with_choices(self.ask_withdrawal))
        into = Button(_("Pay in"), "secondary", "hand-coins", "F6", act=lambda: self.with_choices(self.ask_deposit))
        new = Button(_("Open an account"), "primary", "plus", "F2", act=lambda: self.with_choices(self.ask_account))
        hide_unless(facts.may(Permission.RECORD), self._more, out, into, new)
        states = (
            ("open", _("not closed")), ("dormant", _("account sleeps")), ("closed", _("account closed")),
            ("all", _("all")),
        )  # fmt: skip
        self.state = Pick(_("State"), states, memory.get("state", "open"))
        self.state.picked.connect(self._turn)
        parts = (self._paper, self._more, out, into, new)
        needs = (self._paper,)
        self.lay_out(_("Savings accounts"), *parts, of_days=False, needs_rows=needs, filters=(self.state,))
        words = _("Keep the kinds of accounts first, then open the first account with its deposit.")
        usual = Button(_("Keep the usual kinds"), "secondary", "check", act=self.keep_usual)
        hide_unless(facts.may(Permission.SET_UP), usual)
        self.teach("wallet", _("No savings accounts here"), words, usual)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the accounts in the chosen state."""
        return {"state": self.state.value()}

    def _account(self) -> str:
        return next(iter(self.chosen()), "")

    def show_card(self) -> None:
        """Show the card of the chosen account on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Savings account"), "savings-card", {"savings": number})

    def keep_usual(self) -> None:
        """Keep the kinds of accounts to begin with."""

        def work(desk: Desk) -> object:
            from welfare_desk.services.savings import keep_usual_products

            return keep_usual_products(desk, desk.today.replace(month=1, day=1))

        self.act(work, lambda _done: self.with_choices(self.ask_account))

    def offer_more(self) -> None:
        """Offer what is done less often."""
        forms = (
            (_("Post interest…"), self.ask_interest),
            (_("Hold an amount…"), self.ask_hold),
            (_("Release a hold…"), self.ask_release),
            (_("Close an account…"), self.ask_closing),
            (_("Let unused accounts sleep…"), self.ask_sleep),
            (_("Wake an account…"), self.ask_waking),
        )
        self.offer(self._more, [(words, lambda ask=ask: self.with_choices(ask)) for words, ask in forms])

    # Forms

    def ask_account(self, found: CoopChoices) -> None:
        """Ask for an account to open."""
        first = found.products[0][0] if found.products else ""
        note = _("Only a pledged account asks for it.")
        form = Form(
            (
                member_field(found),
                Field("product", _("Kind of account"), Pick("", found.products, first)),
                money_field(_("First deposit (baht)")),
                Field("monthly", _("Pledged each month (baht)"), MoneyEdit(), note),
                self.day_field(),
                till_field(found, _("Into")),
            )
        )
        self.fill(_("Open an account"), form, _open)

    def ask_deposit(self, found: CoopChoices) -> None:
        """Ask for money to be put in."""
        form = Form(
            (
                account_field(found, self._account()),
                money_field(_("Amount (baht)")),
                Field("note", _("Note"), TextEdit()),
                self.day_field(),
                till_field(found, _("Into")),
            )
        )
        self.fill(_("Pay in"), form, lambda desk, values: _move(desk, values, "deposit"))

    def ask_withdrawal(self, found: CoopChoices) -> None:
        """Ask for money to be taken out."""
        form = Form(
            (
                account_field(found, self._account()),
                money_field(_("Amount (baht)"), note=_("Above the book's limit it waits for a second person.")),
                Field("note", _("Note"), TextEdit()),
                self.day_field(),
                till_field(found, _("Out of")),
            )
        )
        self.fill(_("Withdraw"), form, lambda desk, values: _move(desk, values, "withdraw"))

    def ask_interest(self, found: CoopChoices) -> None:
        """Ask up to which day interest is posted."""
        del found
        note = _("To every account whose kind posts interest at the end of that month.")
        form = Form((Field("day", _("Up to"), self.day_field().editor, note),))
        self.fill(_("Post interest"), form, lambda desk, values: _of_day(desk, values, "interest"))

    def ask_sleep(self, found: CoopChoices) -> None:
        """Ask as of which day accounts sleep."""
        del found
        note = _("Accounts that nobody used for as long as their kind says.")
        form = Form((Field("day", _("As of"), self.day_field().editor, note),))
        self.fill(_("Let unused accounts sleep"), form, lambda desk, values: _of_day(desk, values, "sleep"))

    def ask_hold(self, found: CoopChoices) -> None:
        """Ask for an amount to hold."""
        form = Form(
            (account_field(found, self._account()), money_field(_("Amount (baht)")), reason_field(), self.day_field())
        )
        self.fill(_("Hold an amount"), form, _hold)

    def ask_release(self, found: CoopChoices) -> None:
        """Ask for a hold to release."""
        note = _("The number of the hold, as it was told when it was laid; empty for the only one.")
        form = Form(
            (
                account_field(found, self._account()),
                Field("hold", _("Number of the hold"), TextEdit(), note),
                reason_field(),
                self.day_field(),
            )
        )
        self.fill(_("Release a hold"), form, _release)

    def ask_closing(self, found: CoopChoices) -> None:
        """Ask for an account to close."""
        form = Form(
            (account_field(found, self._account()), reason_field(), self.day_field(), till_field(found, _("Out of")))
        )
        self.fill(_("Close an account"), form, _close)

    def ask_waking(self, found: CoopChoices) -> None:
        """Ask for an account to wake."""
        label = _("Who came, and what was seen")
        form = Form((account_field(found, self._account()), reason_field(label), self.day_field()))
        self.fill(_("Wake an account"), form, _wake)


def _open(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.savings import open_savings

    day, amount = values["day"] or desk.today, values["amount"] or ZERO
    new = NewAccount(values["member"], values["product"], day, amount, values["account"], values["monthly"] or ZERO)
    return open_savings(desk, new)


def _move(desk: Desk, values: Mapping[str, Any], what: str) -> object:
    from welfare_desk.services.savings import deposit, withdraw

    day, amount = values["day"] or desk.today, values["amount"] or ZERO
    move = CashMove(values["number"], amount, day, values["account"], values["note"])
    return deposit(desk, move) if what == "deposit" else withdraw(desk, move)


def _of_day(desk: Desk, values: Mapping[str, Any], what: str) -> object:
    from welfare_desk.services.savings import mark_dormant
    from welfare_desk.services.savings_interest import post_savings_interest

    day = values["day"] or desk.today
    return post_savings_interest(desk, day) if what == "interest" else mark_dormant(desk, day)


def _hold(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.savings import hold_savings

    day, amount = values["day"] or desk.today, values["amount"] or ZERO
    return hold_savings(desk, values["number"], amount, values["reason"], day)


def _release(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.savings import only_hold, release_savings

    written = values["hold"].strip()
    hold = int(written) if written.isdecimal() else desk.ask(lambda tx: only_hold(tx, values["number"]))
    return release_savings(desk, values["number"], hold, values["reason"], values["day"] or desk.today)


def _close(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.savings import close_savings

    day = values["day"] or desk.today
    return close_savings(desk, values["number"], day, values["account"], values["reason"])


def _wake(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.savings import wake_savings

    return wake_savings(desk, values["number"], values["reason"], values["day"] or desk.today)
