"""Benefits: claims come in, are decided under the fund's regulation, approved by the committee and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.screens import claim_forms
from welfare_desk.ui.screens.claim_acts import ClaimActs
from welfare_desk.ui.screens.claim_lists import ClaimLists
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import add, hide_unless
from welfare_desk.ui.widgets.text import Text
from welfare_desk.welfare.claims import STATUSES, WAITING, ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from welfare_desk.reports.model import Link, Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.claim_forms import Asked
    from welfare_desk.welfare.benefits import Decision

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class ClaimsScreen(RegisterScreen, ClaimActs, ClaimLists):
    """The register of claims, and each step on the way to the money."""

    REPORT = "claims"
    RAIL = True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._more = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer)
        pay = Button(_("Pay"), "secondary", "wallet", "F8", act=self.pay)
        approve = Button(_("Approve"), "secondary", "check-check", "F7", act=self.approve)
        new = Button(_("New claim"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.APPROVE), approve)
        hide_unless(facts.may(Permission.RECORD), pay, new)
        states = (("", _("all")), *((each.value, _(words)) for each, words in STATUSES.items()))
        self.status = Pick(_("Status"), states, memory.get("status", ""))
        self.status.picked.connect(self.show_status)
        self.lay_out(_("Benefits"), self._more, approve, pay, new, needs_rows=(approve, pay), filters=(self.status,))
        self._why = Text("", "small", "text2", wrap=True)  # the column of reasons is too narrow for all of them
        layout: Any = self.layout()
        add(layout, self._why)
        add(layout, "s")
        self.table.row_chosen.connect(self._say_why)
        self._has_rules: bool | None = None
        self._teach()

    # What is shown

    def open(self, **params: str) -> None:
        """Show the claims of some days (`from`, `to`), or of one `status`; those that wait are shown of all days."""
        super().open(**params)
        if "status" in params:
            self.status.set_value(params["status"])
            self.show_status(params["status"])

    def show_status(self, status: object) -> None:
        """Show the claims that stand so; of those that wait none may be missed, however old it is."""
        self.memory["status"] = status
        if status not in {each.value for each in WAITING}:
            self.refresh()
            return

        def work(desk: Desk) -> date | None:
            from welfare_desk.reports.claims import oldest

            return desk.ask(lambda tx: oldest(tx, ClaimStatus(status)))

        self.ask(work, self._reach_back, "oldest")

    def _reach_back(self, oldest: date | None) -> None:
        if oldest is not None and self.days is not None:
            first = min(oldest, self.days.chosen()["from"])
            self.days.show_days((("from", first.isoformat()), ("to", self.facts.today.isoformat())))
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the days and the status that are chosen."""
        return {**super().asked(), "status": self.status.value()}

    def refresh(self) -> None:
        super().refresh()

        def work(desk: Desk) -> bool:
            from welfare_desk.services.regulations import types_on

            return bool(desk.ask(lambda tx: types_on(tx, desk.today)))

        self.ask(work, self._learn, "rules")

    def _learn(self, has_rules: bool) -> None:  # noqa: FBT001 - an answer of the book
        if has_rules is not self._has_rules:
            self._has_rules = has_rules
            self._teach()
            if self.report is not None:
                self.table.show_report(self.report)

    def _teach(self) -> None:
        """Say what comes first: the rules, and then the claims."""
        if self._has_rules is False:
            words = _(
                "The rules come first: read the ready ones, change what your fund does otherwise, and adopt them."
            )
            read = Button(_("Read and change the rules"), "secondary", "scroll-text", act=self.write_rules)
            ready = Button(_("Adopt the ready rules as they are"), "secondary", "check", act=self.adopt)
            hide_unless(self.facts.may(Permission.SET_UP), read, ready)
            self.teach("heart-handshake", _("No regulation is adopted yet."), words, read, ready)
            return
        words = _("Take a claim in, and the program says what the regulation gives, and why. Older claims: other days.")
        start = Button(_("New claim"), "secondary", "plus", act=self.begin)
        hide_unless(self.facts.may(Permission.RECORD), start)
        self.teach("heart-handshake", _("No benefit was claimed in these days."), words, start)

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self._why.setVisible(bool(report.rows))
        for row in self.table.chosen()[:1]:
            self._say_why(row)

    def _say_why(self, row: Row) -> None:
        self._why.say(" · ".join(str(part) for part in (row.cells[0], row.cells[4], row.cells[-1]) if part))

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        acts: list[list[tuple[str, Permission, Callable[[], object]]]] = [
            [
                (_("A disaster…"), Permission.RECORD, self.open_disaster),
                (_("Yearly list…"), Permission.RECORD, self.draw_up_list),
                (_("Approve a list…"), Permission.APPROVE, self.approve_list),
                (_("List for the meeting"), Permission.READ, self.print_meeting),
                (_("Import benefits paid…"), Permission.RECORD, lambda: self.go.emit("import-benefits", {})),
            ],
            [
                (_("Decide again"), Permission.RECORD, self.decide),
                (_("Reject…"), Permission.APPROVE, self.reject),
                (_("Take back…"), Permission.RECORD, self.take_back),
            ],
            [
                (_("Try it…"), Permission.READ, self.try_it),
                (_("Read and change the rules"), Permission.SET_UP, self.write_rules),
            ],
        ]
        for some in acts:
            for words, permission, act in some:
                if self.facts.may(permission):
                    menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
            menu.addSeparator()
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def numbers(self) -> list[int]:
        """Give the numbers of the chosen claims."""
        return [int(each.removeprefix("C-")) for each in self.chosen()]

    # A claim

    def begin(self) -> None:
        """Ask which benefits and members there are, then for the claim."""

        def work(desk: Desk) -> Asked:
            from welfare_desk.reports.choices import choices_of
            from welfare_desk.reports.parameters import ParameterKind
            from welfare_desk.services.regulations import types_on

            return desk.ask(
                lambda tx: claim_forms.Asked(
                    list(types_on(tx, desk.today).values()), choices_of(tx, ParameterKind.MEMBER)
                )
            )

        self.ask(work, self._ask_claim, "types")

    def _ask_claim(self, asked: Asked) -> None:
        if not asked.types:
            self.tell_no_rules()
            return

        def work_of(values: dict[str, Any]) -> Callable[[Desk], tuple[int, Decision]]:
            claim = claim_forms.claim_from(values, self.facts.today)

            def work(desk: Desk) -> tuple[int, Decision]:
                from welfare_desk.services.claims import decide_claim, take_claim

                with desk.book.write():
                    number = take_claim(desk, claim, values["details"], values["cause"]).id
                    return number, decide_claim(desk, number)

            return work

        self.fill_in(_("New claim"), claim_forms.claim_form(self.facts, asked), work_of, lambda made: self._made(*made))

    def _made(self, number: int, decision: Decision) -> None:
        """Say what the regulation gives, and lead on to the claim, whose papers come next."""
        given = _("{amount} baht by the regulation.").format(amount=decision.amount.text())
        reasons = [each.sentence() for each in decision.reasons]
        if errors.offer(self.window(), given, reasons, _("Open the claim"), _("Close")):
            self.go.emit("claim", {"claim": str(number)})

    def open_row(self, link: Link) -> None:
        """Go to the page of the claim."""
        self.go.emit("claim", dict(link.params))
