"""Bring a previewed file into a book: what the preview must know of the book, and the act of accepting it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from welfare_desk.exchange.benefits import BenefitsAsked, BenefitsPreview, preview_benefits
from welfare_desk.exchange.collections import Asked, CollectionPreview, RowState, collection_of, preview_collections
from welfare_desk.exchange.headers import ColumnMapping
from welfare_desk.exchange.members import preview_members
from welfare_desk.exchange.payers import Register, Registered
from welfare_desk.services.contributions import (
    Recorded,
    paper_receipts,
    record_collection,
    rows_posted,
    usual_plan,
)
from welfare_desk.services.imports import first_day, first_month, keep_mappings, known_mappings
from welfare_desk.services.members import Source, import_members, register
from welfare_desk.services.regulations import types_on
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.contributions import BANK, CASH
from welfare_desk.welfare.memberships import payer_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.members import MemberPreview
    from welfare_desk.members.register import Member
    from welfare_desk.services.desk import Desk

MEMBERS = "members"
COLLECTIONS = "collections"
BENEFITS = "benefits"


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
    """Preview a list of benefits paid against the book's members and its regulation of today. Nothing is written.

    A book without a regulation is asked with the ready rules.
    """
    asked = BenefitsAsked(
        desk.today,
        desk.ask(register),
        tuple(desk.ask(lambda tx: types_on(tx, desk.today)).values()) or READY_TYPES,
        desk.ask(first_month),
        mappings=[*corrected, *mappings_of(desk, BENEFITS)],
        answers=answers,
    )
    return preview_benefits(path, asked)
