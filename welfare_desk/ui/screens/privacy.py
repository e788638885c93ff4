"""Personal data: what members ask about their own, and the papers that the law wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.members.privacy import RequestStatus
from welfare_desk.reports.data_requests import STATUSES
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

PAPERS = ("processing-record", "consents")


class PrivacyScreen(RegisterScreen):
    """The requests of members about their own data; they come in at the member's page and are answered here."""

    REPORT = "data-requests"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._papers = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer)
        breaches = Button(_("Breaches"), "secondary", "triangle-alert", act=lambda: self.go.emit("breaches", {}))
        answer = Button(_("Answer"), "primary", "check", "F2", act=self.answer)
        self.lay_out(_("Personal data"), self._papers, breaches, answer, of_days=False, needs_rows=(answer,))
        words = _(
            "When a member asks to see, correct or erase the own data, take it in at the member's page under More."
        )
        start = Button(_("Members"), "secondary", "users", act=lambda: self.go.emit("members", {}))
        self.teach("lock", _("No member asked about the own data yet."), words, start)

    def _offer(self) -> None:
        """Offer the papers, and the years that names are kept."""
        from welfare_desk.reports.catalogue import find  # noqa: PLC0415 - SQL is loaded when asked

        menu = QMenu(self)
        menu.setFont(theme.font())
        for name in PAPERS:
            opened = menu.addAction(_(find(name).title))
            opened.triggered.connect(lambda _checked=False, name=name: self.go.emit("report", {"report": name}))
        if self.facts.may(Permission.SET_UP):
            menu.addAction(_("Years of keeping names…")).triggered.connect(lambda _checked=False: self.set_years())
        menu.popup(self._papers.mapToGlobal(self._papers.rect().bottomLeft()))

    def answer(self) -> None:
        """Write down what the chosen request was answered."""
        for number in self.chosen()[:1]:
            outcomes = [(each.value, _(STATUSES[each])) for each in (RequestStatus.DONE, RequestStatus.REFUSED)]
            form = Form(
                (
                    Field("status", _("What came of it"), Pick("", outcomes, RequestStatus.DONE.value)),
                    Field("answer", _("Answer"), TextEdit(), _("What the member was told; why, if it is refused.")),
                )
            )

            def work_of(values: dict[str, Any], number: str = number) -> Callable[[Desk], None]:
                def work(desk: Desk) -> None:
                    from welfare_desk.services.privacy import answer_request  # noqa: PLC0415 - SQL comes late

                    answer_request(desk, int(number), RequestStatus(values["status"]), values["answer"])

                return work

            self.fill_in(_("Answer request {number}").format(number=number), form, work_of)

    def set_years(self) -> None:
        """Ask how many years names stay after a membership ended."""

        def work(desk: Desk) -> int:
            from welfare_desk.services.privacy import kept_years  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(kept_years)

        self.ask(work, self._ask_years, "years")

    def _ask_years(self, years: int) -> None:
        hint = _("So long name and ID number stay with the papers of accounts; 5 is the program's default.")
        form = Form((Field("years", _("Years after the membership"), TextEdit(str(years)), hint),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.privacy import keep_names_for  # noqa: PLC0415 - SQL comes late

                keep_names_for(desk, int(values["years"]) if values["years"].isdecimal() else 0)

            return work

        self.fill_in(_("Years of keeping names"), form, work_of)
