"""Commands on the audit pack: made by the fund, held against itself and opened by whoever receives it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, pin, takes_book, takes_json, takes_output, year
from welfare_desk.cli.packs import at_the_desk
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.exchange.audit_pack_checks import AuditPackCheck


def _make_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_output(parser, required=True)
    parser.add_argument("--year", metavar="YEAR", help=_("fiscal year of the statements; default: the last one over"))
    parser.add_argument("--names", action="store_true", help=_("with members' names; usually they are hidden"))
    parser.add_argument("--papers", action="store_true", help=_("with the scans, as they are"))
    parser.add_argument(
        "--workbook", action="store_true", help=_("with a workbook, also of a book that is long for one")
    )
    parser.add_argument("--unsigned", action="store_true", help=_("without a signature, where nobody has the PIN"))
    takes_json(parser)


def _make(args: Namespace) -> None:
    from welfare_desk.exchange.audit_packs import PackWish, write_audit_pack
    from welfare_desk.services.audit_packs import note_audit_pack, pack_signer

    wish = PackWish(year(args.year) if args.year else None, args.names, args.papers, args.workbook or None)
    with at_the_desk(args) as sat:
        signer = None if args.unsigned else pack_signer(sat, pin(args))
        made = write_audit_pack(sat, args.output, wish, signer)
        noted = sat.book.writes
        if noted:
            note_audit_pack(sat, made.hash, made.files, names=args.names)
    said = [
        _("Made {path}: {files} files, {entries} entries, {lines} lines, {size} bytes.").format(
            path=made.path,
            files=made.files,
            entries=f"{made.entries:,}",
            lines=f"{made.lines:,}",
            size=f"{made.size:,}",
        ),
        f"SHA-256 {made.hash}",
    ]
    if signer is None:
        said.append(_("Nobody signed it: it only proves that its files belong together."))
    if not made.is_sound:
        said.append(_("Not every check of its certificate is met: see certificate.pdf in it."))
    if args.names or args.papers:
        said.append(_("It holds names or scans of people: hand it to nobody but the auditor."))
    if not noted:
        said.append(_("The book cannot be written just now: the pack is not noted in its trail."))
    facts = {"path": str(made.path), "sha256": made.hash, "bytes": made.size, "files": made.files}
    counted = {"entries": made.entries, "lines": made.lines, "sound": made.is_sound, "signed": signer is not None}
    answer(args, "\n".join(said), {**facts, **counted, "noted": noted})


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", type=Path, help=_("the audit pack"))
    takes_json(parser)


def _verify(args: Namespace) -> None:
    from welfare_desk.exchange.audit_pack_checks import check_audit_pack

    found = check_audit_pack(args.pack)
    answer(args, "\n".join(_told(found)), _facts(found))
    if not found.ok:
        raise RuleError(problem("wpack.not_ok", N_("The pack is not as it was made.")))


def _told(found: AuditPackCheck) -> list[str]:
    """Say of the bytes, the signature and every changed file what was found."""
    from welfare_desk.exchange.pack_checks import WORDS, FileState
    from welfare_desk.ledger.closing import in_fours

    said = [found.name, f"SHA-256 {found.hash}"]
    said += [f"✗ {_(WORDS[state])}  {name}" for name, state in found.files if state is not FileState.OK]
    if not found.is_whole:
        said.append("✗ " + _("The file does not end with the hash of its own bytes: it was changed or cut."))
    if found.is_signed is None:
        said.append(_("Nobody signed it: it only proves that its files belong together."))
    else:
        fits = _("The signature fits the key {key}. Compare it with the one on the fund's signed papers.")
        differs = "✗ " + _("The signature does not fit.")
        said.append(fits.format(key=in_fours(found.key)) if found.is_signed else differs)
    if found.ok:
        count = len(found.files)
        text = ngettext("{count} file, all as they were made.", "{count} files, all as they were made.", count)
        said.append(text.format(count=count))
    return said


def _facts(found: AuditPackCheck) -> dict[str, object]:
    return {
        "ok": found.ok,
        "sha256": found.hash,
        "book": found.book,
        "as_of": found.as_of.isoformat(),
        "names": found.names,
        "whole": found.is_whole,
        "signed": found.is_signed,
        "key": found.key,
        "files": {name: state.value for name, state in found.files},
    }


def _open_arguments(parser: ArgumentParser) -> None:
    _verify_arguments(parser)
    takes_book(parser)


def _open(args: Namespace) -> None:
    from welfare_desk.exchange.audit_pack_checks import open_audit_pack

    opened = open_audit_pack(args.pack, args.book)
    said = _told(opened.pack)
    wrong = [each for each in opened.found.results if not each.ok]
    for each in wrong:
        said += [f"✗ {each.sentence()}", *(f"    {place}" for place in each.found)]
    said += [f"✗ {each.sentence()}" for each in opened.differences]
    made = _("Made {path}, to be read only: {entries} entries to {voucher}.").format(
        path=opened.path,
        entries=f"{opened.position.heads.entries:,}",
        voucher=opened.position.last_voucher or "-",
    )
    said.append(made)
    if opened.ok:
        said.append(_("Counted anew: every check is met, and all that is enclosed agrees with the book."))
    facts = {
        "path": str(opened.path),
        "ok": opened.ok,
        "checks": {each.id: each.ok for each in opened.found.results},
        "differences": [each.sentence() for each in opened.differences],
    }
    answer(args, "\n".join(said), {**_facts(opened.pack), **facts})
    if not opened.ok:
        raise RuleError(problem("wpack.differs", N_("Not everything in the pack agrees.")))


COMMANDS = (
    Command(("pack", "make"), N_("Make the audit pack of a book."), _make_arguments, _make),
    Command(("pack", "verify"), N_("Tell whether an audit pack is as it was made."), _verify_arguments, _verify),
    Command(("pack", "open"), N_("Make the book of an audit pack again, to be read only."), _open_arguments, _open),
)
