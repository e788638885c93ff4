"""The rules of members: what is in force, what comes, and the form that keeps them anew from a day on."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.member_rules import MemberRules
from welfare_desk.coop.memberships import EntryRules, GuarantorRule
from welfare_desk.coop.payroll import DueKind
from welfare_desk.coop.shares import ShareRules
from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.screens.typed import Typed
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class MemberRulesScreen(RegisterScreen):
    """The rules in force today, and what changes later."""

    REPORT, RAIL = "member-rules", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        change = Button(_("Change the rules"), "primary", "pencil", "F2", act=self.change)
        hide_unless(facts.may(Permission.SET_UP), change)
        self.lay_out(_("Rules of members"), paper, change, of_days=False)

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self.sentence.say(" · ".join((report.subtitle, *report.notes)))

    def show_paper(self) -> None:
        """Show the rules on paper."""
        show_report_on_paper(self, _("Rules of members"), self.REPORT, {})

    def change(self) -> None:
        """Ask for the rules, beginning with those in force."""

        def work(desk: Desk) -> MemberRules:
            from welfare_desk.services.shares import every_rule

            return desk.ask(lambda tx: every_rule(tx, desk.today))

        self.ask(work, self._ask_rules, "rules")

    def _ask_rules(self, now: MemberRules) -> None:
        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            rules = _read(values)
            return lambda desk: _keep(desk, rules, values["day"] or desk.today)

        self.fill_in(_("Rules of members"), Form(_fields(now, self.facts.today)), work_of)


_MORE, _NO_MORE = "more", "no-more"


def _fields(now: MemberRules, today: date) -> tuple[Field, ...]:
    from welfare_desk.reports.member_rules import GUARANTOR_RULES, MORE, order_words

    shares, entry = now.shares, now.entry
    orders = [(_key(each), order_words(each)) for each in permutations(DueKind)]
    more = [(_MORE, _(MORE[True])), (_NO_MORE, _(MORE[False]))]
    sureties = [(each.value, _(words)) for each, words in GUARANTOR_RULES.items()]
    counted = _("0: from the month after; 28: the whole month. It decides for which months shares earn a dividend.")
    fifth = _("With fewer holders nobody could keep to one fifth, which the law asks for.")
    return (
        Field(
            "day", _("In force from"), DayEdit(day_reader(today), today),
            _("What was reckoned for days before keeps the rules of those days."),
        ),
        Field(
            "par", _("Value of one share (baht)"), MoneyEdit(shares.par), _("It stays once shares are paid up."),
            _("Shares"),
        ),
        Field("counted_to", _("Shares count for a month up to day"), TextEdit(str(shares.counted_to)), counted),
        Field("fewest_holders", _("One fifth binds from so many holders"), TextEdit(str(shares.fewest_holders)), fifth),
        Field(
            "entrance_fee", _("Entrance fee of a regular member (baht)"), MoneyEdit(entry.entrance_fee),
            heading=_("Entering and leaving"),
        ),
        Field("associate_fee", _("Entrance fee of an associate member (baht)"), MoneyEdit(entry.associate_fee)),
        Field(
            "first_shares", _("First shares, at least (baht)"), MoneyEdit(entry.first_shares), _("Whole shares only.")
        ),
        Field("guarantors", _("Leaving while standing surety"), Pick("", sureties, entry.guarantors.value)),
        Field(
            "order", _("A deduction pays, one after the other"), Pick("", orders, _key(now.order)),
            heading=_("Payroll deductions"),
        ),
        Field(
            "more", _("What is deducted above what is due"), Pick("", more, _MORE if now.takes_more else _NO_MORE)
        ),
    )  # fmt: skip


def _key(order: tuple[DueKind, ...]) -> str:
    return " ".join(each.value for each in order)


def _read(values: Mapping[str, Any]) -> MemberRules:
    typed = Typed(values)
    shares = ShareRules(values["par"] or ZERO, typed.whole("counted_to"), typed.whole("fewest_holders"))
    fees = values["entrance_fee"] or ZERO, values["associate_fee"] or ZERO
    typed.refuse()
    entry = EntryRules(*fees, values["first_shares"] or ZERO, GuarantorRule(values["guarantors"]))
    order = tuple(DueKind(each) for each in values["order"].split())
    return MemberRules(shares, entry, order, values["more"] == _MORE)


def _keep(desk: Desk, rules: MemberRules, day: date) -> None:
    from welfare_desk.services.payroll import set_payroll_rules
    from welfare_desk.services.shares import set_member_rules

    set_member_rules(desk, rules.shares, rules.entry, day)
    set_payroll_rules(desk, rules.order, day, takes_more=rules.takes_more)
