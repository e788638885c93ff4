"""Benefits of one member: all that was asked, decided and paid, before the book too, and what ceilings leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.reports.benefit_lines import kinds_of
from welfare_desk.reports.claim_facts import in_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.storage import benefit_history, benefits, members, periods, schema_welfare
from welfare_desk.storage import claims as kept_claims
from welfare_desk.welfare.benefits import RuleKind, Unit
from welfare_desk.welfare.ceilings import ceilings
from welfare_desk.welfare.claims import STATUSES, ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.benefit_history import Before
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType
    from welfare_desk.welfare.ceilings import Ceiling
    from welfare_desk.welfare.claims import KeptClaim

NAME, TITLE = "member-benefits", N_("Benefits of a member")
QUESTION = N_("Which benefits did one member ask for and get, and what is left this year?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one member's benefits, those of numbers that were merged too, and lay them out."""
    into = members.merges(tx)
    number = into.get(asked.text("member"), asked.text("member"))
    numbers = {number, *(each for each, kept in into.items() if kept == number)}
    day = asked.day("on")
    claims = kept_claims.of_members(tx, numbers)
    found = [each for each in claims if each.claim_day <= day]
    before = [each for each in benefit_history.before_the_book(tx, numbers) if each.claim_day <= day]
    told = _told(tx, {each.id for each in found}, sees_health=Permission.HEALTH in asked.sees)
    rows = [*_before_rows(before, kinds := kinds_of(tx)), *_claim_rows(found, kinds, told)]
    who = members.get(tx, number)
    left = _ceilings(tx, numbers, day)
    return lay_out(rows, left, f"{who.number} {who.name} · " + _("As of {day}").format(day=long_day(day)))


def _ceilings(tx: Tx, numbers: Collection[str], day: date) -> list[Ceiling]:
    """Ask what the regulation in force leaves; none in force leaves nothing to say."""
    regulation = benefits.regulation_on(tx, day)
    if regulation is None:
        return []
    past = [each for each in benefit_history.had_by(tx, numbers) if each.paid_day <= day]
    first_month = periods.calendar(tx).first_month
    return ceilings(benefits.types_of(tx, regulation.id).values(), past, day, first_month)


def _told(tx: Tx, numbers: Collection[int], *, sees_health: bool) -> dict[int, tuple[date | None, str]]:
    """Ask for the day of payment and the reasons of claims; a cause is told to those alone who may see it."""
    events, causes = schema_welfare.claim_events.c, schema_welfare.claim_causes.c
    reasons: dict[int, str] = {}
    asked = (
        select(events.claim_id, events.reasons).where(events.status == "decided").where(events.claim_id.in_(numbers))
    )
    for number, text in tx.execute(asked.order_by(events.position)):
        reasons[number] = in_words(text)
    days = kept_claims.paid_days(tx, numbers)
    kept: dict[int, str] = {}
    if sees_health:
        kept = {n: cause for n, cause in tx.execute(select(causes.claim_id, causes.cause)) if n in numbers}
    return {
        each: (days.get(each), " · ".join(part for part in (kept.get(each, ""), reasons.get(each, "")) if part))
        for each in numbers
    }


def _claim_rows(
    found: Sequence[KeptClaim], kinds: Mapping[str, BenefitType], told: Mapping[int, tuple[date | None, str]]
) -> Iterator[Row]:
    for each in found:
        paid_day, reasons = told[each.id]
        is_given = each.status in (ClaimStatus.APPROVED, ClaimStatus.PAID)
        cells = (
            each.event_day, _name(each.type, kinds), each.reference, each.claim_day, each.quantity,
            _(STATUSES[each.status]), each.right or None, each.amount if is_given else None, paid_day,
            each.paid or None,
            _with_mark(reasons, is_exception=each.is_override),
        )  # fmt: skip
        days = (("from", each.claim_day.isoformat()), ("to", each.claim_day.isoformat()))
        yield Row(cells, opens=Link("claims", (*days, ("member", each.member or ""))))


def _before_rows(found: Sequence[Before], kinds: Mapping[str, BenefitType]) -> Iterator[Row]:
    for each in found:
        cells = (
            each.event_day, _name(each.type, kinds), _("before the book"), each.claim_day, each.quantity,
            _(STATUSES[ClaimStatus.PAID]), each.right or None, each.amount, each.paid_day, each.amount,
            _with_mark(" · ".join(part for part in (in_words(each.reasons), each.words) if part),
                       is_exception=each.is_override),
        )  # fmt: skip
        yield Row(cells)


def _with_mark(reasons: str, *, is_exception: bool) -> str | None:
    return " · ".join(part for part in (_("exception") if is_exception else "", reasons) if part) or None


def _name(code: str, kinds: Mapping[str, BenefitType]) -> str:
    return kinds[code].name if code in kinds else code


def lay_out(rows: Sequence[Row], left: Sequence[Ceiling], said: str) -> Report:
    """Lay out what was asked and given by the day of the event; what ceilings leave stands over it."""
    ordered = sorted(rows, key=lambda row: str(row.cells[0]))
    if ordered:
        sums = (_sum(ordered, 7), None, _sum(ordered, 9))
        ordered.append(Row((None, _("Total"), *(None,) * 5, *sums, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("event_day", _("Event"), Kind.DAY, 11),
            Column("benefit", _("Benefit"), width=26),
            Column("claim", _("Claim"), Kind.CODE, 9),
            Column("claim_day", _("Claimed on"), Kind.DAY, 11),
            Column("quantity", _("Quantity"), Kind.NUMBER, 7),
            Column("status", _("Status"), width=14),
            Column("right", _("By the regulation"), Kind.MONEY, 11),
            Column("approved", _("Approved"), Kind.MONEY, 11),
            Column("paid_day", _("Paid on"), Kind.DAY, 11),
            Column("paid", _("Paid out"), Kind.MONEY, 11),
            Column("reasons", _("Reasons"), width=30),
        ),
        tuple(ordered),
        said,
        notes=(_("What is left counts what was approved in this fiscal year, by the regulation in force."),),
        facts=tuple(_fact(each) for each in left if each.years == 1 or each.had),
        landscape=True,
        nothing=_("This member has asked for no benefit yet."),
    )


def _sum(rows: Sequence[Row], at: int) -> Money:
    return Money.sum(row.cells[at] for row in rows if isinstance(row.cells[at], Money))  # pyright: ignore[reportArgumentType] - just asked


def _fact(each: Ceiling) -> tuple[str, Value]:
    """Say what is left of a ceiling: baht, nights or another quantity, or times."""
    name = each.type.name
    if each.kind is RuleKind.CAP_YEAR:
        return _("{benefit}: baht left this year").format(benefit=name), each.left
    if each.kind is RuleKind.QUANTITY_YEAR:
        rate = each.type.rule(RuleKind.RATE)
        text = (
            _("{benefit}: nights left this year")
            if rate and rate.unit is Unit.NIGHT
            else _("{benefit}: left this year")
        )
        return text.format(benefit=name), each.left
    if each.years is None:
        return _("{benefit}: times left").format(benefit=name), each.left
    text = ngettext("{benefit}: times left in {years} year", "{benefit}: times left in {years} years", each.years)
    return text.format(benefit=name, years=each.years), each.left
