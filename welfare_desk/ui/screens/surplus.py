"""Share a surplus: what is put to the meeting at the left; the sheet and everything the law asks at the right, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from welfare_desk.coop.statutory import Meeting
from welfare_desk.coop.surplus import LINE_NAMES, SurplusAsk
from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.rates import read_percent
from welfare_desk.ui.screens.surplus_limits import ask_limits
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.surplus import Planned
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Offered = tuple[list[tuple[int, str]], list[tuple[str, str]]]
PAUSE = 250  # milliseconds after the last key before the sheet is worked out again
_AMOUNTS = ("from_equalisation", "bonus", "equalisation", "education", "public_benefit", "welfare")


class SurplusScreen(GuidedScreen):
    """One year's surplus: rates and amounts, the resolution, and the sheet that follows from them."""

    RAIL = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Next field; after the last one, save")),
        ("F9", N_("The worksheet on paper")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.planned: Planned | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.work_out)
        self.year, self.other = Pick(""), Finder(hint=_("A name or a number"))
        year_end = DayEdit(day_reader(facts.today))
        form = Form(
            (
                Field("year", _("Year"), self.year),
                Field("dividend_rate", _("Dividend, per cent a year"), TextEdit("0"), _("On shares, month by month.")),
                Field("from_equalisation", _("Of it, paid by the equalisation fund (baht)"), MoneyEdit()),
                Field("patronage_rate", _("Patronage refund, per cent"), TextEdit("0"), _("Of the interest paid.")),
                Field("bonus", _("Bonus of committee and staff (baht)"), MoneyEdit()),
                Field("equalisation", _("Dividend-equalisation fund (baht)"), MoneyEdit()),
                Field("education", _("Education and training (baht)"), MoneyEdit()),
                Field("public_benefit", _("Public benefit (baht)"), MoneyEdit()),
                Field("welfare", _("Welfare of members (baht)"), MoneyEdit()),
                Field("other", _("Another fund"), self.other, _("Empty: none.")),
                Field("other_amount", _("What it gets (baht)"), MoneyEdit()),
                Field("resolution", _("Resolution of the general meeting"), TextEdit()),
                Field("day", _("Day of the meeting"), year_end, _("It is the day of the voucher.")),
            )
        )
        paper = Button(_("Worksheet"), "secondary", "printer", "F9", act=self.show_paper)
        members = Button(_("Member by member"), "secondary", "users", "F8", act=self.show_members)
        self._more = Button(_("More…"), "secondary", "settings", act=self.offer_more)
        hide_unless(facts.may(Permission.CLOSE), self._more)
        sentence = _("What nobody asks for goes to the reserve. Nothing is posted before the meeting resolves.")
        self.lay_out(_("Sharing of the surplus"), sentence, form, paper, members, self._more)
        hide_unless(facts.may(Permission.CLOSE), self.save_button)

    # What is asked

    def refresh(self) -> None:
        def work(desk: Desk) -> Offered:
            from welfare_desk.reports.surplus_worksheet import other_funds, years_to_share

            return desk.ask(lambda tx: (years_to_share(tx, desk.today), other_funds(tx)))

        self.ask(work, self._offer, "years")

    def _offer(self, found: Offered) -> None:
        years, funds = found
        chosen = self.year.value()
        known, was_touched = [year for year, _words in years], self.form.is_touched()
        self.year.set_choices(years, chosen if chosen in known else known[0] if known else None)
        self.other.set_choices(funds)
        if not was_touched:
            self.form.set_values()  # the year that was offered is no answer yet
        self.work_out()

    def _ask_of(self, values: dict[str, Any]) -> SurplusAsk:
        other, extra = values["other"], values["other_amount"] or ZERO
        return SurplusAsk(
            dividend_rate=read_percent(values["dividend_rate"], "dividend_rate"),
            patronage_rate=read_percent(values["patronage_rate"], "patronage_rate"),
            others={str(other): extra} if other and extra else {},
            **{name: values[name] or ZERO for name in _AMOUNTS},
        )

    def _meeting_of(self, values: dict[str, Any]) -> Meeting:
        return Meeting(values["day"], values["resolution"])

    def tell(self) -> None:
        """Work the sheet out again once nothing was typed for a moment."""
        super().tell()
        self._timer.start()

    def work_out(self) -> None:
        """Work out what the fields come to, and show it at the right; what cannot be read waits."""
        try:
            values = self.form.values()
            ask, meeting, year = self._ask_of(values), self._meeting_of(values), values["year"]
        except RuleError:
            return
        if not isinstance(year, int):
            return

        def work(desk: Desk) -> Planned:
            from welfare_desk.services.surplus import plan_surplus

            return desk.ask(lambda tx: plan_surplus(tx, year, ask, meeting))

        self.ask(work, self._show, "plan", failed=lambda _error: None)

    def _show(self, planned: Planned) -> None:
        self.planned = planned
        GuidedScreen.tell(self)

    def effects(self) -> Sequence[tuple[str, str, str]]:
        """Say what each gets, and what does not hold."""
        if self.planned is None:
            return ()
        sheet = self.planned.sheet
        said: list[tuple[str, str, str]] = [
            (_("Net profit"), sheet.facts.net_profit.text(), "text" if sheet.facts.net_profit > ZERO else "look")
        ]
        gets: dict[str, int] = {}
        for each in sheet.lines:
            code = "reserve" if each.code == "remainder" else each.code
            gets[code] = gets.get(code, 0) + each.amount.satang
        money = type(sheet.facts.net_profit)
        said += [(_(LINE_NAMES[code]), money(satang).text(), "text") for code, satang in gets.items() if satang]
        wrong = {each.code: each for each in self.planned.problems}
        stops = {each.code: each for each in self.planned.checks if each.holds is False}
        said += [(_("Stands in the way"), each.sentence(), "stop") for each in wrong.values()]
        said += [
            (_section(each.section), each.words.sentence(), "look") for code, each in stops.items() if code not in wrong
        ]
        fine = sum(each.holds is True for each in self.planned.checks)
        text = ngettext("{count} check holds.", "{count} checks hold.", fine)
        return [*said, (_("What the law asks"), text.format(count=fine), "text")]

    # What is done

    def send(self, values: dict[str, Any]) -> None:
        """Post the sharing."""
        ask, meeting, year = self._ask_of(values), self._meeting_of(values), int(values["year"])

        def work(desk: Desk) -> Posted:
            from welfare_desk.services.surplus import resolve_surplus

            return resolve_surplus(desk, year, ask, meeting)

        self.act(work, lambda posted: self._posted(posted, year), failed=self.refused)

    def _posted(self, posted: Posted, year: int) -> None:
        words = _("The surplus of {year} is shared. Members can be paid now.").format(year=year + BE_OFFSET)
        pay = Button(_("Dividends and refunds to be paid"), "secondary", "banknote")
        pay.clicked.connect(lambda: self.go.emit("surplus-payments", {}))
        self.saved(words, posted.voucher, pay)
        self.refresh()

    def show_paper(self) -> None:
        """Show the worksheet as it stands on paper, for the meeting."""
        try:
            values = self.form.values()
            ask, meeting, year = self._ask_of(values), self._meeting_of(values), int(values["year"])
        except RuleError as error:
            self.form.show_problems(error.problems)
            return

        def work(desk: Desk) -> bytes:
            from welfare_desk.reports.draw.pdf import all_as_pdf
            from welfare_desk.services.surplus import paper_for_meeting

            return all_as_pdf([desk.ask(lambda tx: paper_for_meeting(tx, year, ask, meeting, desk.today))])

        self.ask(work, lambda content: self.preview(_("Sharing of the surplus"), content), "paper")

    def show_members(self) -> None:
        """Go to the list of what every member would get."""
        typed = self.form.typed()
        asked = {"dividend": str(typed["dividend_rate"]), "patronage": str(typed["patronage_rate"])}
        year = self.year.value()
        number = str(year + BE_OFFSET) if isinstance(year, int) else ""
        self.go.emit("report", {"report": "surplus-members", "year": number, **asked})

    def offer_more(self) -> None:
        """Offer what else can be done: a loss carried on, members paid."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("Carry the loss on…"), self.carry_loss),
            (_("Limits of the sharing…"), lambda: ask_limits(self)),
            (_("Dividends and refunds to be paid"), lambda: self.go.emit("surplus-payments", {})),
        )
        for words, act in acts:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def carry_loss(self) -> None:
        """Ask for the meeting that took note of a year's loss, and carry the loss on."""
        year = self.year.value()
        note = _("A year of loss knows one act: the loss goes into the accumulated loss.")
        form = Form(
            (
                Field("resolution", _("Resolution of the general meeting"), TextEdit(), note),
                Field("day", _("Day of the meeting"), DayEdit(day_reader(self.facts.today), self.facts.today)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> Posted:
                from welfare_desk.services.surplus import carry_loss

                return carry_loss(desk, int(str(year)), Meeting(values["day"], values["resolution"]))

            return work

        self.fill_in(_("Carry the loss on"), form, work_of, lambda posted: self.saved("", posted.voucher))


def _section(number: str) -> str:
    return _("Section {number} of the Act").format(number=number) if number else _("To be looked at")
