"""Bring a previewed file into a book: what the preview must know of the book, and the act of accepting it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.exchange.bank_statements import StatementPreview, preview_statement
from welfare_desk.exchange.benefit_lists import paid_list_of
from welfare_desk.exchange.benefits import BenefitsAsked, BenefitsPreview, preview_benefits
from welfare_desk.exchange.collections import Asked, CollectionPreview, RowState, collection_of, preview_collections
from welfare_desk.exchange.headers import ColumnMapping
from welfare_desk.exchange.members import preview_members
from welfare_desk.exchange.payers import Register, Registered
from welfare_desk.i18n import _, ngettext
from welfare_desk.services.bank_statements import StatementTaken, take_in_bank_statement
from welfare_desk.services.contributions import (
    Recorded,
    paper_receipts,
    record_collection,
    rows_posted,
    usual_plan,
)
from welfare_desk.services.imports import first_day, first_month, keep_mappings, known_mappings
from welfare_desk.services.members import Source, import_members, register
from welfare_desk.services.past_benefits import (
    confirmed_words,
    given_so_far,
    rules_in_force,
    take_in_benefits,
    taken_in_on,
)
from welfare_desk.welfare.contributions import BANK, CASH
from welfare_desk.welfare.memberships import payer_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.members import MemberPreview
    from welfare_desk.members.register import Member
    from welfare_desk.money import Money
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.past_benefits import TakenBack, TakenIn

MEMBERS = "members"
COLLECTIONS = "collections"
BENEFITS = "benefits"
BANK_STATEMENTS = "bank"


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hex, or nothing if it cannot be read (its preview says why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def mappings_of(desk: Desk, kind: str) -> list[ColumnMapping]:
    """Give the columns that people corrected for this kind of file."""
    return [ColumnMapping.from_json(text) for text in desk.ask(lambda tx: known_mappings(tx, kind))]


def corrected_columns(found: Sequence[ColumnMapping], changes: Mapping[str, int | None]) -> list[ColumnMapping]:
    """Put some fields of every header of a preview into other columns, or into none."""
    return [each.with_columns(changes) for each in found]


def members_preview(
    desk: Desk, path: Path, answers: Sequence[Answer] = (), corrected: Sequence[ColumnMapping] = ()
) -> MemberPreview:
    """Preview a member list against the book; `corrected` columns come before remembered ones. Nothing is written."""
    return preview_members(
        path,
        today=desk.today,
        first_day=desk.ask(first_day),
        existing=desk.ask(register),
        mappings=[*corrected, *mappings_of(desk, MEMBERS)],
        answers=answers,
    )


def accept_members(desk: Desk, preview: MemberPreview) -> int:
    """Take in the members that a preview accepts, all or none, and remember its columns; give their number."""
    taken = import_members(desk, preview.accepted, Source(preview.file, preview.sha256))
    keep_mappings(desk, MEMBERS, [(each.fingerprint, each.to_json()) for each in preview.mappings])
    return taken


def collections_preview(
    desk: Desk, path: Path, answers: Sequence[Answer] = (), corrected: Sequence[ColumnMapping] = ()
) -> CollectionPreview:
    """Preview a collection sheet against the book: its members, receipts and plan. Nothing is written."""
    known = Register.of(_registered(member, desk.today) for member in desk.ask(register))
    asked = Asked(
        desk.today,
        known,
        desk.ask(paper_receipts),
        lambda sha256: desk.ask(lambda tx: rows_posted(tx, sha256)),
        [*corrected, *mappings_of(desk, COLLECTIONS)],
        answers,
        desk.ask(lambda tx: usual_plan(tx, desk.today)),
    )
    return preview_collections(path, asked)


def _registered(member: Member, day: date) -> Registered:
    payer = payer_of(member, day)
    return Registered(
        member.number,
        member.title,
        member.first_name,
        member.last_name,
        member.village,
        payer.status,
        payer.entry_day,
        payer.ended,
    )


def accept_collections(
    desk: Desk, preview: CollectionPreview, cash_account: str = CASH, bank_account: str = BANK
) -> list[Recorded]:
    """Post every row of a preview that needs no answer, all or none; accepted again, nothing is left to post."""
    if not preview.in_state(RowState.READY):
        return []
    recorded = record_collection(desk, collection_of(preview, cash_account, bank_account))
    keep_mappings(desk, COLLECTIONS, [(each.fingerprint, each.to_json()) for each in preview.mappings])
    return recorded


def benefits_preview(
    desk: Desk, path: Path, answers: Sequence[Answer] = (), corrected: Sequence[ColumnMapping] = ()
) -> BenefitsPreview:
    """Preview a list of benefits paid against the book's members and its regulations. Nothing is written.

    Each payment is judged by the regulation of the day of its event, else by the ready rules.
    """
    rules = desk.ask(rules_in_force)
    taken_on = desk.ask(lambda tx: taken_in_on(tx, sha256_of(path)))
    codes = {each.code for each in rules.types}
    known = {key: code for key, code in desk.ask(confirmed_words).items() if code in codes or code.isdecimal()}
    asked = BenefitsAsked(
        desk.today,
        desk.ask(register),
        rules.types,
        desk.ask(first_month),
        known,
        [*corrected, *mappings_of(desk, BENEFITS)],
        answers,
        rules,
        desk.ask(given_so_far) if taken_on is None else (),  # its own rows do not count against it
    )
    return replace(preview_benefits(path, asked), taken_on=taken_on)


def accept_benefits(desk: Desk, preview: BenefitsPreview, account: str, resolution: str = "") -> TakenIn:
    """Take a list of benefits paid in, all or nothing; one that still asks something is a `RuleError`."""
    return take_in_benefits(desk, paid_list_of(preview, account, resolution))


def bank_preview(
    desk: Desk,
    path: Path,
    answers: Sequence[Answer] = (),  # noqa: ARG001 - a bank's statement asks nothing
    corrected: Sequence[ColumnMapping] = (),
) -> StatementPreview:
    """Preview a statement of a bank, its balances proved line by line. Nothing is written."""
    return preview_statement(path, desk.today, [*corrected, *mappings_of(desk, BANK_STATEMENTS)])


def accept_bank(desk: Desk, preview: StatementPreview, account: str, opening: Money | None = None) -> int:
    """Take in those lines of a statement that the book does not have, and remember its columns; give their number.

    `opening` is what stood before the first line, for a file that does not say.
    """
    taken = take_in_bank_statement(
        desk,
        StatementTaken(
            account,
            preview.file,
            preview.sha256,
            preview.accepted(),
            preview.first_day,
            preview.last_day,
            preview.opening if preview.opening is not None else opening,
            preview.bank,
            preview.number,
        ),
    )
    keep_mappings(desk, BANK_STATEMENTS, [(each.fingerprint, each.to_json()) for each in preview.mappings])
    return taken


def taken_in_words(taken: TakenIn) -> list[str]:
    """Say what became of a list: what was posted, what is history, what is marked, what was left out."""
    said: list[str] = []
    if many := len(taken.posted):
        words = ngettext("{count} payment was posted.", "{count} payments were posted.", many)
        said.append(words.format(count=f"{many:,}"))
    if taken.past:
        words = ngettext(
            "{count} payment from before the book counts as history.",
            "{count} payments from before the book count as history.",
            taken.past,
        )
        said.append(words.format(count=f"{taken.past:,}"))
    if taken.exceptions:
        words = ngettext(
            "{count} went against a rule and is marked.",
            "{count} went against a rule and are marked.",
            taken.exceptions,
        )
        said.append(words.format(count=f"{taken.exceptions:,}"))
    if taken.left_out:
        words = _("From before the book and for no benefit of the fund, so left out: {rows}.")
        said.append(words.format(rows=", ".join(taken.left_out)))
    said.append(_("Total {amount} baht.").format(amount=taken.total.text()))
    return said


def taken_back_words(back: TakenBack) -> list[str]:
    """Say what of a list counts no longer, and which vouchers stand."""
    words = ngettext("{count} row counts no longer.", "{count} rows count no longer.", back.past)
    said = [words.format(count=f"{back.past:,}")]
    if back.vouchers:
        text = _("What was posted stands until each voucher is reversed: {vouchers}.")
        said.append(text.format(vouchers=", ".join(back.vouchers)))
    return said
