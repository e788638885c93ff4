"""Keep attached files, once each, under the hash of their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.storage.book import Tx


class Kept(NamedTuple):
    """An attached file without its bytes; no size: erased."""

    hash: str
    name: str
    media_type: str
    size: int | None


def add(tx: Tx, digest: str, name: str, media_type: str, content: bytes) -> None:
    """Keep a file; one that is there stays, an erased one comes back."""
    tx.exec_driver_sql(
        "INSERT INTO attachments (hash, name, media_type, content) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (hash) DO UPDATE SET content = excluded.content WHERE attachments.content IS NULL",
        (digest, name, media_type, content),
    )


def link(tx: Tx, digest: str, subject_kind: str, subject: str) -> bool:
    """Attach a kept file to a subject; false if it was attached already."""
    asked = "INSERT INTO attachment_links (hash, subject_kind, subject) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    return tx.exec_driver_sql(asked, (digest, subject_kind, subject)).rowcount > 0


def linked(tx: Tx, subject_kind: str, subject: str) -> list[Kept]:
    """List the files attached to a subject, by name."""
    asked = (
        "SELECT a.hash, a.name, a.media_type, length(a.content) FROM attachments a "
        "JOIN attachment_links l ON l.hash = a.hash WHERE l.subject_kind = ? AND l.subject = ? ORDER BY a.name, a.hash"
    )
    return [Kept(*row) for row in tx.exec_driver_sql(asked, (subject_kind, subject))]


def kinds(tx: Tx, digest: str) -> set[str]:
    """Tell to which kinds of subjects a file is attached."""
    return set(tx.exec_driver_sql("SELECT subject_kind FROM attachment_links WHERE hash = ?", (digest,)).scalars())


def content(tx: Tx, digest: str) -> bytes | None:
    """Read a file's bytes, or nothing if it is unknown or erased."""
    return tx.exec_driver_sql("SELECT content FROM attachments WHERE hash = ?", (digest,)).scalar_one_or_none()


def contents(tx: Tx) -> Iterator[tuple[str, str, bytes]]:
    """Read every file that is not erased: its hash, name and bytes, from the book itself behind whatever hides them."""
    asked = "SELECT hash, name, content FROM main.attachments WHERE content IS NOT NULL ORDER BY hash"
    yield from map(tuple, tx.exec_driver_sql(asked))


def erase(tx: Tx, digest: str) -> None:
    """Drop a file's bytes; its hash stays."""
    tx.exec_driver_sql("UPDATE attachments SET content = NULL WHERE hash = ?", (digest,))


def papers_of(tx: Tx, first: date, last: date) -> list[tuple[str, Kept]]:
    """List the files of the fund itself that are not erased: those of regulations, and of the meetings of some days."""
    asked = (
        "SELECT min(l.subject_kind), a.hash, a.name, a.media_type, length(a.content) FROM attachments a "
        "JOIN attachment_links l ON l.hash = a.hash WHERE a.content IS NOT NULL AND (l.subject_kind = 'regulation' "
        "OR (l.subject_kind = 'meeting' AND EXISTS (SELECT 1 FROM meetings m WHERE CAST(m.id AS TEXT) = l.subject "
        "AND m.day BETWEEN ? AND ?))) "
        "GROUP BY a.hash ORDER BY 1, a.name, a.hash"
    )
    found = tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat()))
    return [(kind, Kept(*row)) for kind, *row in found]
