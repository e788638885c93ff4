"""A rule set of classification: from how many months overdue a loan stands in which class, and what is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.provision_rules import Evidence, parts_of
from welfare_desk.coop.statutory import percent
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.allowance_loans import RULES, notes_of, rules_asked
from welfare_desk.reports.loan_words import FLAGS
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import provision_rules

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.provision_rules import LoanClass, RuleSet
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "allowance-rules", N_("Rules of loan classes")
QUESTION = N_("From when on does a loan stand in which class, and how much is set aside for it?")
PARAMETERS = (ON, RULES)
SOURCES = {
    Evidence.STATED: N_("published"),
    Evidence.INFERRED: N_("follows from other classes"),
    Evidence.UNCONFIRMED: N_("no published source"),
}
COUNTS = {True: N_("performing"), False: N_("non-performing (NPL)")}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a rule set as it stands on a day: the one in force, or one by its code."""
    rules, day = rules_asked(tx, asked), asked.day("on")
    return lay_out(rules, day, is_in_force=provision_rules.in_force(tx, day).code == rules.code)


def lay_out(rules: RuleSet, day: date, *, is_in_force: bool) -> Report:
    """Lay out one line for each class, the best first."""
    stands = _("in force") if is_in_force else _("not in force")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("class", _("Loan class"), width=26),
            Column("months", _("Overdue for more than (months)"), Kind.NUMBER, 12),
            Column("flags", _("Or where"), width=30),
            Column("rate", _("Set aside (percent)"), Kind.CODE, 10),
            Column("counts", _("Counts as"), width=18),
            Column("source", _("Source"), width=24),
        ),
        tuple(_row(each) for each in rules.classes),
        _("{name} · {stands} · as of {day}").format(name=rules.name, stands=stands, day=long_day(day)),
        notes=notes_of(rules),
    )


def _row(each: LoanClass) -> Row:
    reasons = ", ".join(_(FLAGS[flag]) for flag in sorted(each.flags))
    known = [each.source(part) for part in parts_of(each)]
    source = max(known, key=list(Evidence).index)
    return Row(
        (each.name, each.over_months, reasons or None, percent(each.rate), _(COUNTS[each.is_performing]),
         _(SOURCES[source]))
    )  # fmt: skip
