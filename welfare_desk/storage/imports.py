"""Keep which files were imported, and how their columns were read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, file_hash: str, kind: str, name: str, made: Made, **content: object) -> None:
    """Remember an imported file by its SHA-256 in hex; a file imported again keeps its latest row."""
    tx.exec_driver_sql(
        "INSERT INTO imports (hash, kind, name, at, content) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (hash) DO UPDATE SET at = excluded.at, content = excluded.content",
        (file_hash, kind, name, made.at, json.dumps(content, ensure_ascii=False, sort_keys=True)),
    )


def was_imported(tx: Tx, file_hash: str) -> bool:
    """Tell whether a file was imported before."""
    return tx.exec_driver_sql("SELECT 1 FROM imports WHERE hash = ?", (file_hash,)).one_or_none() is not None


def content_of(tx: Tx, file_hash: str, kind: str) -> dict[str, Any] | None:
    """Read what was kept of an imported file of a kind; None where it was not imported."""
    asked = "SELECT content FROM imports WHERE hash = ? AND kind = ?"
    content = tx.exec_driver_sql(asked, (file_hash, kind)).scalar()
    return None if content is None else json.loads(content)


def keep_mapping(tx: Tx, kind: str, fingerprint: str, mapping: str) -> None:
    """Remember how the columns of a header (by its fingerprint) are read."""
    tx.exec_driver_sql(
        "INSERT INTO import_mappings (kind, fingerprint, mapping) VALUES (?, ?, ?) "
        "ON CONFLICT (kind, fingerprint) DO UPDATE SET mapping = excluded.mapping",
        (kind, fingerprint, mapping),
    )


def find_mappings(tx: Tx, kind: str) -> dict[str, str]:
    """Read the remembered mappings of a kind of file, by fingerprint."""
    asked = "SELECT fingerprint, mapping FROM import_mappings WHERE kind = ?"
    return {fingerprint: mapping for fingerprint, mapping in tx.exec_driver_sql(asked, (kind,))}  # noqa: C416 - a Row is no pair
