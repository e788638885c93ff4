"""Commands on updates of the program itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, takes_json
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the update, as its makers signed it"))
    takes_json(parser)


def _check(args: Namespace) -> None:
    from welfare_desk.exchange.updates import read_update, update_key

    found = read_update(args.file, update_key())
    head = _("Version {version} of {day}, signed by the makers of this program.")
    said = [head.format(version=found.version, day=long_day(found.released)), found.changes]
    facts = {"version": found.version, "released": found.released.isoformat(), "book": found.book}
    answer(args, "\n".join(said), {**facts, "file": found.file.name, "changes": found.changes})


def _unpack_arguments(parser: ArgumentParser) -> None:
    _check_arguments(parser)
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", type=Path, required=True, help=_("the folder to write into")
    )


def _unpack(args: Namespace) -> None:
    from welfare_desk.exchange.updates import read_update, unpack_update, update_key

    path = unpack_update(read_update(args.file, update_key()), args.output)
    answer(args, str(path), {"path": str(path)})


COMMANDS = (
    Command(("update", "check"), N_("Prove an update, and say what changed in it."), _check_arguments, _check),
    Command(("update", "unpack"), N_("Prove an update, and unpack what installs it."), _unpack_arguments, _unpack),
)
