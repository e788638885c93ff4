"""Commands on the key that signs closed months: who holds it, under which PIN, and a new one in its place."""

from __future__ import annotations

from getpass import getpass
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, pin, secret, takes_book, takes_json
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _show(args: Namespace) -> None:
    from welfare_desk.ledger.closing import in_fours
    from welfare_desk.reports.signing_key import SHOWN, key_lines, last_signed

    with desk(args, writes=False) as sat:
        lines, signed = sat.ask(key_lines), sat.ask(last_signed)
    if not lines:
        answer(args, _("No month was closed yet; the first close makes the signing key."), {"fingerprint": None})
        return
    now = lines[-1]
    said = [
        _("Signing key {key} (number {number} of this book)").format(key=in_fours(now.fingerprint), number=len(lines)),
        _("Held by: {names}").format(names=", ".join(now.holders) or _("nobody")),
    ]
    if signed:
        text = _("Last signed month: {month}, hash {hash}")
        said.append(text.format(month=f"{signed.month:%Y-%m}", hash=in_fours(signed.hash[:SHOWN])))
    facts = {
        "fingerprint": now.fingerprint,
        "keys": len(lines),
        "holders": list(now.holders),
        "month": f"{signed.month:%Y-%m}" if signed else None,
        "hash": signed.hash if signed else None,
    }
    answer(args, "\n".join(said), facts)


def _hand_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "--to", type=int, required=True, metavar="NUMBER", help=_("the person's number, as “user list” gives it")
    )
    takes_json(parser)


def _hand(args: Namespace) -> None:
    from welfare_desk.services.signing_keys import hand_key

    with desk(args) as sat:
        hand_key(sat, pin(args), args.to, _new_pin(args, _("New PIN, typed by whoever gets the key: ")))
    answer(args, _("The signing key is handed to number {number}.").format(number=args.to), {"number": args.to})


def _new_pin(args: Namespace, prompt: str) -> str:
    """Ask for a PIN that is to be kept, on the terminal twice."""
    given = secret(args, "new_pin", prompt)
    if args.secrets is None and getpass(_("The same again: ")) != given:
        raise RuleError(problem("pin.twice", N_("The two PINs are not the same."), "new_pin"))
    return given


def _pin(args: Namespace) -> None:
    from welfare_desk.services.signing_keys import change_closing_pin

    with desk(args) as sat:
        change_closing_pin(sat, pin(args), _new_pin(args, _("New PIN: ")))
    answer(args, _("The PIN is set."), {"pin": True})


def _take_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("the person's number, as “user list” gives it"))
    takes_json(parser)


def _take(args: Namespace) -> None:
    from welfare_desk.services.signing_keys import take_key

    with desk(args) as sat:
        take_key(sat, args.number)
    said = _("Number {number} holds the signing key no longer. A copy of the file may still hold it: renew the key.")
    answer(args, said.format(number=args.number), {"number": args.number})


def _reason_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--reason", required=True, help=_("why; it stays in the trail and on the paper of the key"))
    takes_json(parser)


def _renew_arguments(parser: ArgumentParser) -> None:
    _reason_arguments(parser)
    parser.add_argument("--new-pin", action="store_true", help=_("keep the new key under another PIN"))


def _renew(args: Namespace) -> None:
    from welfare_desk.services.signing_keys import renew_key

    with desk(args) as sat:
        old = pin(args)
        new = _new_pin(args, _("New PIN: ")) if args.new_pin else ""
        _tell_new(args, renew_key(sat, old, args.reason, new))


def _lost(args: Namespace) -> None:
    from welfare_desk.services.signing_keys import replace_lost_key

    with desk(args) as sat:
        _tell_new(args, replace_lost_key(sat, args.reason, _new_pin(args, _("New PIN: "))))


def _tell_new(args: Namespace, fingerprint: str) -> None:
    from welfare_desk.ledger.closing import in_fours

    said = _("The new signing key is {key}. Only you hold it: hand it to the others, and print its paper anew.")
    answer(args, said.format(key=in_fours(fingerprint)), {"fingerprint": fingerprint})


COMMANDS = (
    Command(("key", "show"), N_("Show the signing key and who holds it."), _arguments, _show),
    Command(("key", "hand"), N_("Hand the signing key to somebody, under an own PIN."), _hand_arguments, _hand),
    Command(("key", "pin"), N_("Change one's own PIN of the signing key."), _arguments, _pin),
    Command(("key", "take"), N_("Take the signing key away from somebody."), _take_arguments, _take),
    Command(("key", "renew"), N_("Make a new signing key, signed by the old one."), _renew_arguments, _renew),
    Command(("key", "lost"), N_("Replace a signing key that nobody can use any more."), _reason_arguments, _lost),
)
