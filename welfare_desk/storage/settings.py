"""Keep the book's own settings, dated: the latest row that is in force counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import rows

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx

ALWAYS = "0001-01-01"
ADMINISTRATION_MOST = "administration_most"  # of all spending, in whole per cents
CLOSE_STRICT = "close_strict"  # "1": no month closes before cash is counted and banks are reconciled
BACKED_UP = "backed_up"  # the moment of the last good backup, ISO in UTC
BACKUP_KEY = "backup_key"  # 32 bytes in hex
RECOVERY = "recovery"  # what the recovery sheet is known by, as JSON
BACKUP_KEY_WRAPPED = "backup_key_wrapped"  # the same under the backup passphrase, as JSON


def put(tx: Tx, key: str, value: str, from_day: date | None = None) -> None:
    """Keep a setting, in force from a day on (none: always)."""
    tx.exec_driver_sql(
        "INSERT INTO settings (key, from_day, value) VALUES (?, ?, ?) "
        "ON CONFLICT (key, from_day) DO UPDATE SET value = excluded.value",
        (key, from_day.isoformat() if from_day else ALWAYS, value),
    )


def find(tx: Tx, key: str, on: date | None = None) -> str | None:
    """Read a setting as it stands on a day (none: the latest), or nothing if it was never kept."""
    asked = "SELECT value FROM settings WHERE key = ? AND from_day <= ? ORDER BY from_day DESC LIMIT 1"
    found = rows.first(tx, asked, (key, on.isoformat() if on else "9999-12-31"))
    return None if found is None else found[0]


def get(tx: Tx, key: str, on: date | None = None) -> str:
    """Read a setting that every book has; a missing one is a `BookError`."""
    value = find(tx, key, on)
    if value is None:
        raise BookError(problem("book.setting", N_("The book has no setting “{key}”."), key=key))
    return value


def drop(tx: Tx, key: str) -> None:
    """Forget a setting."""
    tx.exec_driver_sql("DELETE FROM settings WHERE key = ?", (key,))
