"""Give back money that was taken by mistake: whose line of the receipt, how much, to whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.money import Money
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen


def ask_refund(
    screen: Screen, voucher: str, left: Sequence[tuple[str, str, Money]], tills: Sequence[tuple[str, str]]
) -> None:
    """Ask for a refund of a receipt and pay it; `left` is member, words and what may still go back."""
    if not left:
        said = _("Nothing of {voucher} is left to give back.").format(voucher=voucher)
        errors.tell(screen.window(), _("Nothing to give back"), [said])
        return
    member = Pick("", [(number, f"{words} · {most.text()}") for number, words, most in left], left[0][0])
    amount, payee = MoneyEdit(), TextEdit()

    def turn_to(chosen: object) -> None:
        words, most = next((words, most) for number, words, most in left if number == chosen)
        payee.set_value(words.partition(" ")[2])
        amount.set_value(most)

    turn_to(left[0][0])
    member.picked.connect(turn_to)
    today = screen.facts.today
    form = Form(
        (
            Field("day", _("Given back on"), DayEdit(day_reader(today), today)),
            Field("member", _("Whose contribution"), member),
            Field("amount", _("Amount (baht)"), amount),
            Field("payee", _("Given to"), payee),
            Field("till", _("Out of"), Pick("", list(tills), tills[0][0])),
            Field("reason", _("Reason"), TextEdit(), _("It stands on the payment voucher.")),
        )
    )

    def send(values: dict[str, Any], dialog: FormDialog) -> None:
        def work(desk: Desk) -> Posted:
            from welfare_desk.services.contributions import refund_mistake  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.welfare.contributions import Refund  # noqa: PLC0415 - see above

            day, money = values["day"] or desk.today, values["amount"] or Money(0)
            refund = Refund(day, values["payee"], values["member"], money, values["till"], values["reason"])
            return refund_mistake(desk, voucher, refund)

        def done(posted: Posted) -> None:
            dialog.accept()
            show_report_on_paper(screen, posted.voucher, "entry", {"voucher": posted.voucher})

        screen.act(work, done, failed=dialog.refused)

    FormDialog(screen.window(), _("Give back money of {voucher}").format(voucher=voucher), form, send).open()
