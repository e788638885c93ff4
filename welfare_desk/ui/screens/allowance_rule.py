"""Rules of the book's own for the classes of loans, begun with others; at the right what they would set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.provision_rules import rules_as_mapping
from welfare_desk.coop.provisions import by_class
from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Form
from welfare_desk.ui.screens.allowance_rule_form import USED, fields_of_rules, read_rules, written
from welfare_desk.ui.screens.allowance_rules import rules_today
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.coop.provisions import Provision
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.allowance_rules import Sets

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class AllowanceRuleScreen(GuidedScreen):
    """The form of the book's own rules."""

    RAIL = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Next field; after the last one, save")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.base: RuleSet | None = None
        self._judged: list[Provision] = []
        every = Button(_("All rules"), "secondary", "list-filter", "F8", act=self.show_all)
        purpose = _("Begun with the rules that were shown. What is changed has no published source.")
        self.lay_out(_("Our own rules"), purpose, Form(fields_of_rules(facts.today)), every)
        hide_unless(facts.may(Permission.SET_UP), self.save_button)

    def open(self, **params: str) -> None:
        """Begin with a rule set (`like`: its code); what is typed stays when the same is asked for again."""
        like = params.get("like", "")
        if like and like != self.memory.get("like"):
            self.memory["like"], self.memory["opened"] = like, True
            self.refresh()

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[Sets, list[Provision]]:
            from welfare_desk.services.allowance import judged_by

            sets, chosen = rules_today(desk)
            judged = desk.ask(lambda tx: judged_by(tx, [sets[chosen]], desk.today))
            return (sets, chosen), judged[0]

        self.ask(work, lambda found: self._offer(*found))

    def _offer(self, found: Sets, judged: list[Provision]) -> None:
        sets, chosen = found
        self.base, self._judged = sets.get(self.memory.get("like", ""), sets[chosen]), judged
        is_opened, was_touched = self.memory.pop("opened", False), self.form.is_touched()
        typed = self.form.typed()
        self.form.set_values(**written(self.base), from_day=self.facts.today)
        if was_touched and not is_opened:
            self.form.retype(typed)
        self.tell()

    def effects(self) -> Sequence[tuple[str, str, str]]:
        """Say what today's loans would come to by these rules."""
        if self.base is None:
            return ()
        from welfare_desk.coop.provisions import classify

        try:
            values = self.form.values()
            rules = read_rules(values, self.base)
        except RuleError:
            return [(_("Example"), _("It is shown once every field can be read."), "text")]
        found = classify([each.standing for each in self._judged], rules, self.facts.today)
        said = [(_("In force from"), long_day(values["from_day"]), "text")]
        for each in by_class(found, rules)[:-1]:
            loans = ngettext(
                "{count} loan, {amount} baht set aside", "{count} loans, {amount} baht set aside", each.loans
            )
            label = each.loan_class.name if each.loan_class else ""
            said.append((label, loans.format(count=each.loans, amount=each.amount.text()), "text"))
        for label, provisions in ((_("Set aside in all, today"), found), (_("By the rules in force"), self._judged)):
            total = by_class(provisions, rules)[-1].amount
            said.append((label, _("{amount} baht").format(amount=total.text()), "text"))
        return said

    def send(self, values: dict[str, Any]) -> None:
        """Keep the rules, and let them be in force where that is asked for."""
        if self.base is None:
            return
        rules, is_used = read_rules(values, self.base), values["use"] == USED

        def work(desk: Desk) -> None:
            from welfare_desk.services.allowance import choose_rules, keep_rules

            keep_rules(desk, rules_as_mapping(rules))
            if is_used:
                choose_rules(desk, rules.code, rules.from_day)

        self.act(work, lambda _none: self._kept(rules), failed=self.refused)

    def _kept(self, rules: RuleSet) -> None:
        self.memory["like"], self.memory["opened"] = rules.code, True
        text = _("“{name}” are kept from {day} on.")
        self.saved(text.format(name=rules.name, day=long_day(rules.from_day)), "")
        self.refresh()

    def show_all(self) -> None:
        """Go to the rules and their classes."""
        self.go.emit("allowance-rules", {})

    # What is typed outlives a crash

    def unsaved(self) -> object | None:
        typed = self.form.typed() if self.form.is_touched() else None
        return None if typed is None else {"like": self.memory.get("like", ""), "typed": typed}

    def restore(self, content: Any) -> None:
        self.memory["like"] = content["like"]
        super().restore(content["typed"])
