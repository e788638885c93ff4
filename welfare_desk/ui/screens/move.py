"""Move money: between cash and banks, or from one fund to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.funds import Purse
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.templates import Templates
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.money_choices import MoneyChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

ALL = ""


class MoveScreen(GuidedScreen):
    """One transfer: out of here, into there; with a fund on either side it changes the fund."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Next field; after the last one, save")),
        ("Esc", N_("Empty the form")),
        ("F9", N_("Print the voucher that was saved")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.choices: MoneyChoices | None = None
        self.source, self.target = Pick(""), Pick("")
        self.giver, self.taker = Pick(""), Pick("")
        self.amount = MoneyEdit()
        form = Form(
            (
                Field("day", _("Day"), DayEdit(day_reader(facts.today), facts.today)),
                Field("source", _("Out of"), self.source),
                Field("target", _("Into"), self.target),
                Field("amount", _("Amount (baht)"), self.amount),
                Field("giver", _("Out of the fund"), self.giver, _("Only for money that goes to another fund.")),
                Field("taker", _("Into the fund"), self.taker),
                Field("memo", _("Note"), TextEdit(), _("It stands on the voucher.")),
            )
        )
        self.templates = Templates(self, "JV", form)
        purpose = _("To the bank, from the bank, or from one fund to another. Nothing comes in and nothing goes out.")
        self.lay_out(_("Move money"), purpose, form, self.templates)

    def open(self, **params: str) -> None:
        """Begin with money out of an account (`source`)."""
        if params.get("source"):
            self.memory["source"] = params["source"]
            self.refresh()

    def refresh(self) -> None:
        def work(desk: Desk) -> MoneyChoices:
            from welfare_desk.reports.money_choices import money_choices  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: money_choices(tx, "JV"))

        self.ask(work, self._offer)
        self.templates.refresh()

    def _offer(self, choices: MoneyChoices) -> None:
        self.choices = choices
        was_touched, before = self.form.is_touched(), self.form.typed()
        holders = [(each.account, f"{each.name} · {each.total.text()}") for each in choices.holders]
        banks = [code for code, _words in holders if code.startswith("111")]
        source = self.memory.pop("source", None)
        self.source.set_choices(holders, source if choices.holder(str(source)) else holders[0][0])
        self.target.set_choices(holders, banks[0] if banks else holders[-1][0])
        every = [(ALL, _("all funds, in proportion")), *choices.funds]
        self.giver.set_choices(every, ALL)
        self.taker.set_choices(every, ALL)
        self.form.set_values()
        if was_touched:
            self.form.retype({name: value for name, value in before.items() if value not in (None, "")})
        self.tell()

    def effects(self) -> Sequence[tuple[str, str, str]]:
        try:
            amount = self.amount.value()
        except RuleError:
            return ()
        if self.choices is None or not amount or amount <= Money(0):
            return ()
        said: list[tuple[str, str, str]] = []
        funds = dict(self.choices.funds)
        for part, fund, moved in ((self.source, self.giver, -amount), (self.target, self.taker, amount)):
            holder = self.choices.holder(str(part.value()))
            if holder is None:
                continue
            code = str(fund.value() or "")
            had = holder.held.get(code, Money(0)) if code else holder.total
            label = f"{holder.name} · {funds[code]}" if code else holder.name
            after = had + moved
            said.append((label, f"{written(had)} → {written(after)}", "stop" if after < Money(0) else "text"))
        return said

    def send(self, values: dict[str, Any]) -> None:
        between_funds = bool(values["giver"]) or bool(values["taker"])
        found = [
            (values["day"] is None, problem("money.no_day", N_("Write the day."), "day")),
            (not values["amount"], problem("payment.no_amount", N_("Write an amount above zero."), "amount")),
            (
                between_funds and not (values["giver"] and values["taker"]),
                problem("move.one_fund", N_("Choose both funds, or neither."), "taker"),
            ),
        ]
        if problems := [each for is_wrong, each in found if is_wrong]:
            raise RuleError(*problems)
        memo = values["memo"] or (_("Moved between funds") if between_funds else _("Moved between cash and bank"))

        def work(desk: Desk) -> Posted:
            from welfare_desk.services.payments import move_between_funds, move_cash  # noqa: PLC0415 - see above

            if between_funds:
                giver, taker = Purse(values["source"], values["giver"]), Purse(values["target"], values["taker"])
                return move_between_funds(desk, values["day"], memo, giver, taker, values["amount"])
            return move_cash(desk, values["day"], memo, values["source"], values["target"], values["amount"])

        said = _("{amount} baht were moved: {memo}.").format(amount=values["amount"].text(), memo=memo)
        self.act(work, lambda posted: self.saved(said, posted.voucher), failed=self.refused)
