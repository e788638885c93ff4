"""Matching money: programmes with their terms, rounds, and what givers approve, send and want back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QMenu

from welfare_desk.dates import BE_OFFSET, fiscal_year
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors, theme
from welfare_desk.ui.screens import match_forms
from welfare_desk.ui.screens.match_forms import MONEY_MOVES, TITLES, Accounts
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.match_rounds import MatchStep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.reports.match_choices import ProgrammeChoice, RoundChoice
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.match_rounds import MatchLetter

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

STATE_BANK = "1113"  # where matching money usually goes
Choices = list[tuple[str, str]]


class MatchingScreen(RegisterScreen):
    """The rounds of matching money, and each step of the chosen one."""

    REPORT, RAIL = "match-rounds", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the list of the round")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._programmes = Button(_("Programmes"), "secondary", "", after="chevron-down", act=self.offer_programmes)
        self._papers = Button(_("Papers"), "secondary", "printer", "F9", act=self.offer_papers)
        self._next = Button(_("What follows"), "secondary", "check-check", "F8", act=self.follow)
        new = Button(_("New round"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), self._next, new)
        parts = (self._programmes, self._papers, self._next, new)
        self.lay_out(_("Matching money"), *parts, of_days=False, needs_rows=(self._papers, self._next))
        words = _(
            "Keep a programme with its terms first; then a round finds out who is put forward, and why others not."
        )
        start = Button(_("New programme"), "secondary", "plus", act=lambda: self.keep_programme(None))
        hide_unless(facts.may(Permission.SET_UP), start)
        self.teach("hand-coins", _("No round of matching money yet"), words, start)

    def _menu(self, button: Button, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # Programmes

    def offer_programmes(self) -> None:
        """Offer the programmes: to see, to change, or a new one."""

        def work(desk: Desk) -> list[ProgrammeChoice]:
            from welfare_desk.reports.match_choices import programmes_on

            return desk.ask(lambda tx: programmes_on(tx, desk.today))

        self.ask(work, self._offer_programmes, "programmes")

    def _offer_programmes(self, known: Sequence[ProgrammeChoice]) -> None:
        acts: list[tuple[str, Callable[[], object]]] = [
            (_("All programmes and terms"), lambda: self.go.emit("report", {"report": "match-programmes"}))
        ]
        if self.facts.may(Permission.SET_UP):
            for each in known:
                words = _("New terms: {programme}…").format(programme=each.programme.name)
                acts.append((words, lambda each=each: self.keep_programme(each)))
            acts.append((_("New programme…"), lambda: self.keep_programme(None)))
            acts.append((_("What proposals say of the fund…"), self.tell_facts))
        self._menu(self._programmes, acts)

    def keep_programme(self, known: ProgrammeChoice | None) -> None:
        """Ask for a programme and its terms; those of a known one stand in the form."""

        def work(desk: Desk) -> Accounts:
            from welfare_desk.reports.match_choices import incomes, receivables

            return desk.ask(lambda tx: Accounts(incomes(tx), receivables(tx)))

        self.ask(work, lambda found: self._ask_programme(found, known), "accounts")

    def _ask_programme(self, accounts: Accounts, known: ProgrammeChoice | None) -> None:
        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            programme, terms = match_forms.programme_from(values), match_forms.terms_from(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.matching import keep_programme

                keep_programme(desk, programme, terms, values["from_day"] or desk.today)

            return work

        title = _("New programme") if known is None else _("New terms of {name}").format(name=known.programme.name)
        self.fill_in(title, match_forms.programme_form(self.facts, accounts, known), work_of)

    def tell_facts(self) -> None:
        """Ask for what only the committee knows of the fund, and for the limits of the criteria."""

        def work(desk: Desk) -> dict[str, str]:
            from welfare_desk.reports.match_choices import proposal_facts

            return desk.ask(proposal_facts)

        self.ask(work, self._ask_facts, "facts")

    def _ask_facts(self, told: dict[str, str]) -> None:
        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            given = match_forms.facts_from(values)

            def work(desk: Desk) -> None:
                from welfare_desk.services.proposals import keep_proposal_facts

                keep_proposal_facts(desk, given)

            return work

        self.fill_in(_("What proposals say of the fund"), match_forms.facts_form(self.facts, told), work_of)

    # A round

    def begin(self) -> None:
        """Ask for the programme and the year of a new round."""

        def work(desk: Desk) -> tuple[list[ProgrammeChoice], int]:
            from welfare_desk.reports.match_choices import first_month, programmes_on

            return desk.ask(lambda tx: (programmes_on(tx, desk.today), first_month(tx)))

        self.ask(work, lambda found: self._ask_round(*found), "round")

    def _ask_round(self, programmes: Sequence[ProgrammeChoice], first_month: int) -> None:
        if not programmes:
            self.keep_programme(None)
            return
        first, last = (fiscal_year(day, first_month) for day in (self.facts.first_day, self.facts.today))
        years = [(year, str(year + BE_OFFSET)) for year in range(last, first - 1, -1)]

        def work_of(values: dict[str, Any]) -> Callable[[Desk], RoundChoice]:
            def work(desk: Desk) -> RoundChoice:
                from welfare_desk.reports.match_choices import round_choice
                from welfare_desk.services.matching import open_round

                number = open_round(desk, values["programme"], values["year"])
                return desk.ask(lambda tx: round_choice(tx, number))

            return work

        self.fill_in(_("New round"), match_forms.round_form(self.facts, programmes, years), work_of, self._tell)

    def _tell(self, made: RoundChoice) -> None:
        """Say how many are put forward and left out, and how much may be asked for."""
        number = made.round.number
        forward = ngettext("{count} member put forward", "{count} members put forward", made.people)
        left_out = ngettext("{count} member left out", "{count} members left out", made.left_out)
        said = [
            forward.format(count=f"{made.people:,}") + " · " + left_out.format(count=f"{made.left_out:,}"),
            _("{amount} baht may be asked for.").format(amount=made.figures.to_ask.text()),
        ]
        title = _("Round {number} is open; its list is frozen.").format(number=number)
        if errors.offer(self.window(), title, said, _("See the list"), _("Close")):
            self.go.emit("report", {"report": "match-round", "number": str(number)})

    def _of_chosen(self, act: Callable[[RoundChoice], object]) -> None:
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> RoundChoice:
                from welfare_desk.reports.match_choices import round_choice

                return desk.ask(lambda tx: round_choice(tx, number))

            self.ask(work, act, "chosen")

    def follow(self) -> None:
        """Offer what may follow in the chosen round."""
        self._of_chosen(self._offer_steps)

    def _offer_steps(self, chosen: RoundChoice) -> None:
        if not chosen.next:
            number = chosen.round.number
            errors.tell(self.window(), _("Round {number} is closed").format(number=number), [_("Nothing follows.")])
            return
        self._menu(
            self._next, [(_(TITLES[each]), lambda each=each: self.take_step(chosen, each)) for each in chosen.next]
        )

    def take_step(self, chosen: RoundChoice, step: MatchStep) -> None:
        """Ask for what a step needs to know, and keep it."""

        def work(desk: Desk) -> Choices:
            from welfare_desk.reports.choices import tills

            return desk.ask(tills) if step in MONEY_MOVES else []

        self.ask(work, lambda tills: self._ask_step(chosen, step, tills), "tills")

    def _ask_step(self, chosen: RoundChoice, step: MatchStep, tills: Choices) -> None:
        from welfare_desk.reports.match_choices import proposed

        number = chosen.round.number
        usual = STATE_BANK if STATE_BANK in dict(tills) else next((code for code, _name in tills), "")
        form = match_forms.step_form(self.facts.today, step, proposed(chosen.figures, step), tills, usual)

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            letter = match_forms.letter_from(values, self.facts.today)
            return lambda desk: _take(desk, number, step, letter, values.get("account", ""))

        self.fill_in(match_forms.title_of(step, number), form, work_of)

    # Papers

    def offer_papers(self) -> None:
        """Offer the papers of the chosen round."""
        self._of_chosen(self._offer_papers)

    def _offer_papers(self, chosen: RoundChoice) -> None:
        asked = {"number": str(chosen.round.number)}
        papers: list[tuple[str, str, dict[str, str]]] = [
            (_("Request letter"), "match-letter", asked),
            (_("Annex: list of members"), "match-annex", asked),
            (_("Members left out"), "match-annex", {**asked, "who": "left-out"}),
            (_("Proposal"), "match-proposal", asked),
            (_("List with what became of the round"), "match-round", asked),
            *((_("Receipt {voucher}").format(voucher=each), "match-receipt", {**asked, "paper": each})
              for each in chosen.received),
        ]  # fmt: skip
        self._menu(self._papers, [(each[0], lambda each=each: self._show(*each)) for each in papers])

    def _show(self, title: str, report: str, asked: dict[str, str]) -> None:
        show_report_on_paper(self, title, report, asked)


def _take(desk: Desk, number: int, step: MatchStep, letter: MatchLetter, account: str) -> object:
    from welfare_desk.services import matching

    match step:
        case MatchStep.RECEIVED:
            return matching.record_receipt(desk, number, letter, account)
        case MatchStep.RETURNED:
            return matching.return_excess(desk, number, letter, account)
        case MatchStep.CLOSED:
            return matching.close_round(desk, number, letter.day)
        case _:
            acts = {
                MatchStep.ASKED: matching.record_asked,
                MatchStep.APPROVED: matching.record_approval,
                MatchStep.LAPSED: matching.lapse_approval,
                MatchStep.EXCESS: matching.find_excess,
            }
            return acts[step](desk, number, letter)
