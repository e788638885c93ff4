"""Keep the people who work in a book, how they sign in, and how often that failed."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Role, Tries, User, read_roles, written_roles
from welfare_desk.storage import rows, trail
from welfare_desk.storage.book import is_copy

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

FIRST_USER = 1  # whoever begins a book
_SALT_BYTES = 16
HASHER = PasswordHasher()  # Argon2id with the parameters of RFC 9106 for little memory


class Secret(Enum):
    """What a person signs in with; a PIN only changes places at a desk where the password was given."""

    PASSWORD = "password"  # noqa: S105 - the kind, not one
    PIN = "pin"


def users(tx: Tx) -> list[User]:
    """Read everybody who works or worked in the book."""
    asked = "SELECT id, name, role, is_active FROM users ORDER BY id"
    return [User(row[0], row[1], read_roles(row[2]), bool(row[3])) for row in tx.exec_driver_sql(asked)]


def user(tx: Tx, user_id: int) -> User:
    """Read one user; an unknown one is a `BookError`. At a copy from an audit pack everybody only reads."""
    asked = "SELECT id, name, role, is_active FROM users WHERE id = ?"
    row = rows.first(tx, asked, (user_id,))
    if row is None:
        raise BookError(problem("user.missing", N_("The book has no user {user}."), user=user_id))
    roles = frozenset({Role.AUDITOR}) if is_copy(tx) else read_roles(row[2])
    return User(row[0], row[1], roles, bool(row[3]))


def next_id(tx: Tx) -> int:
    """Give the number of the next user."""
    return tx.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM users").scalar_one()


def add(tx: Tx, added: User) -> None:
    """Take a new user in."""
    row = (added.id, added.name.strip(), written_roles(added.roles), int(added.is_active))
    tx.exec_driver_sql("INSERT INTO users (id, name, role, is_active) VALUES (?, ?, ?, ?)", row)


def change(tx: Tx, changed: User) -> None:
    """Keep a user as he or she is now."""
    row = (changed.name.strip(), written_roles(changed.roles), int(changed.is_active), changed.id)
    tx.exec_driver_sql("UPDATE users SET name = ?, role = ?, is_active = ? WHERE id = ?", row)


def record(tx: Tx, made: Made, action: str, before: User | None, after: User, **details: str) -> None:
    """Write into the trail what became of a user: roles in the open, the name as erasable history."""
    old = before.name if before else None
    history = [(subject(after.id), {"name": [old, after.name]})] if old != after.name else []
    trail.add_with_history(
        tx,
        made,
        action,
        subject(after.id),
        history,
        roles=written_roles(after.roles),
        active=after.is_active,
        **details,
    )


def subject(user_id: int) -> str:
    """Name a user in the trail: `@2`."""
    return f"@{user_id}"


def secrets(tx: Tx) -> dict[int, frozenset[Secret]]:
    """Tell who signs in with what."""
    found: dict[int, frozenset[Secret]] = {}
    for user_id, kind in tx.exec_driver_sql('SELECT "user", kind FROM user_secrets'):
        found[user_id] = found.get(user_id, frozenset()) | {Secret(kind)}
    return found


def must_sign_in(tx: Tx) -> bool:
    """Tell whether the book asks who is there: it does from the first password on."""
    asked = "SELECT 1 FROM user_secrets s JOIN users u ON u.id = s.\"user\" WHERE u.is_active = 1 AND kind = 'password'"
    return tx.exec_driver_sql(asked).first() is not None


def put_secret(tx: Tx, user_id: int, kind: Secret, text: str, made: Made) -> dict[str, str]:
    """Keep a password or a PIN as Argon2id keeps it; give what the trail binds of it."""
    kept = HASHER.hash(_typed(text), salt=made.salt(_SALT_BYTES))
    tx.exec_driver_sql(
        'INSERT INTO user_secrets ("user", kind, hash, changed_at) VALUES (?, ?, ?, ?) '
        'ON CONFLICT ("user", kind) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at',
        (user_id, kind.value, kept, made.at),
    )
    return {kind.value: secret_mark(kept)}


def _typed(text: str) -> str:
    """Make one of the several ways in which keyboards write the same Thai letters (U+0E33 and its parts)."""
    return unicodedata.normalize("NFKC", text)


def secret_mark(kept: str) -> str:
    """Name what is kept of a secret, for the trail: the first half of its SHA-256, in hex."""
    return hashlib.sha256(kept.encode()).hexdigest()[:32]


def drop_secret(tx: Tx, user_id: int, kind: Secret) -> None:
    """Forget a PIN, or the password of somebody who left."""
    tx.exec_driver_sql('DELETE FROM user_secrets WHERE "user" = ? AND kind = ?', (user_id, kind.value))


def is_secret(tx: Tx, user_id: int, kind: Secret, text: str) -> bool:
    """Tell whether this is the person's password or PIN; somebody without one is never let in."""
    asked = 'SELECT hash FROM user_secrets WHERE "user" = ? AND kind = ?'
    kept = tx.exec_driver_sql(asked, (user_id, kind.value)).scalar_one_or_none()
    try:
        return kept is not None and HASHER.verify(kept, _typed(text))
    except VerificationError:
        return False


def tries(tx: Tx, user_id: int) -> Tries:
    """Read how often signing in failed in a row."""
    asked = 'SELECT failures, last_at FROM user_tries WHERE "user" = ?'
    row = tx.exec_driver_sql(asked, (user_id,)).one_or_none()
    return Tries() if row is None else Tries(row[0], datetime.fromisoformat(row[1]))


def put_tries(tx: Tx, user_id: int, failures: int, at: str) -> None:
    """Keep how often signing in failed in a row; none takes the row away."""
    tx.exec_driver_sql('DELETE FROM user_tries WHERE "user" = ?', (user_id,))
    if failures:
        asked = 'INSERT INTO user_tries ("user", failures, last_at) VALUES (?, ?, ?)'
        tx.exec_driver_sql(asked, (user_id, failures, at))
