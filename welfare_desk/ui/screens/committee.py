"""The committee: who holds which post; terms begin, are corrected and end here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.committee import ALL, IN_OFFICE, ORIGINS, POSTS
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.committee import Officer, Origin, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class CommitteeScreen(RegisterScreen):
    """The roster of today, or every term that was ever written down."""

    REPORT, RAIL = "committee", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_it)
        end = Button(_("End a term"), "secondary", "ban", "F8", act=self.end)
        correct = Button(_("Correct"), "secondary", "pencil", "F7", act=self.correct)
        new = Button(_("New term"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), end, correct, new)
        shown = ((IN_OFFICE, _("in office today")), (ALL, _("every term")))
        self.show_which = Pick(_("Show"), shown, memory.get("show", IN_OFFICE))
        self.show_which.picked.connect(self._turn)
        parts = (paper, correct, end, new)
        self.lay_out(_("The committee"), *parts, of_days=False, needs_rows=(end, correct), filters=(self.show_which,))
        words = _("Write down the chair first, then the secretary, the treasurer and the others.")
        start = Button(_("New term"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), start)
        self.teach("users", _("Nobody of the committee is written down yet."), words, start)

    def _turn(self, show: object) -> None:
        self.memory["show"] = show
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for those in office today, or every term."""
        return {"show": self.show_which.value()}

    def print_it(self) -> None:
        """Show the roster on paper."""
        show_report_on_paper(self, _("The committee"), "committee", {"show": str(self.show_which.value())})

    def begin(self) -> None:
        """Ask for who takes a post."""
        new = Officer(0, "", Post.MEMBER, Origin.MEMBERS, self.facts.today)
        self.fill_in(_("New term"), self._form(new), lambda values: _add(new, values))

    def correct(self) -> None:
        """Ask for the chosen term anew."""
        self._of_chosen(
            lambda found: self.fill_in(
                _("Correct: {name}").format(name=found.name), self._form(found), lambda values: _change(found, values)
            )
        )

    def end(self) -> None:
        """Ask for the last day of the chosen term, and why it ends."""
        self._of_chosen(self._ask_end)

    def _ask_end(self, found: Officer) -> None:
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        hint = TextEdit("", _("term is over, moved away, resigned …"))
        form = Form((Field("to_day", _("Last day in office"), day), Field("reason", _("Reason"), hint)))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.committee import end_office

                end_office(desk, found.number, values["to_day"] or desk.today, values["reason"])

            return work

        self.fill_in(_("End the term of {name}").format(name=found.name), form, work_of)

    def _of_chosen(self, act: Callable[[Officer], object]) -> None:
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> Officer:
                from welfare_desk.services.committee import officer_by

                return desk.ask(lambda tx: officer_by(tx, number))

            self.ask(work, act, "officer")

    def _form(self, of: Officer) -> Form:
        read = day_reader(self.facts.today)
        posts = [(each.value, _(words)) for each, words in POSTS.items()]
        origins = [(each.value, _(words)) for each, words in ORIGINS.items()]
        return Form(
            (
                Field("name", _("Name"), TextEdit(of.name)),
                Field("post", _("Post held"), Pick("", posts, of.post.value)),
                Field("origin", _("Speaks for"), Pick("", origins, of.origin.value)),
                Field("community_post", _("Post in the community"), TextEdit(of.community_post, _(_HINT))),
                Field("phone", _("Telephone"), TextEdit(of.phone)),
                Field("member", _("Number as a member"), TextEdit(of.member or ""), _("Left empty if no member.")),
                Field("from_day", _("First day in office"), DayEdit(read, of.from_day)),
                Field("to_day", _("Last day in office"), DayEdit(read, of.to_day), _("Left empty while it runs.")),
            )
        )


_HINT = N_("village headman, teacher, health volunteer …")


def _told(of: Officer, values: Mapping[str, Any]) -> Officer:
    return Officer(
        of.number,
        values["name"],
        Post(values["post"]),
        Origin(values["origin"]),
        values["from_day"] or of.from_day,
        values["to_day"],
        values["community_post"],
        values["phone"],
        values["member"] or None,
        of.reason,
    )


def _add(of: Officer, values: Mapping[str, Any]) -> Callable[[Desk], object]:
    def work(desk: Desk) -> int:
        from welfare_desk.services.committee import add_officer

        return add_officer(desk, _told(of, values))

    return work


def _change(of: Officer, values: Mapping[str, Any]) -> Callable[[Desk], object]:
    def work(desk: Desk) -> None:
        from welfare_desk.services.committee import change_officer

        change_officer(desk, _told(of, values))

    return work
