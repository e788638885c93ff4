"""The allowance by class: loans, members, what is owed and set aside, the NPL ratio, and what stands on the books."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from welfare_desk.coop.provisions import by_class, npl_ratio, wanted
from welfare_desk.coop.statutory import percent
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.allowance_loans import RULES, judged, notes_of
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import coop_accounts, provision_rules, provisions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.coop.provisions import ClassTotal, Provision
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "allowance-summary", N_("Allowance for doubtful loans by class")
QUESTION = N_("What stands in each class of loans, and what is set aside for it?")
PARAMETERS = (ON, RULES)


def make(tx: Tx, asked: Asked) -> Report:
    """Judge the loans of a day, and lay out the sums of each class beside what stands on the books."""
    rules, found = judged(tx, asked)
    day = asked.day("on")
    want = wanted(found, coop_accounts.roles(tx))
    stands = Money.sum(provisions.allowance(tx, list(want), day).values())
    is_chosen = provision_rules.is_chosen(tx, day)
    return lay_out(rules, found, (day, stands, is_chosen))


def ratio_words(found: Sequence[Provision]) -> str:
    """Write the NPL ratio: `9.29 %`, or a dash where nothing is lent."""
    ratio = npl_ratio(found)
    return "-" if ratio is None else f"{(ratio * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)} %"


def lay_out(rules: RuleSet, found: Sequence[Provision], known: tuple[date, Money, bool]) -> Report:
    """Lay out one line for each class, empty ones too; `known` is the day, the allowance booked, and who chose."""
    day, stands, is_chosen = known
    totals = by_class(found, rules)
    wanted_now = totals[-1].amount
    notes = list(notes_of(rules))
    if not is_chosen:
        notes.append(_("Nobody has chosen the rules yet: these are the program's default."))
    notes.append(_("A member with loans in several classes is counted in each; the classes do not add up to all."))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("class", _("Loan class"), width=26),
            Column("loans", _("Loans"), Kind.NUMBER, 7),
            Column("members", _("Members"), Kind.NUMBER, 8),
            Column("principal", _("Principal owed"), Kind.MONEY, 15),
            Column("interest", _("Interest accrued"), Kind.MONEY, 13),
            Column("collateral", _("Collateral"), Kind.MONEY, 14),
            Column("base", _("Above collateral"), Kind.MONEY, 15),
            Column("rate", _("Rate (%)"), Kind.CODE, 7),
            Column("amount", _("Set aside"), Kind.MONEY, 14),
        ),
        tuple(_row(each) for each in totals),
        _("As of {day}").format(day=long_day(day)),
        notes=tuple(notes),
        facts=(
            (_("NPL ratio"), ratio_words(found)),
            (_("To be set aside"), wanted_now),
            (_("On the books"), stands),
            (_("Change to post"), wanted_now - stands),
        ),
        answer=(
            ("rules", rules.code),
            ("npl_ratio", None if npl_ratio(found) is None else str(npl_ratio(found))),
            ("wanted", wanted_now.satang),
            ("booked", stands.satang),
        ),
        landscape=True,
        charts=(_chart(totals),) if found else (),
        signatures=(_("Prepared by"), _("Checked by"), _("Chair")),
    )


def _row(each: ClassTotal) -> Row:
    own = each.loan_class
    name = _("All loans") if own is None else own.name
    rate = None if own is None else percent(own.rate)
    cells = (
        name, each.loans, each.members, each.principal, each.interest, each.collateral, each.base, rate, each.amount,
    )  # fmt: skip
    return Row(cells, Role.TOTAL) if own is None else Row(cells, opens=Link("allowance-loans"))


def _chart(totals: Sequence[ClassTotal]) -> Bars:
    shown = tuple((each.loan_class.name, each.principal) for each in totals if each.loan_class and each.principal)
    return Bars(_("Principal by class"), _("Baht"), shown)
