"""Bring a previewed file into a book: what the preview must know of the book, and the act of accepting it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from welfare_desk.exchange.members import preview_members
from welfare_desk.exchange.tables import ColumnMapping
from welfare_desk.services.imports import first_day, keep_mappings, known_mappings
from welfare_desk.services.members import Source, import_members, register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from welfare_desk.exchange.answers import Answer
    from welfare_desk.exchange.members import MemberPreview
    from welfare_desk.services.desk import Desk

MEMBERS = "members"


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hex, or nothing if it cannot be read (its preview says why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def mappings_of(desk: Desk, kind: str) -> list[ColumnMapping]:
    """Give the columns that people corrected for this kind of file."""
    return [ColumnMapping.from_json(text) for text in desk.ask(lambda tx: known_mappings(tx, kind))]


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
