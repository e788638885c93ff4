"""Keep the notes to the statements of a year as the fund wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.storage import rows

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def put(tx: Tx, year: int, code: str, texts: tuple[str, str]) -> None:
    """Keep a note in Thai and English, in place of the one before; without any words it goes back to the default."""
    if not any(texts):
        rows.write(tx, "DELETE FROM note_texts WHERE fiscal_year = ? AND code = ?", (year, code))
        return
    asked = (
        "INSERT INTO note_texts (fiscal_year, code, text_th, text_en) VALUES (?, ?, ?, ?) ON CONFLICT "
        "(fiscal_year, code) DO UPDATE SET text_th = excluded.text_th, text_en = excluded.text_en"
    )
    rows.write(tx, asked, (year, code, *texts))


def of_year(tx: Tx, year: int) -> dict[str, tuple[str, str]]:
    """Read the notes of a fiscal year, in Thai and English, by their codes."""
    asked = "SELECT code, text_th, text_en FROM note_texts WHERE fiscal_year = ?"
    return {code: (text_th, text_en) for code, text_th, text_en in rows.ask(tx, asked, (year,))}


def is_locked(tx: Tx, year: int) -> bool:
    """Tell whether the annual meeting accepted a year, so that its notes stay."""
    return rows.first(tx, "SELECT 1 FROM year_locks WHERE fiscal_year = ?", (year,)) is not None
