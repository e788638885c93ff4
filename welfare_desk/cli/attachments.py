"""Commands on attached files: attach, list, save, erase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, takes_book, takes_json, takes_output, write_out
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _takes_subject(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "kind", choices=("member", "voucher", "claim", "regulation", "meeting"), help=_("what it is attached to")
    )
    number = _("the number of the member, voucher, claim or regulation")
    parser.add_argument("number", metavar="NUMBER", help=number)
    takes_json(parser)


def _add_arguments(parser: ArgumentParser) -> None:
    _takes_subject(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a photo, scan or document of at most 20 MB"))
    parser.add_argument(
        "--photo", action="store_true", help=_("keep it as the member's photo, in place of an earlier one")
    )
    parser.add_argument("--original", action="store_true", help=_("keep a picture as it is, not made smaller"))


def _add(args: Namespace) -> None:
    from welfare_desk.exchange.attachments import read_attachment, read_photo
    from welfare_desk.services.attachments import Subject, attach, set_photo

    if args.photo and args.kind != "member":
        raise RuleError(problem("attachment.photo", N_("Only a member has a photo."), "photo"))
    is_photo = args.photo
    read = read_photo(args.file, args.number) if is_photo else read_attachment(args.file, as_it_is=args.original)
    with desk(args) as sat:
        digest = set_photo(sat, args.number, read) if is_photo else attach(sat, Subject(args.kind), args.number, read)
    said = _("Attached {file} ({size} bytes) as {hash}.").format(file=read.name, size=len(read.content), hash=digest)
    answer(args, said, {"hash": digest, "name": read.name, "bytes": len(read.content)})


def _list(args: Namespace) -> None:
    from welfare_desk.services.attachments import Subject, attached

    with desk(args, writes=False) as sat:
        kept = sat.ask(lambda tx: attached(tx, Subject(args.kind), args.number))
    erased = _("erased")
    said = [f"{each.hash}  {erased if each.size is None else each.size}  {each.name}" for each in kept]
    facts = [{"hash": each.hash, "name": each.name, "type": each.media_type, "bytes": each.size} for each in kept]
    answer(args, "\n".join(said) or _("Nothing is attached."), {"files": facts})


def _save_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("hash", metavar="HASH", help=_("the file's SHA-256, as `attach list` shows it"))
    takes_output(parser, required=True)


def _save(args: Namespace) -> None:
    from welfare_desk.services.attachments import attachment_content

    with desk(args, writes=False) as sat:
        sees = sat.person().sees
        write_out(args, sat.ask(lambda tx: attachment_content(tx, args.hash, sees)))


def _erase_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("hash", metavar="HASH", help=_("the file's SHA-256, as `attach list` shows it"))
    parser.add_argument("--reason", required=True, help=_("why it is erased"))
    takes_json(parser)


def _erase(args: Namespace) -> None:
    from welfare_desk.services.attachments import erase_attachment

    with desk(args) as sat:
        erase_attachment(sat, args.hash, args.reason)
    answer(args, _("Erased the file; its hash stays."), {"hash": args.hash})


COMMANDS = (
    Command(("attach", "add"), N_("Attach a photo or document."), _add_arguments, _add),
    Command(("attach", "list"), N_("List what is attached."), _takes_subject, _list),
    Command(("attach", "save"), N_("Save an attached file."), _save_arguments, _save),
    Command(("attach", "erase"), N_("Erase an attached file for good."), _erase_arguments, _erase),
)
