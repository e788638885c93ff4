"""Commands on backups: make them, list them, check one, compare it with its book, restore it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk.cli.commands import (
    Command,
    answer,
    book_key,
    desk,
    outside,
    passphrase,
    takes_book,
    takes_json,
)
from welfare_desk.dates import moment
from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Generator

    from welfare_desk.services.backups import Backups, Keys
    from welfare_desk.services.desk import Desk
    from welfare_desk.settings import Settings
    from welfare_desk.storage.backup_folders import BackupFile


def _make_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    text = _("where to put backups; default: this computer's backup folders")
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path, help=text)
    takes_json(parser)


def _make(args: Namespace) -> None:
    from welfare_desk.services.backups import make_backups, note_backups, rotation_of

    kept = _settings()
    folders = args.folders or [Path(each) for each in kept.backup_folders]
    if not folders:
        raise RuleError(problem("backup.nowhere", N_("Say in which folder the backup shall lie."), "folders"))
    with _at_the_desk(args) as sat:
        done = make_backups(sat, folders, rotation_of(kept.backups_kept))
        if sat.book.writes:
            note_backups(sat, done)
        _tell_made(args, done, noted=sat.book.writes)


@contextmanager
def _at_the_desk(args: Namespace) -> Generator[Desk]:
    """Sit down to write, so that the backup can be noted.

    Beside an open window, and by nobody in particular at a book that asks who is there, only to read.
    """
    with ExitStack() as stack:
        try:
            sat = stack.enter_context(desk(args))
        except BookError as error:
            if error.problem.code not in {"book.locked", "book.folder", "book.read_only"}:
                raise
            sat = stack.enter_context(desk(args, writes=False, by_anyone=True))
        except RuleError as error:
            if [each.code for each in error.problems] != ["sign_in.who"]:
                raise
            sat = stack.enter_context(desk(args, writes=False, by_anyone=True))
        yield sat


def _tell_made(args: Namespace, done: Backups, *, noted: bool) -> None:
    said = [
        _("Backed up to {path} and checked; {size} bytes.").format(path=each.path, size=f"{each.size:,}")
        for each in done.made
    ]
    failed = [] if done.verification is None else [each for each in done.verification.results if not each.ok]
    if failed:
        said.append(_("The book does not pass every check; this backup is not counted as good:"))
        said += [f"✗ {each.sentence()}" for each in failed]
    if done.made and not noted:
        said.append(_("Nobody signed in, or the book cannot be written just now: the backup is not noted in it."))
    facts = {
        "made": [_facts(each) for each in done.made],
        "missed": [each.sentence() for each in done.missed],
        "failed": [each.id for each in failed],
        "noted": noted,
    }
    if done.made:
        answer(args, "\n".join(said), facts)
    if done.missed:
        raise RuleError(*done.missed)
    if failed:
        raise RuleError(problem("book.wrong", N_("The book does not pass every check.")))


def _facts(each: BackupFile) -> dict[str, Any]:
    head = each.head
    return {
        "file": str(each.path),
        "bytes": each.size,
        "at": head.at,
        "book": head.book,
        "name": head.name,
        "entries": head.entries,
        "last_voucher": head.last_voucher,
        "encrypted": head.key is not None or head.is_sealed,
        "good": each.is_good,
    }


def _list_arguments(parser: ArgumentParser) -> None:
    text = _("a folder, or a book whose backups are looked for in this computer's backup folders")
    parser.add_argument("place", metavar="FOLDER|BOOK", type=Path, help=text)
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.services.backups import book_id, list_backups

    if args.place.is_file():
        args.book = args.place
        with desk(args, writes=False) as sat:
            book = sat.ask(book_id)
        found: list[BackupFile] = []
        missed: list[BookError] = []
        for folder in _settings().backup_folders:
            try:
                found += list_backups(Path(folder), book)
            except BookError as error:  # a drive that is not plugged in
                missed.append(error)
    else:
        found, missed = list_backups(args.place), []
    lines = [_line(each) for each in found] or [_("No backup was found.")]
    lines += [each.problem.sentence() for each in missed]
    answer(args, "\n".join(lines), {"backups": [_facts(each) for each in found], "missed": len(missed)})


def _line(each: BackupFile) -> str:
    head = each.head
    state = _("good") if each.is_good else _("of a book that did not pass every check")
    kept = _("encrypted") if head.key is not None or head.is_sealed else _("not encrypted")
    entries = _("{count} entries").format(count=f"{head.entries:,}")
    words = (moment(head.at), head.name, entries, head.last_voucher, f"{each.size:,} B", kept, state)
    return " · ".join([*(each for each in words if each), str(each.path)])


def _before_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--accept", action="store_true", help=_("take the upgrade back; else only say what is there"))
    takes_json(parser)


def _before(args: Namespace) -> None:
    from welfare_desk.services.upgrades import allow_return, take_back

    with desk(args, writes=False) as sat:  # only read: sitting down to write would upgrade it
        found, key = allow_return(sat), sat.book.key
    if not found:
        raise BookError(problem("upgrade.no_state", N_("No state from before an upgrade lies beside {path}."),
                                path=args.book))  # fmt: skip
    facts = {"path": str(found[0].path), "version": found[0].version, "since": found[0].since}
    if not args.accept:
        text = _("{path}: as it was at {at}; {since} acts since then. --accept takes the upgrade back.")
        at = moment(found[0].last_act)
        answer(args, text.format(path=found[0].path, at=at, since=found[0].since), facts)
        return
    kept = take_back(args.book, found[0], key)
    done = _("Install the older program and open the book there. What it was until now is kept as {path}.")
    answer(args, done.format(path=kept), {**facts, "kept": str(kept)})


def _verify_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    takes_json(parser)


def _takes_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the backup"))


def _verify(args: Namespace) -> None:
    from welfare_desk.services.backups import opened_backup

    with opened_backup(args.file, lambda: passphrase(args)) as found:
        pass
    stands = found.position
    checks = [{"id": each.id, "ok": each.ok, "found": list(each.found)} for each in found.verification.results]
    said = _("The backup opens: {name}, {at}, {entries} entries to {voucher}, {members} members.").format(
        name=stands.name_th,
        at=moment(found.head.at),
        entries=f"{stands.heads.entries:,}",
        voucher=stands.last_voucher or "-",
        members=f"{stands.members:,}",
    )
    lines = [f"{'✓' if each.ok else '✗'} {each.sentence()}" for each in found.verification.results]
    facts = {"ok": found.verification.ok, "at": found.head.at, "entries": stands.heads.entries, "checks": checks}
    answer(args, "\n".join([said, *lines]), facts)
    if not found.verification.ok:
        raise RuleError(problem("book.wrong", N_("The book does not pass every check.")))


def _passphrase_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--none", action="store_true", help=_("leave the backups open from now on"))
    takes_json(parser)


def _passphrase(args: Namespace) -> None:
    from welfare_desk.services.backups import set_backup_passphrase

    with desk(args) as sat:
        set_backup_passphrase(sat, "" if args.none else passphrase(args))
    said = _("Backups are open from now on.") if args.none else _("Backups are encrypted from now on.")
    answer(args, said, {"encrypted": not args.none})


def _compare_arguments(parser: ArgumentParser) -> None:
    _takes_file(parser)
    takes_book(parser)
    takes_json(parser)


def _compare(args: Namespace) -> None:
    from dataclasses import asdict

    from welfare_desk.services.restores import compare_backup, said_of

    with desk(args, writes=False) as sat:
        found = compare_backup(sat, args.file, lambda: passphrase(args))
    facts = {
        "at": found.at,
        "relation": found.relation.value,
        "common": {"entries": found.entries, "acts": found.acts},
        "backup": asdict(found.backup),
        "book": asdict(found.book),
        "ok": found.verification.ok,
    }
    answer(args, "\n".join(said_of(found)), facts)


def _restore_arguments(parser: ArgumentParser) -> None:
    _compare_arguments(parser)
    text = _("put the restored book here, and leave the book as it is")
    parser.add_argument("--to", metavar="NEW", type=Path, help=text)


def _restore(args: Namespace) -> None:
    from welfare_desk.services.restores import FIRST_USER, restore_book

    target: Path = args.to or args.book
    if args.to is not None and target.exists():
        raise RuleError(problem("book.exists", N_("There is already a file at {path}."), "to", path=target))
    actor, keys = _who_restores(args) if args.to is None and target.exists() else (FIRST_USER, None)
    done = restore_book(args.file, target, outside(args), lambda: passphrase(args), keys=keys, actor=actor)
    said = [_("Restored {path} as of {at}.").format(path=done.path, at=moment(done.at))]
    if done.kept is not None:
        said.append(_("The book that was replaced is kept as {path}.").format(path=done.kept))
    facts = {"book": str(done.path), "kept": done.kept and str(done.kept), "at": done.at}
    answer(args, "\n".join(said), facts)


def _who_restores(args: Namespace) -> tuple[int, Keys | None]:
    """Ask the book that is to be replaced who is there, and what opens its backups; one that is damaged cannot ask."""
    from welfare_desk.services.backups import keys_of
    from welfare_desk.services.restores import FIRST_USER, allow_restore

    try:
        with desk(args, writes=False) as sat:
            return allow_restore(sat), keys_of(sat.book)
    except BookError as error:
        if error.problem.code == "book.passphrase":
            raise
        return FIRST_USER, None


def _salvage_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=_("where a new folder with the tables is made"))
    takes_json(parser)


def _salvage(args: Namespace) -> None:
    from welfare_desk.services.salvage import salvage_book

    done = salvage_book(args.book, args.folder, outside(args).now(), book_key(args))
    said = [_("What can be read lies in {folder}.").format(folder=done.folder)]
    if done.torn:
        said.append(_("Something is missing of: {tables}.").format(tables=", ".join(done.torn)))
    facts = {"folder": str(done.folder), "rows": done.rows, "torn": list(done.torn)}
    answer(args, "\n".join(said), facts)


def _settings() -> Settings:
    from welfare_desk.settings import FILE, Settings, folder

    return Settings.load(folder() / FILE)


COMMANDS = (
    Command(
        ("backup", "make"),
        N_("Back a book up, also while it is open, and prove that the backup opens."),
        _make_arguments,
        _make,
    ),
    Command(("backup", "list"), N_("List backups."), _list_arguments, _list),
    Command(("backup", "verify"), N_("Check everything in a backup anew."), _verify_arguments, _verify),
    Command(
        ("backup", "passphrase"),
        N_("Encrypt the backups of a book under a passphrase."),
        _passphrase_arguments,
        _passphrase,
    ),
    Command(
        ("salvage",),
        N_("Save what can still be read of a damaged book as CSV; the book stays as it is."),
        _salvage_arguments,
        _salvage,
    ),
    Command(
        ("restore", "compare"),
        N_("Say what a book has that a backup has not, and the other way round."),
        _compare_arguments,
        _compare,
    ),
    Command(
        ("restore", "book"),
        N_("Put the book of a backup in the place of a book, which is kept beside it."),
        _restore_arguments,
        _restore,
    ),
    Command(
        ("restore", "before"),
        N_("Put the state before an upgrade in the place of a book, for the older program."),
        _before_arguments,
        _before,
    ),
)
