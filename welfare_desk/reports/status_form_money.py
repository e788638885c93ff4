"""The sections of the status form that tell of money: by source, benefits, community support, and both sides."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.benefit_lines import number_of
from welfare_desk.reports.model import Role
from welfare_desk.reports.status_form_rows import OPEN, row, section
from welfare_desk.welfare.status_form import RECEIPTS, USES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.model import Row
    from welfare_desk.reports.status_form_facts import FormFacts
    from welfare_desk.welfare.status_form import FinancialPosition

LINES = {
    "R1.member": N_("Contributions of members"),
    "R1.codi_seed": N_("Founding grant of CODI"),
    "R1.codi_match": N_("Matching money of the state through CODI"),
    "R1.lao": N_("Local authorities"),
    "R1.other_state": N_("Other state agencies"),
    "R1.other": N_("Other sources"),
    "R2.entrance_fee": N_("Entrance fees"),
    "R2.donation": N_("Donations"),
    "R2.interest": N_("Interest"),
    "R2.other": N_("Other income"),
    "A.bank": N_("Money in banks"),
    "A.cash_on_hand": N_("Cash in hand"),
    "P1.welfare": N_("Welfare paid"),
    "A.investment": N_("Other investments"),
    "A.other": N_("Others (other assets less what is owed)"),
    "P2.remuneration": N_("Remuneration"),
    "P2.travel": N_("Travel"),
    "P2.stationery": N_("Stationery"),
    "P2.meeting": N_("Activities and meetings"),
    "P2.other": N_("Other spending"),
}
_MARKED = ("R1.other", "P2.other")
_FREE_LINES = 9  # of the form seen in the field; what a fund does not use stays open


def money(of: FormFacts) -> Iterator[Row]:
    """Section 4: money at the beginning, gathered and left, rounds of matching money, sources, contributions."""
    position, start = of.position, of.profile["money_at_start"]
    used = Money.sum(position.of(line) for line in ("P1.welfare", *USES[1]))
    yield section("4", _("Money of the fund"))
    begun = Money.baht(start) if start else None
    yield row("4.1", _("Money at the beginning"), baht=begun, beside=None if begun else OPEN)
    yield row(None, _("Gathered since the founding"), baht=position.received,
              beside=_("Left of it"), baht_beside=position.received - used)  # fmt: skip
    yield row("4.2", _("Matching money by round: approved (left), received (right)"), role=Role.SUBTOTAL)
    for each in of.rounds:
        words = _("Round {number} · {programme}").format(number=each.round.number, programme=each.round.programme.name)
        yield row(None, words, each.people, each.figures.approved, baht_beside=each.figures.received)
    yield row("4.3", _("Money by source since the founding"), role=Role.SUBTOTAL)
    for group in RECEIPTS:
        for line in group:
            yield row(None, _(LINES[line]), baht=position.of(line), beside=_star(line, position))
            if line == "R1.codi_match":
                yield from _rounds_before(of)
    yield row(None, _("All money that came in"), baht=position.received, role=Role.SUBTOTAL)
    yield row("4.4", _("Contributions"), baht=of.plan.amount, beside=of.plan.name)


def _rounds_before(of: FormFacts) -> Iterator[Row]:
    for name, each in of.before.items():
        if name.startswith("4.3.codi_match."):
            words = _("of it round {number}, before the book").format(number=name.rpartition(".")[2])
            yield row(None, f"– {words}", beside=each.amount.text())


def benefits(of: FormFacts) -> Iterator[Row]:
    """Sections 5 and 6: people and baht of the past year, beside those since the founding, by line of the form."""
    yield section("5 · 6", _("Benefits of members: the past year (left), since the founding (right)"))
    free = [each for each in of.benefits if number_of(each.line) is None]
    for each in of.benefits:
        number = number_of(each.line)
        mark = f"5.{number} · 6.{number}" if number is not None else None
        name = each.line.name if number is not None else _("Others: {name}").format(name=each.line.name)
        yield row(mark, name, each.people, each.amount, count_beside=each.people_ever, baht_beside=each.amount_ever)
    for _each in range(_FREE_LINES - len(free)):
        yield row(None, _("Others: {name}").format(name=OPEN))
    sums = [Money.sum(amounts) for amounts in ([e.amount for e in of.benefits], [e.amount_ever for e in of.benefits])]
    yield row(None, _("All benefits of members"), baht=sums[0], baht_beside=sums[1], role=Role.SUBTOTAL)


def community(of: FormFacts) -> Iterator[Row]:
    """Section 7: help for people and things of the community."""
    yield section("7", _("Help for the community: the past year (left), since the founding (right)"))
    for account, year, ever in of.community:
        yield row(None, account.name, baht=year, baht_beside=ever)
    years = Money.sum(year for _account, year, _ever in of.community)
    evers = Money.sum(ever for _account, _year, ever in of.community)
    yield row(None, _("All help for the community"), baht=years, baht_beside=evers, role=Role.SUBTOTAL)


def two_sides(position: FinancialPosition) -> Iterator[Row]:
    """Section 10: what came in at the left, where all of it is at the right; both totals agree."""
    yield section("10", _("Financial position since the founding"))
    yield row(None, _("Money that came in"), beside=_("Where it is"), role=Role.SUBTOTAL)
    heads = ((_("Money of the fund"), _("What is left, and welfare")), (_("Income"), _("Spending")))
    for at, (left, right) in enumerate(zip(RECEIPTS, USES, strict=True)):
        yield row(str(at + 1), heads[at][0], beside=heads[at][1], role=Role.SUBTOTAL)
        for one, other in zip_longest(left, right):
            yield row(
                None,
                _named(one, position) if one else None,
                baht=position.of(one) if one else None,
                beside=_named(other, position) if other else None,
                baht_beside=position.of(other) if other else None,
            )
    received, used = position.received, position.used
    yield row(None, _("All receipts"), baht=received, beside=_("All uses"), baht_beside=used, role=Role.SUBTOTAL)


def _named(line: str, position: FinancialPosition) -> str:
    star = _star(line, position)
    return f"{_(LINES[line])} {star}" if star else _(LINES[line])


def _star(line: str, position: FinancialPosition) -> str | None:
    return "*" if line in _MARKED and not position.is_detailed and position.of(line) else None
