"""Every loan in its class on a day, with what is set aside for it; one that needs nothing stands there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.provision_rules import gaps_of
from welfare_desk.coop.provisions import classify
from welfare_desk.coop.statutory import percent
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import loans, member_names, provision_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.coop.provisions import Provision
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "allowance-loans", N_("Loans by class")
QUESTION = N_("In which class does every loan stand, and what is set aside for it?")
IN_FORCE, LATE, OWN = "in-force", "late", "OWN"
RULES = Parameter(
    "rules",
    N_("Rules"),
    ParameterKind.CHOICE,
    choices=(
        (IN_FORCE, N_("the rules in force")),
        ("CODI", N_("CODI's six classes")),
        ("COOP2544", N_("cooperatives 2544, to be confirmed")),
        ("SC2564", N_("savings and credit unions 2564, to be confirmed")),
        (OWN, N_("our own rules")),
    ),
)
SHOW = Parameter("show", N_("Loans"), ParameterKind.CHOICE, choices=(("all", N_("all")), (LATE, N_("only those late"))))
PARAMETERS = (ON, RULES, SHOW)


def rules_asked(tx: Tx, asked: Asked) -> RuleSet:
    """Give the rule set that is asked for on a day: the one in force, or one by its code."""
    day, code = asked.day("on"), asked.text("rules")
    sets = provision_rules.rule_sets(tx, day)
    return sets[code] if code in sets else provision_rules.in_force(tx, day)


def judged(tx: Tx, asked: Asked) -> tuple[RuleSet, list[Provision]]:
    """Put every loan of a day into its class by the rules asked for."""
    rules = rules_asked(tx, asked)
    return rules, classify(loans.standings(tx, asked.day("on")), rules, asked.day("on"))


def make(tx: Tx, asked: Asked) -> Report:
    """Judge the loans of a day, and lay them out by class, the worst first."""
    rules, found = judged(tx, asked)
    if asked.text("show") == LATE:
        found = [each for each in found if each.standing.first_unpaid_due is not None or each.standing.flags]
    return lay_out(rules, found, member_names.names(tx), asked.day("on"))


def notes_of(rules: RuleSet) -> tuple[str, ...]:
    """Say by which rules loans are judged, what must be known of them, and which parts have no source."""
    said = [_("Rules: {name}.").format(name=rules.name), rules.note, *(each.sentence() for each in gaps_of(rules))]
    return tuple(each for each in said if each)


def lay_out(rules: RuleSet, found: Sequence[Provision], names: Mapping[str, str], day: date) -> Report:
    """Lay out the loans of each class under its name and over their sums."""
    rows: list[Row] = []
    for each in reversed(rules.classes):
        own = [one for one in found if one.loan_class == each]
        if own:
            words = _("Class {name}, {rate} per cent set aside").format(name=each.name, rate=percent(each.rate))
            rows.append(Row((None, None, words, *([None] * 9)), Role.HEADING))
            rows += [_row(one, names) for one in own]
            rows.append(_sum(own, ngettext("{count} loan", "{count} loans", len(own)), Role.SUBTOTAL))
    if found:
        rows.append(_sum(found, ngettext("{count} loan in all", "{count} loans in all", len(found)), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 12),
            Column("member", _("Member no."), Kind.CODE, 9),
            Column("name", _("Name"), width=22),
            Column("due", _("Unpaid since"), Kind.DAY, 12),
            Column("missed", _("Instalments missed"), Kind.NUMBER, 8),
            Column("overdue", _("Principal late"), Kind.MONEY, 12),
            Column("principal", _("Principal owed"), Kind.MONEY, 13),
            Column("interest", _("Interest accrued"), Kind.MONEY, 12),
            Column("collateral", _("Collateral"), Kind.MONEY, 12),
            Column("base", _("Above collateral"), Kind.MONEY, 13),
            Column("amount", _("Set aside"), Kind.MONEY, 12),
            Column("class", _("Loan class"), width=14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=notes_of(rules),
        landscape=True,
        nothing=_("No loans like these stand on that day."),
    )


def _row(one: Provision, names: Mapping[str, str]) -> Row:
    loan = one.standing
    cells = (
        loan.contract, loan.member, names.get(loan.member, ""), loan.first_unpaid_due, loan.missed or None,
        loan.overdue, loan.principal, loan.interest, loan.collateral, one.base, one.amount, one.loan_class.name,
    )  # fmt: skip
    return Row(cells, opens=Link("loan", (("contract", loan.contract),)))


def _sum(found: Sequence[Provision], words: str, role: Role) -> Row:
    sums = (
        Money.sum(each.standing.overdue for each in found),
        Money.sum(each.standing.principal for each in found),
        Money.sum(each.standing.interest for each in found),
        Money.sum(each.standing.collateral for each in found),
        Money.sum(each.base for each in found),
        Money.sum(each.amount for each in found),
    )
    return Row((None, None, words.format(count=len(found)), None, None, *sums, None), role)
