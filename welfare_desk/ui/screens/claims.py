"""Benefits: claims come in, are decided under the fund's regulation, approved by the committee and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.benefits import Claim
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.money import Money
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.benefits import BenefitType, Decision

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class ClaimsScreen(RegisterScreen):
    """The register of claims, and each step on the way to the money."""

    REPORT = "claims"
    RAIL = True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._more = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer)
        pay = Button(_("Pay"), "secondary", "wallet", "F8", act=self.pay)
        approve = Button(_("Approve"), "secondary", "check-check", "F7", act=self.approve)
        new = Button(_("New claim"), "primary", "plus", "F2", act=self.begin)
        approve.setVisible(facts.may(Permission.APPROVE))
        for each in (pay, new):
            each.setVisible(facts.may(Permission.RECORD))
        self.lay_out(_("Benefits"), self._more, approve, pay, new, needs_rows=(approve, pay))
        words = _(
            "Adopt the fund's regulation first; then take claims in, and the program says what is given, and why."
        )
        start = Button(_("Adopt a regulation"), "secondary", "scroll-text", act=self.adopt)
        start.setVisible(facts.may(Permission.SET_UP))
        self.teach("heart-handshake", _("No benefit was claimed in these days."), words, start)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        acts: list[tuple[str, Permission, Callable[[], object]]] = [
            (_("Decide again"), Permission.RECORD, self.decide),
            (_("Reject…"), Permission.APPROVE, self.reject),
            (_("Take back…"), Permission.RECORD, self.take_back),
            (_("Try it…"), Permission.READ, self.try_it),
            (_("Adopt a regulation"), Permission.SET_UP, self.adopt),
        ]
        for words, permission, act in acts:
            if self.facts.may(permission):
                menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def numbers(self) -> list[int]:
        """Give the numbers of the chosen claims."""
        return [int(each.removeprefix("C-")) for each in self.chosen()]

    # A claim

    def begin(self) -> None:
        """Ask which benefits there are, then for the claim."""

        def work(desk: Desk) -> list[BenefitType]:
            from welfare_desk.services.regulations import types_on

            return list(desk.ask(lambda tx: types_on(tx, desk.today)).values())

        self.ask(work, self._ask_claim, "types")

    def _ask_claim(self, types: Sequence[BenefitType]) -> None:
        if not types:
            self.adopt()
            return
        day = day_reader(self.facts.today)
        kinds = [(each.code, each.name) for each in types]
        form = Form(
            (
                Field("type", _("Benefit"), Pick("", kinds, types[0].code)),
                Field("member", _("Member number"), TextEdit()),
                Field("event_day", _("Day of the event"), DayEdit(day)),
                Field("claim_day", _("Claimed on"), DayEdit(day, self.facts.today)),
                Field("quantity", _("Quantity"), TextEdit("1"), _("Nights in hospital, children …; else 1.")),
                Field("subject", _("About whom or what"), TextEdit("", _("the child's name, the storm, the house"))),
                Field("asked", _("Amount asked"), MoneyEdit(), _("Left empty, all that the regulation gives.")),
                Field("details", _("Details"), TextEdit("", _("hospital, school …"))),
                Field("cause", _("Cause"), TextEdit(), _("Of illness or death; only some roles see it.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], Decision]:
            def work(desk: Desk) -> Decision:
                from welfare_desk.services.claims import decide_claim, take_claim

                days = (values["event_day"] or desk.today, values["claim_day"] or desk.today, desk.today)
                member = values["member"] or None
                claim = Claim(
                    values["type"], member, *days, _whole(values["quantity"]), values["subject"], "", values["asked"]
                )
                with desk.book.write():
                    return decide_claim(desk, take_claim(desk, claim, values["details"], values["cause"]).id)

            return work

        self.fill_in(_("New claim"), form, work_of, self._tell)

    def _tell(self, decision: Decision) -> None:
        """Say what the regulation gives, and all the reasons."""
        given = _("{amount} baht by the regulation.").format(amount=decision.amount.text())
        icon = ("circle-check", "ok") if decision.amount else ("triangle-alert", "look")
        errors.tell(self.window(), given, [each.sentence() for each in decision.reasons], icon)

    def decide(self) -> None:
        """Decide the chosen claim again."""
        for number in self.numbers()[:1]:

            def work(desk: Desk, number: int = number) -> Decision:
                from welfare_desk.services.claims import decide_claim

                return decide_claim(desk, number)

            self.act(work, self._tell)

    def approve(self) -> None:
        """Approve the chosen claims by one resolution."""
        numbers = self.numbers()
        fields = [Field("resolution", _("Resolution"), TextEdit(), _("Number and day of the meeting's resolution."))]
        if len(numbers) == 1:
            words = ((False, _("within the regulation")), (True, _("the resolution goes beyond it")))
            beyond = Pick("", words, False)  # noqa: FBT003 - the value that is chosen
            fields.append(Field("amount", _("Another amount"), MoneyEdit(), _("Left empty, as it was decided.")))
            fields.append(Field("beyond", _("Against the regulation"), beyond))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            amount: Money | None = values.get("amount")

            def work(desk: Desk) -> object:
                from welfare_desk.services.claims import approve_claims

                beyond = bool(values.get("beyond"))
                return approve_claims(desk, numbers, values["resolution"], amount, by_resolution=beyond)

            return work

        self.fill_in(_("Approve {count} claims").format(count=len(numbers)), Form(tuple(fields)), work_of)

    def pay(self) -> None:
        """Pay the chosen claims out of one till."""
        numbers = self.numbers()

        def work(desk: Desk) -> tuple[list[tuple[str, str]], str]:
            from welfare_desk.reports.choices import tills
            from welfare_desk.services.claims import payees

            return desk.ask(lambda tx: (tills(tx), payees(tx, numbers)))

        self.ask(work, lambda found: self._ask_payment(numbers, *found), "tills")

    def _ask_payment(self, numbers: Sequence[int], tills: Sequence[tuple[str, str]], payee: str) -> None:
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        form = Form(
            (
                Field("account", _("Out of"), Pick("", list(tills), tills[0][0] if tills else "")),
                Field("payee", _("Payee"), TextEdit(payee)),
                Field("day", _("Day"), day),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.claims import pay_claims

                return pay_claims(desk, numbers, values["day"] or desk.today, values["account"], values["payee"])

            return work

        self.fill_in(_("Pay {count} claims").format(count=len(numbers)), form, work_of)

    def reject(self) -> None:
        """Reject the chosen claim."""

        def close(desk: Desk, number: int, reason: str) -> None:
            from welfare_desk.services.claims import reject_claim

            reject_claim(desk, number, reason)

        self._close(_("Reject the claim"), close)

    def take_back(self) -> None:
        """Take the chosen claim back before it is approved."""

        def close(desk: Desk, number: int, reason: str) -> None:
            from welfare_desk.services.claims import withdraw_claim

            withdraw_claim(desk, number, reason)

        self._close(_("Take the claim back"), close)

    def _close(self, title: str, close: Callable[[Desk, int, str], None]) -> None:
        for number in self.numbers()[:1]:
            form = Form((Field("reason", _("Reason"), TextEdit()),))
            self.fill_in(title, form, lambda values, number=number: lambda desk: close(desk, number, values["reason"]))

    # The regulation

    def try_it(self) -> None:
        """Try the benefits in force on a made-up member."""

        def work(desk: Desk) -> tuple[list[BenefitType], int]:
            from welfare_desk.services.regulations import fiscal_month, types_on

            return desk.ask(lambda tx: (list(types_on(tx, desk.today).values()), fiscal_month(tx)))

        def show(found: tuple[list[BenefitType], int]) -> None:
            from welfare_desk.ui.screens.try_it import TryDialog

            if found[0]:
                TryDialog(self.window(), self.facts, *found).open()
            else:
                self.adopt()

        self.ask(work, show, "try")

    def adopt(self) -> None:
        """Adopt a regulation with the ready rules."""
        day = day_reader(self.facts.today)
        hint = _("The ready rules are defaults, not official: read them before the committee adopts them.")
        form = Form(
            (
                Field("name", _("Name of the regulation"), TextEdit(), hint),
                Field("from_day", _("In force from"), DayEdit(day, self.facts.first_day)),
                Field("adopted", _("Day of the meeting"), DayEdit(day, self.facts.today)),
                Field("resolution", _("Resolution"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.regulations import adopt_regulation
                from welfare_desk.welfare.benefit_defaults import READY_TYPES

                days = (values["from_day"] or desk.today, values["adopted"] or desk.today)
                return adopt_regulation(desk, values["name"], *days, values["resolution"], READY_TYPES)

            return work

        self.fill_in(_("Adopt a regulation"), form, work_of)


def _whole(words: str) -> int:
    """Read a whole number, in Thai digits too; anything else is 0, which no claim is for."""
    plain = arabic_digits(words).strip()
    return int(plain) if plain.isdecimal() else 0
