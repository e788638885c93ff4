"""What comes again every month: kept once, posted by one press when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.recurring import Recurring
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

EVERY = ((1, N_("every month")), (3, N_("every 3 months")), (6, N_("every 6 months")), (12, N_("every year")))


class Sources(NamedTuple):
    """What may be made to come again."""

    choices: list[tuple[str, str]]


class RecurringScreen(RegisterScreen):
    """The register of what comes again, what is due first."""

    REPORT, RAIL = "recurring", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher that was posted last")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._stop = Button(_("Stop it"), "secondary", "ban", "F7", act=self.stop)
        self._skip = Button(_("Leave out once"), "secondary", "arrow-right", "F8", act=self.skip)
        new = Button(_("New"), "secondary", "plus", "F2", act=self.begin)
        self._post = Button(_("Post all that is due"), "primary", "check-check", "Ctrl Enter", act=self.post)
        parts = (self._stop, self._skip, new, self._post)
        hide_unless(facts.may(Permission.RECORD), *parts)
        self.lay_out(_("What comes again"), *parts, of_days=False, needs_rows=(self._stop, self._skip))
        words = _("Rent, wages, a bank's fee: say once what comes every month, and post it from here when it is due.")
        start = Button(_("New"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("calendar", _("Nothing comes again yet"), words, start)

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    # New

    def begin(self) -> None:
        """Ask what is to come again: a template, or a voucher that was posted."""

        def work(desk: Desk) -> Sources:
            from welfare_desk.reports.recurring import sources

            return Sources(desk.ask(sources))

        self.ask(work, self._ask_new, "sources")

    def _ask_new(self, found: Sources) -> None:
        if not found.choices:
            said = [_("Post it once, or keep it as a template; then it can come again.")]
            errors.tell(self.window(), _("There is no voucher yet that could come again."), said)
            return
        every = [(months, _(words)) for months, words in EVERY]
        note = _("A template of money in or out, or a voucher that was posted: type a few letters.")
        last = DayEdit(day_reader(self.facts.today), None)
        form = Form(
            (
                Field("source", _("What comes again"), Finder(found.choices, _("A name or a number")), note),
                Field("name", _("Call it"), TextEdit(), _("For example: rent of the office.")),
                Field("months", _("Comes how often"), Pick("", every, 1)),
                Field("next_day", _("Comes next on"), self._day()),
                Field("last_day", _("Last time on"), last, _("Left empty, it comes until it is stopped.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> int:
                from welfare_desk.services.recurring import add_recurring

                first = values["next_day"] or desk.today
                entry = _entry(desk, values["source"], first)
                kept = Recurring(0, values["name"], entry, values["months"], first, values["last_day"])
                return add_recurring(desk, kept)

            return work

        self.fill_in(_("Let something come again"), form, work_of)

    # What is due

    def post(self) -> None:
        """Post everything that is due today."""

        def work(desk: Desk) -> list[Posted]:
            from welfare_desk.services.recurring import post_recurring

            return post_recurring(desk, desk.today)

        self.act(work, self._posted)

    def _posted(self, posted: list[Posted]) -> None:
        title = ngettext("{count} entry was posted.", "{count} entries were posted.", len(posted))
        errors.tell(self.window(), title.format(count=len(posted)), [", ".join(each.voucher for each in posted)])

    def skip(self) -> None:
        """Leave the chosen one out once."""
        for number in self.chosen()[:1]:
            form = Form((Field("reason", _("Reason"), TextEdit()),))

            def work_of(values: dict[str, Any], number: int = int(number)) -> Callable[[Desk], object]:
                def work(desk: Desk) -> object:
                    from welfare_desk.services.recurring import skip_recurring

                    return skip_recurring(desk, number, values["reason"])

                return work

            self.fill_in(_("Leave out once"), form, work_of)

    def stop(self) -> None:
        """Let the chosen one come no more, once the person has said so."""
        for number in self.chosen()[:1]:
            title = _("Let it come no more?")
            said = _("What was posted stays. The same name may be taken again later.")
            if errors.ask(self.window(), title, said, _("Stop it")):

                def work(desk: Desk, number: int = int(number)) -> None:
                    from welfare_desk.services.recurring import stop_recurring

                    stop_recurring(desk, number)

                self.act(work, lambda _nothing: None)


def _entry(desk: Desk, source: str, first: date) -> Entry:
    from welfare_desk.services.entries import get_entry
    from welfare_desk.services.recurring import entry_of_template

    kind, _colon, name = source.partition(":")
    if source.startswith("#"):
        return desk.ask(lambda tx: get_entry(tx, source[1:]))
    if name:
        return desk.ask(lambda tx: entry_of_template(tx, kind, name, first))
    raise RuleError(problem("recurring.source", N_("Choose from the list what comes again."), "source"))
