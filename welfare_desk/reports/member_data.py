"""What the book keeps of one member, all of it, for the member to see or take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.members.privacy import CONSENTED
from welfare_desk.money import Money
from welfare_desk.reports.consents import PURPOSES, consent_words
from welfare_desk.reports.data_requests import KINDS, STATUSES
from welfare_desk.reports.member_list import STATUS_NAMES, passbook_link
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import attachments, benefit_history, claims, members, privacy, schema
from welfare_desk.welfare.claims import STATUSES as CLAIM_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.members.privacy import Consent, DataRequest, Purpose
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.benefit_history import Before
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.claims import KeptClaim

NAME, TITLE = "member-data", N_("What the book keeps of a member")
QUESTION = N_("What does the book know of one member?")
PARAMETERS = (Parameter("member", N_("Member"), ParameterKind.MEMBER, is_required=True),)


class KnownClaim(NamedTuple):
    """A claim with what was written about it, and the cause of an illness or death."""

    claim: KeptClaim
    details: str
    cause: str


class Known(NamedTuple):
    """Everything the book keeps of a person; `paid` is what receipts name the number for, `files` are names."""

    member: Member
    consents: Mapping[Purpose, Consent]
    requests: Sequence[DataRequest]
    receipts: int
    paid: Money
    files: Sequence[str]
    claims: Sequence[KnownClaim] = ()
    before: Sequence[Before] = ()


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for everything that names a member, and lay it out; benefits are those of numbers merged into it too."""
    number = asked.text("member")
    numbers = {number, *(each for each, into in members.merges(tx).items() if into == number)}
    hers = claims.of_members(tx, numbers)
    line = schema.receipt_lines.c
    counted = select(func.count(line.receipt_id.distinct()), func.coalesce(func.sum(line.amount), 0))
    receipts, paid = tx.execute(counted.where(line.member == number)).one()
    known = Known(
        members.get(tx, number),
        privacy.consents(tx, number).get(number, {}),
        privacy.requests(tx, number),
        receipts,
        Money(paid),
        _files(tx, [("member", number), *(("claim", each.reference) for each in hers)]),
        [KnownClaim(each, *claims.words_of(tx, each.id)) for each in hers],
        benefit_history.before_the_book(tx, numbers),
    )
    return lay_out(known, asked.today, sees_health=Permission.HEALTH in asked.sees)


def _files(tx: Tx, subjects: Sequence[tuple[str, str]]) -> list[str]:
    """Name the files of a person and of the claims, each once."""
    kept = [each for kind, key in subjects for each in attachments.linked(tx, kind, key)]
    return list({each.hash: each.name for each in kept if each.size is not None}.values())


def lay_out(known: Known, today: date, *, sees_health: bool) -> Report:
    """Lay out one fact a row under its heading; what concerns health is hidden from who may not see it."""
    rows: list[Row] = []
    for heading, facts in _parts(known, sees_health=sees_health):
        rows.append(Row((heading, None), Role.HEADING))
        rows += [Row((label, said)) for label, said in facts if said]
    text = ngettext("{count} receipt, {amount} baht", "{count} receipts, {amount} baht", known.receipts)
    said = text.format(count=known.receipts, amount=known.paid.text())
    rows.append(Row((_("Contributions"), None), Role.HEADING))
    rows.append(Row((_("Paid"), said), opens=passbook_link(known.member.number)))
    return Report(
        NAME,
        _(TITLE),
        (Column("fact", _("Fact"), width=30), Column("value", _("What is kept"), width=60)),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        facts=((_("Number"), known.member.number), (_("Name"), known.member.name)),
        signatures=(_("Member"), _("For the fund")),
    )


def _parts(known: Known, *, sees_health: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    one = known.member
    born = short_day(one.birth_day) if one.birth_day else str(one.birth_year + 543) if one.birth_year else ""
    hidden = _("hidden")
    yield (
        _("Register"),
        [
            (_("ID number"), one.national_id or ""),
            (_("Day of birth"), born),
            (_("House number"), one.house),
            (_("Village"), one.village),
            (_("Tambon"), one.tambon),
            (_("Telephone"), one.phone),
            (_("Household"), one.household),
            (_("Vulnerable group"), one.vulnerable if sees_health or not one.vulnerable else hidden),
            (_("Day of entry"), short_day(one.entry_day) if one.entry_day else ""),
            (_("Note"), one.note),
        ],
    )
    heirs = [
        (each.name, " ".join(part for part in (each.relation, each.national_id) if part)) for each in one.beneficiaries
    ]
    if heirs:
        yield _("Beneficiaries"), [(name, said or _("named")) for name, said in heirs]
    yield (
        _("Standing over time"),
        [
            (
                short_day(each.from_day) if each.from_day else _("day not known"),
                " · ".join(
                    part
                    for part in (
                        _(STATUS_NAMES[each.status]),
                        each.reason if sees_health or not each.reason else hidden,
                    )
                    if part
                ),
            )
            for each in one.statuses
        ],
    )
    yield (
        _("Consents"),
        [(_(PURPOSES[each]), consent_words(known.consents.get(each)) or _("not asked")) for each in CONSENTED],
    )
    if known.requests:
        asked = [
            (short_day(each.received), f"{_(KINDS[each.kind])}: {_(STATUSES[each.status])}") for each in known.requests
        ]
        yield _("Requests"), asked
    if known.claims or known.before:
        asked = [_claim(each, sees_health=sees_health) for each in known.claims]
        asked += [
            (f"{_('before the book')} {each.type}", f"{short_day(each.event_day)} · {each.amount.text()}")
            for each in known.before
        ]
        yield _("Benefits"), asked
    if known.files:
        yield _("Documents"), [(_("File"), name) for name in known.files]


def _claim(each: KnownClaim, *, sees_health: bool) -> tuple[str, str]:
    claim, cause = each.claim, each.cause if sees_health or not each.cause else _("hidden")
    about = (claim.subject, claim.relation, each.details, cause)
    parts = (short_day(claim.event_day), _(CLAIM_STATUSES[claim.status]), *about)
    return f"{claim.reference} {claim.type}", " · ".join(part for part in parts if part)
