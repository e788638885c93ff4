"""One person comes with money: for herself, and for whoever lives with her. One receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from welfare_desk.dates import first_of_month, long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.posted import offer_receipts
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, margins, scrolled
from welfare_desk.ui.widgets.text import Text, empty_state
from welfare_desk.welfare.contributions import Payment, PaymentLine
from welfare_desk.welfare.sheets import entered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from welfare_desk.reports.money_choices import MoneyChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.contributions import Recorded
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.sheets import SheetRow

ZERO = Money(0)


class _Amount(MoneyEdit):
    """What is paid for one person; F7 and F8 fill in what is owed."""

    def __init__(self, row: SheetRow, amount: Money | None) -> None:
        super().__init__(amount)
        self.row = row
        self.setFixedWidth(theme.width("money"))
        self.setAccessibleName(_("Paid for {name}").format(name=row.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        amounts = {Qt.Key.Key_F6: self.row.due, Qt.Key.Key_F7: self.row.arrears, Qt.Key.Key_F8: self.row.year}
        amount = amounts.get(Qt.Key(event.key()))
        if amount is None:
            super().keyPressEvent(event)
        else:
            self.set_value(amount or None)
            self.changed.emit()


class CollectOneScreen(GuidedScreen):
    """A member and her household, each with what is due; the amounts make up one receipt."""

    RAIL = True

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Next field")),
        ("F6", N_("Paid in full through this month")),
        ("F7", N_("Paid what was owed before this month")),
        ("F8", N_("Paid to the end of the year")),
        ("Esc", N_("Empty the form")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.choices: MoneyChoices | None = None
        self.amounts: list[_Amount] = []
        self._typed: dict[str, str] = {}
        self.member, self.payer, self.holder = Finder(hint=_("A name or a number")), TextEdit(), Pick("")
        self.day = DayEdit(day_reader(facts.today), facts.today)
        form = Form(
            (
                Field("member", _("Member"), self.member),
                Field("payer", _("Paid by"), self.payer),
                Field("day", _("Received on"), self.day),
                Field("holder", _("Into"), self.holder),
            ),
            beside=True,
        )
        self._people = QGridLayout()
        self._people.setHorizontalSpacing(theme.gap("l"))
        self._people.setVerticalSpacing(theme.gap("s"))
        sentence = _("One receipt for a member and whoever lives with her; the payer need not be a member.")
        self.lay_out(_("Contribution of one member"), sentence, form)
        self.member.picked.connect(self._ask_household)
        form.ended.connect(self._focus_amount)

    def body(self) -> QWidget:
        inner = QWidget()
        words = _("Type a name or a number above: whoever lives in that household comes up here, with what is due.")
        self._hint = empty_state("users", _("Who has come?"), words)
        layout = column(self.form, "l", self._people)
        layout.addWidget(self._hint, 1)
        add(layout, SPRING)
        inner.setLayout(margins(layout, "", "", "l", "l"))
        return scrolled(inner)

    # Who comes

    def refresh(self) -> None:
        def work(desk: Desk) -> MoneyChoices:
            from welfare_desk.reports.money_choices import money_choices  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: money_choices(tx, "RV"))

        self.ask(work, self._offer)
        if self.amounts:
            self._ask_household(self.member.value())

    def _offer(self, choices: MoneyChoices) -> None:
        self.choices = choices
        holders = [(each.account, f"{each.name} · {each.total.text()}") for each in choices.holders]
        chosen = self.holder.value() or (holders[0][0] if holders else None)
        self.holder.set_choices(holders, chosen)
        self.member.set_choices(choices.members)

    def open(self, **params: str) -> None:
        """Begin with a member (`member`)."""
        if params.get("member"):
            self.member.set_value(params["member"])
            self._ask_household(params["member"])

    def _ask_household(self, number: str) -> None:
        month = first_of_month(self.facts.today)

        def work(desk: Desk) -> tuple[SheetRow, ...]:
            from welfare_desk.reports.collection_sheet import household_sheet  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: household_sheet(tx, number, month))

        self.ask(work, self._show_household, "household")

    def _show_household(self, rows: tuple[SheetRow, ...]) -> None:
        self._typed |= {each.row.number: each.text() for each in self.amounts}
        self._clear_people()
        for at, title in enumerate((_("Name"), _("Paid through"), _("Due by this month"), _("Pays today"))):
            head = Text(title, "smallm", "muted")
            side = Qt.AlignmentFlag.AlignRight if at > 1 else Qt.AlignmentFlag.AlignLeft
            self._people.addWidget(head, 0, at, side)
        for line, each in enumerate(rows, start=1):
            amount = _Amount(each, each.due if line == 1 and each.due else None)
            if each.number in self._typed:
                amount.setText(self._typed[each.number])
            amount.changed.connect(self.tell)
            amount.entered.connect(lambda line=line: self._focus_amount(line))
            self.amounts.append(amount)
            self._people.addWidget(Text(f"{each.number} {each.name}", "medium" if line == 1 else "body"), line, 0)
            self._people.addWidget(Text(long_day(each.position.paid_to), "body", "text2"), line, 1)
            due = Text(written(each.due), "body", "look" if each.arrears else "text2")
            self._people.addWidget(due, line, 2, Qt.AlignmentFlag.AlignRight)
            self._people.addWidget(amount, line, 3, Qt.AlignmentFlag.AlignRight)
            amount.setVisible(True)
        self._people.setColumnStretch(0, 1)
        self._hint.setVisible(not rows)
        if rows and not self.payer.text():
            self.payer.setText(rows[0].name)
        self.tell()
        if rows and (self.member.hasFocus() or self.payer.hasFocus()):
            self._focus_amount()

    def _clear_people(self) -> None:
        self.amounts.clear()
        clear(self._people)
        self._hint.show()

    def _focus_amount(self, at: int = 0) -> None:
        """Go to the next amount; after the last one the first again, so that Enter never saves unseen."""
        if self.amounts:
            field = self.amounts[at % len(self.amounts)]
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()

    # What will happen

    def _paid(self) -> list[tuple[SheetRow, Money]]:
        found: list[tuple[SheetRow, Money]] = []
        for each in self.amounts:
            amount = each.value()
            if amount:
                found.append((each.row, amount))
        return found

    def effects(self) -> Sequence[tuple[str, str, str]]:
        try:
            paid, day = self._paid(), self.day.value()
        except RuleError:
            return ()
        if not paid or day is None:
            return ()
        said = [
            (_("One receipt over"), _("{amount} baht").format(amount=Money.sum(a for _r, a in paid).text()), "text")
        ]
        for row, amount in paid:
            if amount < ZERO:
                continue
            covered = entered(row, amount, day)
            words = [_("{count} months").format(count=len(covered.months))] if covered.months else []
            words += [_("{amount} baht in advance").format(amount=covered.advance.text())] if covered.advance else []
            said.append((row.name, " · ".join(words) or _("part of a month"), "text"))
        return said

    # Saving

    def send(self, values: dict[str, Any]) -> None:
        paid = self._paid()
        found = [
            (not self.amounts, problem("collect.no_member", N_("Find the member first."), "member")),
            (bool(self.amounts) and not paid, problem("collect.nothing", N_("Write what is paid."), "member")),
            (values["day"] is None, problem("money.no_day", N_("Write the day."), "day")),
            (not values["payer"], problem("money.no_payee", N_("Write who it is."), "payer")),
        ]
        if problems := [each for is_wrong, each in found if is_wrong]:
            raise RuleError(*problems)
        names = {row.name: row.number for row, _amount in paid}
        lines = tuple(PaymentLine(row.number, amount) for row, amount in paid)
        payment = Payment(values["day"], values["payer"], names.get(values["payer"]), lines, values["holder"])

        def work(desk: Desk) -> Recorded:
            from welfare_desk.services.contributions import record_payment  # noqa: PLC0415 - see above

            return record_payment(desk, payment)

        self.act(work, self._recorded, failed=self.refused)

    def _recorded(self, recorded: Recorded) -> None:
        said = _("{amount} baht were received from {payee}.")
        said = said.format(amount=recorded.payment.total.text(), payee=recorded.payment.payer)
        self.saved(said, recorded.posted.voucher)
        offer_receipts(self, [recorded], _("Another one"))
        self.form.focus_first()

    def start_anew(self) -> None:
        self._typed.clear()
        self._clear_people()
        super().start_anew()

    def unsaved(self) -> object | None:
        typed = {each.row.number: each.text() for each in self.amounts}
        return {"form": self.form.typed(), "amounts": typed} if self.amounts else None

    def restore(self, content: Any) -> None:
        self.form.retype(content["form"])
        self._typed = dict(content["amounts"])
        number = self.member.text().split(" ")[0]
        self._ask_household(number)
