"""Commands on the secrets of a whole book: its passphrase, and the recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    answer,
    book_key,
    desk,
    new_passphrase,
    outside,
    secret,
    takes_book,
    takes_json,
    takes_output,
    write_out,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _set(args: Namespace) -> None:
    if book_key(args) is not None:
        text = N_("The book is encrypted already. Change its passphrase with “passphrase change”.")
        raise RuleError(problem("passphrase.set_already", text, "book"))
    _seal(args)


def _change(args: Namespace) -> None:
    from welfare_desk.services.passphrases import is_encrypted

    if not is_encrypted(args.book):
        text = N_("The book is not encrypted. Set a passphrase with “passphrase set”.")
        raise RuleError(problem("passphrase.none", text, "book"))
    _seal(args)


def _seal(args: Namespace) -> None:
    from welfare_desk.services.passphrases import readable_copies, seal_book
    from welfare_desk.services.restores import allow_restore

    with desk(args, writes=False) as sat:
        actor, old = allow_restore(sat), sat.book.key
    seal_book(args.book, outside(args), new_passphrase(args), old, actor)
    said = [_("The book is encrypted. Without the passphrase, or the recovery sheet, nobody opens it any more.")]
    left = readable_copies(args.book)
    if left:
        said.append(_("These files beside it can still be read without the passphrase:"))
        said += [str(each) for each in left]
    answer(args, "\n".join(said), {"encrypted": True, "readable": [str(each) for each in left]})


def _print_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--pieces", type=int, default=5, help=_("how many pieces are printed; default: 5"))
    parser.add_argument("--needed", type=int, default=3, help=_("how many of them let back in; default: 3"))
    takes_output(parser, required=True)
    takes_json(parser)


def _print(args: Namespace) -> None:
    from welfare_desk.reports.draw.pdf import all_as_pdf
    from welfare_desk.reports.recovery_sheet import lay_out
    from welfare_desk.reports.setup import papers
    from welfare_desk.services.recovery import make_pieces

    with desk(args) as sat:
        name = sat.ask(papers)["name_th"]
        pieces = make_pieces(sat, args.needed, args.pieces)
        paper = all_as_pdf(lay_out(each, name, sat.today) for each in pieces)
    write_out(args, paper)
    said = _("{pieces} pieces in {path}. Print them, hand them out, and erase the file.")
    answer(args, said.format(pieces=len(pieces), path=args.output), {"pieces": len(pieces), "needed": args.needed})


def _use_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--name", default="", help=_("who gets a new password, in a book that asks who is there"))
    takes_json(parser)


def _use(args: Namespace) -> None:
    from welfare_desk.services.passphrases import is_encrypted
    from welfare_desk.services.recovery import Recovery, recover

    pieces = secret(args, "pieces", "").splitlines() if args.secrets else _typed_pieces()
    passphrase = new_passphrase(args) if is_encrypted(args.book) else ""
    password = secret(args, "password", _("New password of {name}: ").format(name=args.name)) if args.name else ""
    recover(args.book, outside(args), pieces, Recovery(passphrase, args.name, password))
    said = _("You are back in. The sheet has been used: print a new one and destroy the old pieces.")
    answer(args, said, {"recovered": True})


def _typed_pieces() -> list[str]:
    """Take pieces as they are typed, one a line, until an empty line."""
    pieces: list[str] = []
    while typed := input(_("Words of a piece (Enter alone: no more): ")):
        pieces.append(typed)
    return pieces


COMMANDS = (
    Command(("passphrase", "set"), N_("Encrypt the file of a book under a passphrase."), _arguments, _set),
    Command(("passphrase", "change"), N_("Give an encrypted book another passphrase."), _arguments, _change),
    Command(
        ("recovery", "print"),
        N_("Print the recovery sheet, cut into pieces for the committee."),
        _print_arguments,
        _print,
    ),
    Command(("recovery", "use"), N_("Get back into a book with pieces of its recovery sheet."), _use_arguments, _use),
)
