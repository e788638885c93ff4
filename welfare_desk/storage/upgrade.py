"""Bring an older book up to this program: on a copy, proved, then swapped."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import ciphers, swaps
from welfare_desk.storage.book import create_book, is_whole, open_book
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.schema import VERSION

if TYPE_CHECKING:
    import sqlite3

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.ciphers import BookKey

STEPS = Path(__file__).parent / "migrations"


class Proof(NamedTuple):
    """What no copy and no upgrade may change."""

    entry_seals: list[tuple[object, ...]]
    balances: list[tuple[object, ...]]
    audit: list[tuple[object, ...]]


def version_of(path: Path, key: BookKey | None = None) -> int:
    """Tell which version of the program last wrote a book."""
    with closing(ciphers.connect(path, key)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def upgrade(path: Path, steps: Path = STEPS, target: int = VERSION, key: BookKey | None = None) -> Path | None:
    """Upgrade an older book in place and give the path of the old file, kept beside it; nothing if it is current.

    All steps run on a copy. It must hold the same seals, balances and audit trail, the program's own schema, and
    guards that refuse; else the book stays as it was.
    """
    found = version_of(path, key)
    if found >= target:
        return None
    kept = path.with_name(f"{path.stem}.v{found}{path.suffix}")
    with swaps.scratch(path) as room:
        rough = room / path.name
        with open_book(path, key=key) as book:  # the lock: nobody writes meanwhile
            before = book.copy_to(rough, proof_of)
            _step(rough, steps, found, target, key)
            _prove(rough, before, target, key)
        swaps.swap(path, rough, kept, key)
    return kept


def schema_of(tx: Tx) -> list[tuple[str, str]]:
    """Read the whole schema text, whitespace folded, in the order of names."""
    asked = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [(name, " ".join(text.split())) for name, text in tx.exec_driver_sql(asked)]


def fresh_schema(folder: Path) -> list[tuple[str, str]]:
    """Read the schema text of a book that this program makes new, in a folder for scratch files."""
    path = folder / ".schema.part"
    path.unlink(missing_ok=True)
    with create_book(path) as book, book.read() as tx:
        found = schema_of(tx)
    path.unlink()
    return found


def proof_of(tx: Tx) -> Proof:
    """Read what no copy and no upgrade may change."""
    balances = "SELECT account, fund, sum(amount) FROM postings GROUP BY account, fund ORDER BY account, fund"
    audit = "SELECT id, seal FROM audit ORDER BY id"
    entries = "SELECT id, voucher, seal FROM entries ORDER BY id"
    return Proof(*([tuple(row) for row in tx.exec_driver_sql(asked)] for asked in (entries, balances, audit)))


def _step(path: Path, steps: Path, found: int, target: int, key: BookKey | None) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with open_book(path, key=key, upgrades=True) as book, book.write() as tx:
        for (name,) in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            tx.exec_driver_sql(f"DROP TRIGGER {name}")
        config.attributes["connection"] = tx
        command.stamp(config, str(found) if found else "base")
        command.upgrade(config, str(target))
        tx.exec_driver_sql("DROP TABLE alembic_version")  # the version stands in the file's header
        for statement in trigger_statements():
            tx.exec_driver_sql(statement)
        tx.exec_driver_sql(f"PRAGMA user_version = {target}")


def _prove(path: Path, before: Proof, target: int, key: BookKey | None) -> None:
    with open_book(path, writes=False, newest=target, key=key) as book, book.read() as tx:
        same = proof_of(tx) == before and is_whole(tx)
        ours = target != VERSION or schema_of(tx) == fresh_schema(path.parent)
        guarded = not before.entry_seals or not _lets_change(path, key)
    if not (same and ours and guarded):
        text = N_("{path} could not be brought up to this version. The book is as it was; keep it, and ask for help.")
        raise BookError(problem("book.upgrade_failed", text, path=path))


def _lets_change(path: Path, key: BookKey | None) -> bool:
    tried = (
        "DELETE FROM entries WHERE id = 1",
        "DELETE FROM postings WHERE entry_id = 1",
        "UPDATE postings SET amount = amount + 1 WHERE entry_id = 1",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "UPDATE audit SET action = action WHERE id = 1",
    )
    with closing(ciphers.connect(path, key, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        return any(_passes(raw, statement, ciphers.driver(key).IntegrityError) for statement in tried)


def _passes(raw: sqlite3.Connection, statement: str, refused: type[Exception]) -> bool:
    try:
        raw.execute(statement)
    except refused:
        return False
    return True
