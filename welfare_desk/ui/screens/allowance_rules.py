"""The rules by which loans are put into classes: the sets, which one is in force, and the way to rules of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

IN_FORCE = "in-force"
Sets = tuple["dict[str, RuleSet]", str]


class ChoosesRules(RegisterScreen):
    """A page that shows loans or classes by a rule set, and lets one be in force from a day on."""

    def offer_rules(self, pick: Pick) -> None:
        """Offer the rule sets of today beside those in force."""

        def show(found: Sets) -> None:
            from welfare_desk.reports.allowance_loans import RULES

            known = {code for code, _words in RULES.choices}  # the report asks by these codes
            offered = [(code, each.name) for code, each in found[0].items() if code in known]
            pick.set_choices([(IN_FORCE, _("the rules in force")), *offered], pick.value() or IN_FORCE)

        self.ask(rules_today, show, "rules")

    def choose(self) -> None:
        """Ask which rules are in force from which day on."""
        self.ask(rules_today, self._ask_rules, "choose")

    def _ask_rules(self, found: Sets) -> None:
        sets, chosen = found
        pick = Pick("", [(code, each.name) for code, each in sets.items()], chosen)
        note = _("Which parts of a rule set have a published source stands under the list of classes.")
        form = Form(
            (
                Field("rules", _("Rules"), pick, note),
                Field("day", _("In force from"), DayEdit(day_reader(self.facts.today), self.facts.today)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.allowance import choose_rules

                choose_rules(desk, str(values["rules"]), values["day"] or desk.today)

            return work

        self.fill_in(_("Choose the rules"), form, work_of)


def rules_today(desk: Desk) -> Sets:
    """Read the rule sets of today by code, and the code of the one in force."""
    from welfare_desk.services.allowance import rules_on

    return desk.ask(lambda tx: rules_on(tx, desk.today))


class AllowanceRulesScreen(ChoosesRules):
    """The classes of one rule set: the one in force, or another to look at."""

    REPORT, RAIL = "allowance-rules", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        choose = Button(_("Rules…"), "secondary", "settings", "F8", act=self.choose)
        own = Button(_("Our own rules"), "primary", "pencil", "F2", act=self.begin)
        hide_unless(facts.may(Permission.SET_UP), choose, own)
        self.rules = Pick(_("Rules"), ((IN_FORCE, _("the rules in force")),), IN_FORCE)
        self.rules.picked.connect(lambda _each: self.refresh())
        self.lay_out(_("Rules of loan classes"), paper, choose, own, of_days=False, filters=(self.rules,))

    def asked(self) -> Mapping[str, Any]:
        """Ask for the chosen rules, as of today."""
        return {"rules": self.rules.value() or IN_FORCE}

    def refresh(self) -> None:
        super().refresh()
        self.offer_rules(self.rules)

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self.sentence.say(report.subtitle)

    def show_paper(self) -> None:
        """Show the classes on paper, with what is known of their sources."""
        show_report_on_paper(self, _("Rules of loan classes"), self.REPORT, dict(self.asked()))

    def begin(self) -> None:
        """Begin rules of the book's own with those that are shown."""
        self.go.emit("allowance-rule", {"like": str(self.rules.value() or IN_FORCE)})
