"""Commands on layouts of statements, and on the notes to the statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, takes_book, takes_json, takes_output, write_out
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _takes_name(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("name", metavar="NAME", help=_("the layout's name; `layout list BOOK` lists them"))


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.reports import layouts

    with desk(args, writes=False) as sat:
        kept = sat.ask(layouts.every)
        titles = dict(sat.ask(layouts.titles))
    rows = [{"name": each.name, "title": titles.get(each.name, ""), "own": each.is_own} for each in kept]
    own = _("the fund's own")
    said = [f"{each.name:22} {titles.get(each.name, '')}{f' ({own})' if each.is_own else ''}" for each in kept]
    answer(args, "\n".join(said), {"layouts": rows})


def _show_arguments(parser: ArgumentParser) -> None:
    _takes_name(parser)
    takes_output(parser)


def _show(args: Namespace) -> None:
    from welfare_desk.reports import layouts

    with desk(args, writes=False) as sat:
        kept = sat.ask(lambda tx: layouts.get(tx, args.name))
    write_out(args, kept.text)


def _file_arguments(parser: ArgumentParser) -> None:
    from pathlib import Path

    takes_book(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a layout, as `layout show` writes it"))
    takes_json(parser)


def _write(args: Namespace) -> None:
    from welfare_desk.services.layouts import keep_layout

    with desk(args) as sat:
        name = keep_layout(sat, args.file.read_text(encoding="utf-8"))
    answer(args, _("The layout {name} is kept.").format(name=name), {"layout": name})


def _check(args: Namespace) -> None:
    from welfare_desk.errors import RuleError
    from welfare_desk.services.layouts import check_layout

    with desk(args, writes=False) as sat:
        found = sat.ask(lambda tx: check_layout(tx, args.file.read_text(encoding="utf-8")))
    if found:
        raise RuleError(*found)
    answer(args, _("Nothing is wrong with this layout."), {"problems": []})


def _remove_arguments(parser: ArgumentParser) -> None:
    _takes_name(parser)
    takes_json(parser)


def _remove(args: Namespace) -> None:
    from welfare_desk.services.layouts import remove_layout

    with desk(args) as sat:
        remove_layout(sat, args.name)
    answer(args, _("The layout {name} is thrown away.").format(name=args.name), {"layout": args.name})


def _note_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.reports.note_words import CODES

    takes_book(parser)
    parser.add_argument("year", type=int, metavar="YEAR", help=_("the fiscal year, by the Buddhist year it ends in"))
    parser.add_argument("code", choices=CODES, help=_("which note"))
    parser.add_argument("--th", default="", help=_("its words in Thai; without words the default stands again"))
    parser.add_argument("--en", default="", help=_("its words in English"))
    takes_json(parser)


def _note(args: Namespace) -> None:
    from welfare_desk.dates import BE_OFFSET
    from welfare_desk.services.note_texts import write_note

    with desk(args) as sat:
        write_note(sat, args.year - BE_OFFSET, args.code, args.th, args.en)
    answer(args, _("The note is kept."), {"year": args.year, "note": args.code})


COMMANDS = (
    Command(("layout", "list"), N_("List the layouts of statements."), _list_arguments, _list),
    Command(("layout", "show"), N_("Write a layout out as a file."), _show_arguments, _show),
    Command(("layout", "write"), N_("Keep a file as the fund's own layout."), _file_arguments, _write),
    Command(("layout", "check"), N_("Say what is wrong with a file that should be a layout."), _file_arguments, _check),
    Command(("layout", "remove"), N_("Throw the fund's own layout away."), _remove_arguments, _remove),
    Command(("note", "write"), N_("Write a note to the statements of a year."), _note_arguments, _note),
)
