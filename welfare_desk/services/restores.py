"""Restore a book from a backup: compared first, and what it replaces is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from welfare_desk.dates import THAI_TIME, moment
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.services.backups import Keys, backup_keys, keys_of, opened_backup
from welfare_desk.services.books import see_that_it_may_lie_there
from welfare_desk.services.desk import needs
from welfare_desk.storage import people, settings, trail
from welfare_desk.storage.book import SUFFIX, open_book
from welfare_desk.storage.entries import Made
from welfare_desk.storage.positions import Position, Relation, in_common, position_of, relation
from welfare_desk.storage.sealing import copy_under
from welfare_desk.storage.swaps import place, swap

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.services.backups import Step
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk

FIRST_USER = people.FIRST_USER


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside a book: where each stands, what the book is to the backup, and what the checks found in this.

    `at` is the moment of the backup (UTC). `entries` and `acts` count what both have in common from the beginning on.
    """

    at: str
    backup: Position
    book: Position
    relation: Relation
    entries: int
    acts: int
    verification: Verification


@dataclass(frozen=True, slots=True)
class Restored:
    """A book that was restored: its file, where the replaced book is kept (nothing if there was none), its backup."""

    path: Path
    kept: Path | None
    at: str
    position: Position


@needs(Permission.READ)
def compare_backup(desk: Desk, file: Path, passphrase: Callable[[], str], step: Step | None = None) -> Comparison:
    """Check a backup anew and say what the book has that it has not, and the other way round."""
    with opened_backup(file, passphrase, desk.book.path, keys_of(desk.book), step) as found:
        with (
            open_book(found.book, writes=False, key=found.key) as copy,
            copy.read() as theirs,
            desk.book.read() as ours,
        ):
            stands = relation(ours, theirs)
            common = in_common(ours, theirs) if stands is not Relation.OTHER else (0, 0)
            book = position_of(ours)
        return Comparison(found.head.at, found.position, book, stands, *common, found.verification)


_SAID = {
    Relation.SAME: N_("The book is as it was when it was backed up."),
    Relation.AHEAD: N_("The book was continued after the backup. Restoring would take back what was done since."),
    Relation.BEHIND: N_("The backup is of a later state of the book. Restoring brings back what the book has not."),
    Relation.APART: N_(
        "The book and the backup went on separately from the same beginning. Each has something that the other has "
        "not; find out which one is right before you restore."
    ),
    Relation.OTHER: N_("The backup is of another book."),
}


def said_of(found: Comparison) -> list[str]:
    """Say a comparison in sentences."""
    at = moment(found.at)
    said = [_(_SAID[found.relation])]
    for words, stands, text in (
        (N_("The book"), found.book, ""),
        (N_("The backup of {at}"), found.backup, at),
    ):
        state = N_("{which}: {entries} entries to {voucher}, {acts} acts to {last}, {members} members.")
        said.append(
            _(state).format(
                which=_(words).format(at=text),
                entries=f"{stands.heads.entries:,}",
                voucher=stands.last_voucher or "-",
                acts=f"{stands.heads.acts:,}",
                last=moment(stands.last_act),
                members=f"{stands.members:,}",
            )
        )
    for more, text in (
        (found.book.heads, N_("Only in the book: {entries} entries and {acts} acts.")),
        (found.backup.heads, N_("Only in the backup: {entries} entries and {acts} acts.")),
    ):
        entries, acts = more.entries - found.entries, more.acts - found.acts
        if entries or acts:
            said.append(_(text).format(entries=f"{entries:,}", acts=f"{acts:,}"))
    failed = [each.sentence() for each in found.verification.results if not each.ok]
    if failed:
        said.append(_("The book in the backup does not pass every check:"))
    return said + [f"✗ {each}" for each in failed]


@needs(Permission.SET_UP)
def allow_restore(desk: Desk) -> int:
    """Let only who sets the book up put a backup in its place; give who that is, for the trail of what takes it."""
    return desk.actor


def restore_book(  # noqa: PLR0913 - the file, the place, what opens it, and who does it
    file: Path,
    target: Path,
    outside: Outside,
    passphrase: Callable[[], str],
    step: Step | None = None,
    *,
    keys: Keys | None = None,
    actor: int = FIRST_USER,
) -> Restored:
    """Put the book of a backup at `target`; a book that lies there is kept beside, under the moment of the restore.

    The backup is unpacked beside the target, checked, told of its restore in its own trail, and takes the place in
    one step: whenever the program is killed, a whole book lies at `target`, the one before or the one after. A book
    that another program has open is a `BookError`. `keys` are those of the book at hand; what takes the place of an
    encrypted book is encrypted under the same key. `actor` answers for it in the trail where the restored book knows
    that user; whoever replaces a book was let by `allow_restore`.
    """
    see_that_it_may_lie_there(target)
    replaced, keys = _replaced(target, keys or Keys())
    with opened_backup(file, passphrase, target, keys, step) as found:
        if replaced is not None and replaced.book != found.position.book:
            text = N_("The backup is of another book ({name}). Restore it under another name.")
            raise BookError(problem("restore.other_book", text, name=found.position.name_th))
        now = outside.now()
        fresh, key = found.book, found.key
        if keys.book is not None and target.exists() and keys.book != key:
            fresh, key = found.book.with_name("sealed.welfare"), keys.book
            copy_under(found.book, found.key, fresh, key)
        with open_book(fresh, key=key) as book, book.write() as tx:
            if key != found.key:
                settings.drop(tx, settings.RECOVERY)  # a sheet printed for another key
            known = actor in {each.id for each in people.users(tx)}
            made = Made(
                actor if known else FIRST_USER, now.astimezone(UTC).isoformat(timespec="milliseconds"), outside.random
            )
            acts = None if replaced is None else replaced.heads.acts
            trail.add(tx, made, "book.restored", file.name, at=found.head.at, replaced=acts)
        if target.exists():
            kept = kept_path(target, now)
            swap(target, fresh, kept, keys.book)
        else:
            kept = None
            place(target, fresh)
        return Restored(target, kept, found.head.at, found.position)


def kept_path(path: Path, now: datetime) -> Path:
    """Name what a restore replaces (`กองทุน (before restore 2026-11-27T18-05).welfare`)."""
    stem, number = f"{path.stem} (before restore {now.astimezone(THAI_TIME):%Y-%m-%dT%H-%M})", 1
    kept = path.with_name(f"{stem}{SUFFIX}")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{stem} {number}{SUFFIX}")
    return kept


def _replaced(target: Path, keys: Keys) -> tuple[Position | None, Keys]:
    """Read where the book stands that is to be replaced, and all that opens its backups.

    Nothing more than is known if there is none, or none that opens.
    """
    try:
        with open_book(target, writes=False, key=keys.book) as book, book.read() as tx:
            return position_of(tx), Keys({**backup_keys(tx), **keys.backup}, keys.book)
    except BookError:
        return None, keys
