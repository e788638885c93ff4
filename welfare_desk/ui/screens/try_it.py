"""Try a benefit on a made-up member: what the rules give, and why, while one types; nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field
from welfare_desk.ui.form_rows import FormRows
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text
from welfare_desk.welfare.benefit_trials import Trial, try_case
from welfare_desk.welfare.benefits import Effect
from welfare_desk.welfare.rule_words import sentence
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.welfare.benefit_trials import Tried
    from welfare_desk.welfare.benefits import BenefitType

_LOOKS = {
    Effect.REFUSES: ("ban", "stop"),
    Effect.UNDECIDABLE: ("circle-help", "look"),
    Effect.REDUCES: ("arrow-down", "look"),
    Effect.EXPLAINS: ("info", "text2"),
}
_YEARS = 5  # so long the made-up member has been one, unless somebody says otherwise
_GENDERS = (("", N_("not said")), ("man", N_("a man")), ("woman", N_("a woman")))


class TryDialog(QDialog):
    """The made-up member at the left, the answer at the right; it follows each key."""

    def __init__(
        self, parent: QWidget, facts: BookFacts, types: Sequence[BenefitType], first_month: int, chosen: str = ""
    ) -> None:
        super().__init__(parent)
        self.types = {each.code: each for each in types}
        self._first_month = first_month
        self.setWindowTitle(_("Try it"))
        self.form = FormRows(_fields(facts.today, types, chosen or types[0].code))
        self.form.changed.connect(self.judge)
        self._answer = column(gap="s")
        left, right = QWidget(), QWidget()
        words = Text(_("A made-up member; nothing is written."), "body", "text2", wrap=True)
        left.setLayout(
            margins(column(Text(_("Try it"), "title"), words, "m", self.form, SPRING), "section", "l", "l", "l")
        )
        right.setLayout(margins(column(self._answer, SPRING), "l", "l", "section", "l"))
        body = row(gap="")
        add(body, scrolled(left), 3)
        side = Ground(column(scrolled(right)), "page", "l")
        add(body, side, 2)
        close = Button(_("Close"), "secondary", "", "Esc", act=self.reject)
        bar = Ground(margins(row(SPRING, close), "section", "", "section", ""), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        layout = column()
        add(layout, body, 1)
        add(layout, bar)
        self.setLayout(layout)
        tall = min(theme.width("paper_tall") + theme.gap("page"), parent.height() - theme.gap("page"))
        self.resize(min(theme.width("sheet"), parent.width() - theme.gap("page")), tall)
        self.judge()
        self.form.focus_first()

    def judge(self) -> None:
        """Say what the rules give to what stands there now."""
        clear(self._answer)
        try:
            values = self.form.values()
            self._say(try_case(self.types[values["type"]], trial_from(values), self._first_month))
            self.form.tell_problems(())
        except RuleError as error:
            self.form.tell_problems(error.problems)

    def _say(self, tried: Tried) -> None:
        decision = tried.decision
        given = _("{amount} baht").format(amount=decision.amount.text())
        add(self._answer, Text(_("By these rules"), "small", "muted"))
        add(self._answer, Text(given, "figure", "ok" if decision.amount else "stop"))
        for each in decision.reasons:
            self._line(*_LOOKS[each.effect], each.sentence())
        if tried.met:
            add(self._answer, "s")
            add(self._answer, Text(_("Rules that are met"), "h2"))
        for rule in tried.met:
            self._line("check", "ok", sentence(rule))

    def _line(self, icon: str, ink: str, words: str) -> None:
        line = row(column(Icon(icon, "status", ink), SPRING), gap="s")
        add(line, Text(words, "body", "text" if ink in ("ok", "text2") else ink, wrap=True), 1)
        add(self._answer, line)


def trial_from(values: dict[str, Any]) -> Trial:
    """Make the trial that the fields say; a number that is none is nought, which the rules say themselves."""
    return Trial(
        values["event_day"],
        values["claim_day"] or values["event_day"],
        values["entry_day"],
        values["birth_day"],
        values["gender"],
        values["vulnerable"],
        values["owes"] or ZERO,
        _whole(values["quantity"]),
        values["relation"],
        asked=values["asked"],
        times=_whole(values["times"]),
        had=values["had"] or ZERO,
        had_quantity=_whole(values["had_quantity"]),
    )


def _whole(words: str) -> int:
    plain = arabic_digits(words).strip()
    return int(plain) if plain.isdecimal() else 0


class _EventDay(DayEdit):
    """A day that must be there."""

    def value(self) -> date:
        from welfare_desk.errors import problem  # noqa: PLC0415 - only where it is missing

        found = super().value()
        if found is None:
            raise RuleError(problem("trial.no_event", N_("Write the day of the event.")))
        return found


def _fields(today: date, types: Sequence[BenefitType], chosen: str) -> tuple[tuple[Field, ...], ...]:
    read = day_reader(today)
    entered = today.replace(year=today.year - _YEARS, day=min(today.day, 28))
    yes = ((False, _("no")), (True, _("yes")))
    group = Pick("", yes, False)  # noqa: FBT003 - the value that is chosen
    return (
        (Field("type", _("Benefit"), Pick("", [(each.code, each.name) for each in types], chosen)),),
        (
            Field("event_day", _("Day of the event"), _EventDay(read, today)),
            Field("claim_day", _("Claimed on"), DayEdit(read, today)),
        ),
        (
            Field("entry_day", _("Entered"), DayEdit(read, entered)),
            Field("birth_day", _("Born"), DayEdit(read)),
        ),
        (
            Field("gender", _("Man or woman"), Pick("", [(each, _(words)) for each, words in _GENDERS], "")),
            Field("vulnerable", _("Vulnerable group"), group),
        ),
        (
            Field("owes", _("Owes on that day"), MoneyEdit(ZERO)),
            Field("quantity", _("Quantity"), TextEdit("1")),
        ),
        (
            Field("relation", _("Relation"), TextEdit()),
            Field("asked", _("Amount asked"), MoneyEdit()),
        ),
        (
            Field("times", _("Times had this year"), TextEdit("0")),
            Field("had", _("Baht had this year"), MoneyEdit(ZERO)),
            Field("had_quantity", _("Units had this year"), TextEdit("0")),
        ),
    )
