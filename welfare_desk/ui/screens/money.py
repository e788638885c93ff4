"""Money in that is no contribution, and money out: the same guided form, read from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.templates import Templates
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.payments import FundRules
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.budget import BudgetLeft
    from welfare_desk.reports.money_choices import Holder, LastMoney, MoneyChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.widgets.layout import Part

BY_RULES = ""


def budget_words(left: Money, spent: Money) -> tuple[str, str, str]:
    """Say what a payment leaves of the year's budget; below zero it asks to be looked at."""
    after = left - spent
    return _("Left of the year's budget"), f"{written(left)} → {written(after)}", "look" if after < Money(0) else "text"


class MoneyScreen(GuidedScreen):
    """One voucher of money: when, who, what for, how much, by which cash or bank."""

    SERIES: ClassVar[str]
    SIGN: ClassVar[int]
    TITLE: ClassVar[str]
    PURPOSE: ClassVar[str]
    WHO: ClassVar[str]
    HOLDER: ClassVar[str]
    DONE: ClassVar[str]
    WHAT: ClassVar[str] = N_("What for")
    WORTH: ClassVar[tuple[str, str]] = (N_("Amount (baht)"), N_("A sum such as =365*12 is worked out."))
    NOTE: ClassVar[tuple[str, str]] = (N_("Note"), N_("It stands on the voucher; left empty, it says what for."))
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Next field; after the last one, save")),
        ("Esc", N_("Empty the form")),
        ("F9", N_("Print the voucher that was saved")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.choices: MoneyChoices | None = None
        self.rules: FundRules | None = None
        self.budget: BudgetLeft | None = None
        self.reason, self.payee = Finder(hint=_("Type a few letters")), Finder(hint=_("A name, or a member's number"))
        self.amount, self.fund, self.holder = MoneyEdit(), Pick(""), Pick("")
        form = Form(
            (
                Field("day", _("Day"), DayEdit(day_reader(facts.today), facts.today)),
                Field("payee", _(self.WHO), self.payee),
                Field("account", _(self.WHAT), self.reason),
                Field("amount", _(self.WORTH[0]), self.amount, _(self.WORTH[1])),
                Field("holder", _(self.HOLDER), self.holder),
                Field("fund", _("Fund"), self.fund),
                Field("memo", _(self.NOTE[0]), TextEdit(), _(self.NOTE[1])),
            )
        )
        self.repeat = Button(_("Repeat the last"), "secondary", "copy", "F3", act=self.repeat_last)
        self.repeat.setEnabled(False)
        self.templates = Templates(self, self.SERIES, form)
        self.lay_out(_(self.TITLE), _(self.PURPOSE), form, *self.beside_title())
        self.payee.picked.connect(self._offer_last_of)

    # What the form offers

    def beside_title(self) -> Sequence[Part]:
        """Give what stands beside the title."""
        return (self.templates, self.repeat)

    def choices_of(self, desk: Desk) -> MoneyChoices:
        """Read what the form offers, on the reader's thread."""
        from welfare_desk.reports.money_choices import money_choices  # noqa: PLC0415 - SQL is loaded when asked

        return desk.ask(lambda tx: money_choices(tx, self.SERIES))

    def holder_words(self, holder: Holder) -> str:
        """Name a cash or bank account, with what it holds."""
        return f"{holder.name} · {holder.total.text()}"

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[MoneyChoices, FundRules, BudgetLeft]:
            from welfare_desk.reports.budget import budget_left  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.payments import fund_rules  # noqa: PLC0415 - see above

            rules, left = desk.ask(lambda tx: (fund_rules(tx, desk.today), budget_left(tx, desk.today)))
            return self.choices_of(desk), rules, left

        self.ask(work, self._offer)
        self.templates.refresh()

    def _offer(self, found: tuple[MoneyChoices, FundRules, BudgetLeft]) -> None:
        self.choices, self.rules, self.budget = found
        was_touched, before = self.form.is_touched(), self.form.typed()
        self.reason.set_choices(self.choices.reasons)
        self.payee.set_choices(self.choices.payees)
        self.fund.set_choices([(BY_RULES, _("as the fund's rules say")), *self.choices.funds], BY_RULES)
        holders = [(each.account, self.holder_words(each)) for each in self.choices.holders]
        self.holder.set_choices(holders, holders[0][0] if holders else None)
        self.repeat.setEnabled(bool(self.choices.last))
        self.form.set_values()
        if was_touched:
            self.form.retype({name: value for name, value in before.items() if value not in (None, "")})
        self.tell()

    def _offer_last_of(self, payee: str) -> None:
        """Fill in what this payee was last paid for, where nothing was typed yet."""
        last = next((each for each in self.choices.last if each.payee == payee), None) if self.choices else None
        if last is not None and not self.reason.text():
            self.reason.set_value(last.account)
            self.tell()

    def repeat_last(self) -> None:
        """Fill the form as the last voucher of this kind was; the day stays."""
        if self.choices is not None and self.choices.last:
            self._fill(self.choices.last[0])

    def _fill(self, last: LastMoney) -> None:
        self.payee.set_value(last.payee)
        self.reason.set_value(last.account)
        self.amount.set_value(last.amount)
        self.holder.set_value(last.holder)
        self.fund.set_value(last.fund)
        self.form.editor("memo").set_value(last.memo)
        self.tell()
        self.amount.setFocus()
        self.amount.selectAll()

    # What will happen

    def effects(self) -> Sequence[tuple[str, str, str]]:
        holder = self._holder()
        line = self._line()
        if holder is None or line is None or self.rules is None or self.choices is None:
            return ()
        moved = line.amount * self.SIGN
        after = holder.total + moved
        said = [(holder.name, f"{written(holder.total)} → {written(after)}", "stop" if after < Money(0) else "text")]
        names = dict(self.choices.funds)
        for fund, part in self.rules.parts(line):
            had = holder.held.get(fund, Money(0))
            left = had + part * self.SIGN
            words = f"{written(had)} → {written(left)}"
            said.append((f"{holder.name} · {names.get(fund, fund)}", words, "look" if left < Money(0) else "text"))
            if self.SIGN < 0 and self.budget is not None and (line.account, fund) in self.budget.left:
                said.append(budget_words(self.budget.left[line.account, fund], part))
        return said

    def _holder(self) -> Holder | None:
        return self.choices.holder(str(self.holder.value())) if self.choices else None

    def _line(self) -> MoneyLine | None:
        try:
            amount = self.amount.value()
        except RuleError:
            return None
        account = self.reason.value()
        if not amount or amount <= Money(0) or not self._knows(account):
            return None
        return MoneyLine(account, amount, str(self.fund.value() or "") or None)

    def _knows(self, account: str) -> bool:
        return self.choices is not None and account in dict(self.choices.reasons)

    # Saving

    def send(self, values: dict[str, Any]) -> None:
        found = [
            (values["day"] is None, problem("money.no_day", N_("Write the day."), "day")),
            (not values["payee"], problem("money.no_payee", N_("Write who it is."), "payee")),
            (
                not self._knows(values["account"]),
                problem("money.no_reason", N_("Choose from the list what it is for."), "account"),
            ),
            (not values["amount"], problem("payment.no_amount", N_("Write an amount above zero."), "amount")),
        ]
        if problems := [each for is_wrong, each in found if is_wrong]:
            raise RuleError(*problems)
        assert self.choices is not None  # noqa: S101 - a known reason comes from it; told to the type checker
        reason = dict(self.choices.reasons)[values["account"]].rpartition(" (")[0]
        line = MoneyLine(values["account"], values["amount"], values["fund"] or None)
        moved = MoneyMoved(
            values["day"], values["holder"], (line,), values["memo"] or self.usual_words(reason), values["payee"]
        )
        self.act(lambda desk: self.post(desk, moved), lambda posted: self._posted(posted, moved), failed=self.refused)

    def usual_words(self, reason: str) -> str:
        """Give the words of the voucher where none were typed."""
        return reason

    def post(self, desk: Desk, moved: MoneyMoved) -> Posted:
        """Post what moved, on the writer's thread."""
        raise NotImplementedError

    def _posted(self, posted: Posted, moved: MoneyMoved) -> None:
        typed = self.form.typed()
        again = Button(_("Another like this"), "secondary", "copy", act=lambda: self._again(typed))
        said = _(self.DONE).format(payee=moved.payee, amount=moved.lines[0].amount.text(), memo=moved.memo)
        self.saved(said, posted.voucher, again)
        self.form.editor("day").set_value(moved.day)

    def _again(self, typed: dict[str, Any]) -> None:
        self.form.retype(typed)
        self.tell()
        self.amount.setFocus()
        self.amount.selectAll()


class ReceiveScreen(MoneyScreen):
    """Money in that is no member's contribution."""

    SERIES, SIGN = "RV", 1
    TITLE = N_("Other money in")
    PURPOSE = N_("Gifts, interest, matching money and whatever else is no member's contribution.")
    WHO, HOLDER = N_("Received from"), N_("Into")
    DONE = N_("{amount} baht were received from {payee}: {memo}.")

    def post(self, desk: Desk, moved: MoneyMoved) -> Posted:
        from welfare_desk.services.payments import receive_money  # noqa: PLC0415 - SQL is loaded when asked

        return receive_money(desk, moved)


class PayScreen(MoneyScreen):
    """Money out: expenses, benefits, advances."""

    SERIES, SIGN = "PV", -1
    TITLE = N_("Pay money")
    PURPOSE = N_("Expenses, benefits and advances, each with its payment voucher.")
    WHO, HOLDER = N_("Paid to whom"), N_("Out of")
    DONE = N_("{amount} baht were paid to {payee}: {memo}.")

    def post(self, desk: Desk, moved: MoneyMoved) -> Posted:
        from welfare_desk.services.payments import pay_money  # noqa: PLC0415 - SQL is loaded when asked

        return pay_money(desk, moved)

    def beside_title(self) -> Sequence[Part]:
        from welfare_desk.ui.screens.withholding import Withholding  # noqa: PLC0415 - it opens dialogs of its own

        self.withholding = Withholding(self)
        return (*super().beside_title(), self.withholding)


class GiftScreen(MoneyScreen):
    """Things that somebody gives: worth money, but none moves."""

    SERIES, SIGN = "JV", 1
    TITLE = N_("Gift in kind")
    PURPOSE = N_(
        "Rice, blankets, a computer: things that somebody gives the fund, written down at what they are worth."
    )
    WHO, HOLDER = N_("Given by"), N_("Recorded as")
    WHAT = N_("What it becomes")
    WORTH = (N_("Worth (baht)"), N_("What it would cost today; a paper that shows it may be attached to the voucher."))
    NOTE = (N_("What was given"), N_("For example: 20 blankets, 50 kg of rice."))
    DONE = N_("{payee} gave {memo}, worth {amount} baht.")

    def beside_title(self) -> Sequence[Part]:
        return ()

    def choices_of(self, desk: Desk) -> MoneyChoices:
        from welfare_desk.reports.money_choices import gift_choices  # noqa: PLC0415 - SQL is loaded when asked

        return desk.ask(gift_choices)

    def holder_words(self, holder: Holder) -> str:
        return holder.name

    def usual_words(self, reason: str) -> str:  # noqa: ARG002 - what was given nobody can guess
        return ""

    def effects(self) -> Sequence[tuple[str, str, str]]:
        line, income = self._line(), self._holder()
        if line is None or income is None or self.choices is None:
            return ()
        became = dict(self.choices.reasons)[line.account]
        worth = f"+ {written(line.amount)}"
        return ((became, worth, "text"), (income.name, worth, "text"), (_("Cash and bank"), _("unchanged"), "text"))

    def post(self, desk: Desk, moved: MoneyMoved) -> Posted:
        from welfare_desk.services.payments import receive_gift  # noqa: PLC0415 - SQL is loaded when asked

        return receive_gift(desk, moved)
