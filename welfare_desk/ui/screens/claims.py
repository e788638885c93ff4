"""Benefits: claims come in, are decided under the fund's regulation, approved by the committee and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.claim_acts import ClaimActs
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.benefits import Claim, Effect
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.reports.model import Link
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.claim_papers import Listed
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.benefits import BenefitType, Decision

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_MOST_TOLD = 20  # who was left out of a list; the command line names all


class ClaimsScreen(RegisterScreen, ClaimActs):
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
            (_("A disaster…"), Permission.RECORD, self.open_disaster),
            (_("Yearly list…"), Permission.RECORD, self.draw_up_list),
            (_("Approve a list…"), Permission.APPROVE, self.approve_list),
            (_("List for the meeting"), Permission.READ, self.print_meeting),
            (_("Decide again"), Permission.RECORD, self.decide),
            (_("Reject…"), Permission.APPROVE, self.reject),
            (_("Take back…"), Permission.RECORD, self.take_back),
            (_("Try it…"), Permission.READ, self.try_it),
            (_("Import benefits paid…"), Permission.RECORD, lambda: self.go.emit("import-benefits", {})),
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
                Field(
                    "relation",
                    _("Relation"),
                    TextEdit(),
                    _("Whose event it is, where the regulation asks; own: empty."),
                ),
                Field("asked", _("Amount asked"), MoneyEdit(), _("Left empty, all that the regulation gives.")),
                Field("details", _("Details"), TextEdit("", _("hospital, school …"))),
                Field("cause", _("Cause"), TextEdit(), _("Of illness or death; only some roles see it.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], Decision]:
            def work(desk: Desk) -> Decision:
                from welfare_desk.services.claims import decide_claim, take_claim

                if values["event_day"] is None:
                    raise RuleError(problem("claim.no_event", N_("Write the day of the event."), "event_day"))
                days = (values["event_day"], values["claim_day"] or desk.today, desk.today)
                member = values["member"] or None
                claim = Claim(
                    values["type"], member, *days, _whole(values["quantity"]), values["subject"],
                    values["relation"].strip(), values["asked"],
                )  # fmt: skip
                with desk.book.write():
                    return decide_claim(desk, take_claim(desk, claim, values["details"], values["cause"]).id)

            return work

        self.fill_in(_("New claim"), form, work_of, self._tell)

    # Lists

    def open_row(self, link: Link) -> None:
        """Go to the page of the claim."""
        self.go.emit("claim", dict(link.params))

    def open_disaster(self) -> None:
        """Ask which disaster, and take in a claim for each household that it struck."""
        self._ask_kinds(
            _("A disaster"),
            (Field("members", _("Member numbers"), TextEdit("", "00001 00002"), _("One of each household.")),),
            _disaster,
        )

    def draw_up_list(self) -> None:
        """Draw up the yearly list of a benefit for all to whom the regulation gives it."""
        self._ask_kinds(_("Yearly list"), (), _yearly)

    def _ask_kinds(self, title: str, more: Sequence[Field], make: Callable[[Desk, dict[str, Any]], Listed]) -> None:
        def work(desk: Desk) -> list[BenefitType]:
            from welfare_desk.services.regulations import types_on

            return list(desk.ask(lambda tx: types_on(tx, desk.today)).values())

        def show(types: Sequence[BenefitType]) -> None:
            if not types:
                self.adopt()
                return
            day = DayEdit(day_reader(self.facts.today), self.facts.today)
            form = Form(
                (
                    Field("type", _("Benefit"), Pick("", [(each.code, each.name) for each in types], types[0].code)),
                    Field("name", _("Name"), TextEdit("", _("the storm, or the year of the list"))),
                    Field("day", _("Day"), day),
                    *more,
                )
            )
            self.fill_in(title, form, lambda values: lambda desk: make(desk, values), self._tell_list)

        self.ask(work, show, "types")

    def _tell_list(self, listed: Listed) -> None:
        """Say how many claims came in, and why the others did not."""
        said = _("List {number}: {count} claims, {total} baht; {left_out} left out.").format(
            number=listed.id, count=len(listed.claims), total=listed.total.text(), left_out=len(listed.left_out)
        )
        why = [
            f"{number}: {' '.join(each.sentence() for each in decision.reasons if each.effect is not Effect.EXPLAINS)}"
            for number, decision in listed.left_out[:_MOST_TOLD]
        ]
        errors.tell(self.window(), said, why, ("circle-check", "ok"))

    def approve_list(self) -> None:
        """Approve all claims of a list that stand before the committee, by one resolution."""

        def work(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.services.claim_papers import lists_before_committee

            found = desk.ask(lists_before_committee)
            return [(" ".join(map(str, numbers)), f"{name} · {len(numbers)}") for name, numbers in found]

        def show(found: Sequence[tuple[str, str]]) -> None:
            if not found:
                errors.tell(self.window(), _("No list waits for the committee."), [], ("info", "text2"))
                return
            hint = _("Number and day of the meeting's resolution.")
            form = Form(
                (
                    Field("list", _("List"), Pick("", list(found), found[0][0])),
                    Field("resolution", _("Resolution"), TextEdit(), hint),
                )
            )
            self.fill_in(_("Approve a list"), form, lambda values: lambda desk: _approve_list(desk, values))

        self.ask(work, show, "lists")

    def print_meeting(self) -> None:
        """Show what the meeting resolves on as it will be on paper."""
        show_report_on_paper(self, _("Claims before the committee"), "claim-meeting", {})

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


def _disaster(desk: Desk, values: dict[str, Any]) -> Listed:
    from welfare_desk.services.claim_papers import open_disaster

    numbers = arabic_digits(values["members"]).replace(",", " ").split()
    return open_disaster(desk, values["type"], values["day"] or desk.today, values["name"], numbers)


def _yearly(desk: Desk, values: dict[str, Any]) -> Listed:
    from welfare_desk.services.claim_papers import list_pensions

    return list_pensions(desk, values["type"], values["day"] or desk.today, values["name"])


def _approve_list(desk: Desk, values: dict[str, Any]) -> object:
    from welfare_desk.services.claims import approve_claims

    return approve_claims(desk, [int(each) for each in values["list"].split()], values["resolution"])


def _whole(words: str) -> int:
    """Read a whole number, in Thai digits too; anything else is 0, which no claim is for."""
    plain = arabic_digits(words).strip()
    return int(plain) if plain.isdecimal() else 0
