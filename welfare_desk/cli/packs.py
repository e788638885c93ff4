"""Commands on what is handed over: the certification pack, made and checked."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, takes_book, takes_json, takes_output
from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Generator

    from welfare_desk.services.desk import Desk

_FIRST_BE = 2400  # no Gregorian year of a book is so high


def _certify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("book", metavar="BOOK", type=Path, nargs="?", help=_("the book's file"))
    takes_output(parser)
    parser.add_argument("--year", metavar="YEAR", help=_("fiscal year, 2568; default: the last one that is over"))
    parser.add_argument(
        "--attachments", action="store_true", help=_("with the scans of minutes and regulations, as they are")
    )
    parser.add_argument("--check", metavar="PACK", type=Path, help=_("check a pack that was made before"))
    takes_json(parser)


def _certify(args: Namespace) -> None:
    if args.check is not None:
        _check(args)
        return
    if args.book is None:
        text = N_("Say of which book the pack is made, and with -o where it shall lie; or --check PACK.")
        raise RuleError(problem("pack.what", text, "book"))
    if args.output is None:
        _look(args)
        return
    from welfare_desk.exchange.packs import write_pack
    from welfare_desk.services.packs import note_pack

    with at_the_desk(args) as sat:
        pack = write_pack(sat, args.output, _year(args.year), attachments=args.attachments)
        noted = sat.book.writes
        if noted:
            note_pack(sat, pack.year, pack.hash, pack.files)
    said = [
        _("Made {path}: {files} files, {size} bytes.").format(path=pack.path, files=pack.files, size=f"{pack.size:,}"),
        f"SHA-256 {pack.hash}",
    ]
    if not noted:
        said.append(_("The book cannot be written just now: the pack is not noted in its trail."))
    if args.attachments:
        said.append(_("Scans are in it as they are: see that they show nobody's ID number or illness."))
    if pack.missing:
        said.append(_("Missing: {why}").format(why=", ".join(pack.missing)))
    facts = {"path": str(pack.path), "sha256": pack.hash, "bytes": pack.size, "files": pack.files, "year": pack.year}
    answer(args, "\n".join(said), {**facts, "missing": list(pack.missing), "noted": noted})


def _look(args: Namespace) -> None:
    """Say what a pack would hold, and what it lacks."""
    from welfare_desk.reports.draw.text import as_text
    from welfare_desk.services.packs import look_through

    with desk(args, writes=False) as sat:
        contents = look_through(sat, _year(args.year))
    facts = [{"part": row.cells[1], "state": row.cells[2]} for row in contents.rows if row.cells[0]]
    answer(args, as_text(contents), {"whole": contents.holds, "parts": facts})


@contextmanager
def at_the_desk(args: Namespace) -> Generator[Desk]:
    """Sit down to write, so that what is made can be noted; beside an open window only to read."""
    with ExitStack() as stack:
        try:
            sat = stack.enter_context(desk(args))
        except BookError as error:
            if error.problem.code not in {"book.locked", "book.folder", "book.read_only"}:
                raise
            sat = stack.enter_context(desk(args, writes=False))
        yield sat


def _year(text: str | None) -> int | None:
    """Read a fiscal year, Buddhist or Gregorian, as the Gregorian one in which it ends."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        unread = N_("“{text}” is no year; write 2568.")
        raise RuleError(problem("pack.no_year", unread, "year", text=text))
    year = int(text)
    return year - BE_OFFSET if year >= _FIRST_BE else year


def _check(args: Namespace) -> None:
    from welfare_desk.exchange.pack_checks import WORDS, FileState, check_pack
    from welfare_desk.services.packs import noted_packs

    found = check_pack(args.check)
    said = [f"{'✓' if state is FileState.OK else '✗'} {_(WORDS[state])}  {name}" for name, state in found.files]
    facts: dict[str, object] = {
        "ok": found.ok,
        "sha256": found.hash,
        "signed": found.is_signed,
        "files": {name: state.value for name, state in found.files},
    }
    if args.book is not None:
        with desk(args, writes=False) as sat:
            facts["noted"] = found.hash in sat.ask(noted_packs)
        is_noted = _("The trail of the book knows this pack.")
        said.append(is_noted if facts["noted"] else _("The trail of the book does not know this pack as it is now."))
    answer(args, "\n".join([*said, found.sentence()]), facts)
    if not found.ok:
        raise RuleError(problem("pack.changed", N_("The pack is not as it was made.")))


def _open_data_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", type=Path, required=True, help=_("the folder to write into")
    )
    parser.add_argument("--year", metavar="YEAR", help=_("fiscal year, 2568; default: the last one that is over"))
    takes_json(parser)


def _open_data(args: Namespace) -> None:
    from welfare_desk.exchange.open_data import write_open_data

    with desk(args, writes=False) as sat:
        files = write_open_data(sat, args.output, _year(args.year))
    answer(args, "\n".join(str(each) for each in files), {"files": [str(each) for each in files]})


COMMANDS = (
    Command(("certify",), N_("Make the certification pack of a year, or check one."), _certify_arguments, _certify),
    Command(
        ("open-data",),
        N_("Write what everybody may know of the fund, nobody's data."),
        _open_data_arguments,
        _open_data,
    ),
)
