"""Commands on benefits: bring a claim from the request to the payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    day_of,
    desk,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
)
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.welfare.benefits import Decision


def _new_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("type", metavar="TYPE", help=_("the benefit's code, such as SICK"))
    parser.add_argument("--member", metavar="NUMBER", help=_("the member's number"))
    parser.add_argument("--event", required=True, metavar="DAY", help=_("the day of the event"))
    parser.add_argument("--claimed", metavar="DAY", help=_("the day of the request; default: today"))
    parser.add_argument("--quantity", type=int, default=1, help=_("how many nights, children …"))
    parser.add_argument("--subject", default="", help=_("the child, house or event it is about"))
    parser.add_argument("--relation", default="", help=_("whose event it is, seen from the member"))
    parser.add_argument("--asked", metavar="BAHT", help=_("less than the regulation gives"))
    parser.add_argument("--details", default="", help=_("hospital, school …"))
    parser.add_argument("--cause", default="", help=_("of illness or death; kept apart"))
    takes_json(parser)


def _new(args: Namespace) -> None:
    from welfare_desk.services.claims import take_claim
    from welfare_desk.welfare.benefits import Claim

    with desk(args) as sat:
        claimed = day(args.claimed, "claim_day") if args.claimed else sat.today
        asked = amount(args.asked) if args.asked else None
        claim = Claim(
            args.type.upper(), args.member, day(args.event, "event_day"), claimed, sat.today, args.quantity,
            args.subject, args.relation, asked,
        )  # fmt: skip
        kept = take_claim(sat, claim, args.details, args.cause)
    answer(args, _("Taken in as {reference}.").format(reference=kept.reference), {"claim": kept.id})


def _takes_claim(parser: ArgumentParser, *, many: bool = False) -> None:
    takes_book(parser)
    number = _("the claim's number")
    parser.add_argument(
        "claims" if many else "claim", type=int, nargs="+" if many else None, metavar="CLAIM", help=number
    )


def _decide_arguments(parser: ArgumentParser) -> None:
    _takes_claim(parser)
    takes_json(parser)


def _decide(args: Namespace) -> None:
    from welfare_desk.services.claims import decide_claim

    with desk(args) as sat:
        decision = decide_claim(sat, args.claim)
    answer(args, _said(decision), _facts(decision))


def _said(decision: Decision) -> str:
    head = _("{amount} baht by the regulation.").format(amount=decision.amount.text())
    return "\n".join([head, *(f"  {each.sentence()}" for each in decision.reasons)])


def _facts(decision: Decision) -> dict[str, object]:
    reasons = [{"code": each.code, "effect": each.effect.value, "says": each.sentence()} for each in decision.reasons]
    return {"right": decision.right.satang, "amount": decision.amount.satang, "reasons": reasons}


def _approve_arguments(parser: ArgumentParser) -> None:
    _takes_claim(parser, many=True)
    parser.add_argument("--resolution", required=True, help=_("number and day of the resolution"))
    parser.add_argument("--amount", metavar="BAHT", help=_("another amount, of one claim"))
    parser.add_argument("--beyond", action="store_true", help=_("the resolution goes beyond the regulation"))
    takes_day(parser)
    takes_json(parser)


def _approve(args: Namespace) -> None:
    from welfare_desk.services.claims import approve_claims

    gives = amount(args.amount) if args.amount else None
    with desk(args) as sat:
        posted = approve_claims(
            sat, args.claims, args.resolution, gives, by_resolution=args.beyond, day=day_of(args, sat)
        )
    tell_posted(args, posted)


def _close_arguments(parser: ArgumentParser) -> None:
    _takes_claim(parser)
    parser.add_argument("--reason", required=True, help=_("why"))
    takes_json(parser)


def _reject(args: Namespace) -> None:
    from welfare_desk.services.claims import reject_claim

    with desk(args) as sat:
        reject_claim(sat, args.claim, args.reason)
    answer(args, _("The claim is rejected."), {"claim": args.claim})


def _withdraw(args: Namespace) -> None:
    from welfare_desk.services.claims import withdraw_claim

    with desk(args) as sat:
        withdraw_claim(sat, args.claim, args.reason)
    answer(args, _("The claim is taken back."), {"claim": args.claim})


def _pay_arguments(parser: ArgumentParser) -> None:
    _takes_claim(parser, many=True)
    parser.add_argument("--account", default="1101", help=_("cash or bank account that pays"))
    payee = _("who receives all of it; default: each member, or each beneficiary, by an own voucher")
    parser.add_argument("--payee", default="", help=payee)
    parser.add_argument("--payer", default="", help=_("who hands the money over"))
    parser.add_argument("--witness", default="", help=_("who sees it handed over"))
    parser.add_argument("--note", default="", help=_("such as the guardian of a child"))
    takes_day(parser)
    takes_json(parser)


def _pay(args: Namespace) -> None:
    from welfare_desk.services.claim_payments import pay_claims
    from welfare_desk.welfare.claim_payments import Slip

    slip = Slip(args.payee, args.payer, args.witness, args.note)
    with desk(args) as sat:
        posted = pay_claims(sat, args.claims, day_of(args, sat), args.account, slip)
    vouchers = [each.voucher for each in posted]
    answer(args, _("Paid by {vouchers}.").format(vouchers=", ".join(vouchers)), {"vouchers": vouchers})


COMMANDS = (
    Command(("claim", "new"), N_("Take a claim in."), _new_arguments, _new),
    Command(("claim", "decide"), N_("Decide a claim under the regulation."), _decide_arguments, _decide),
    Command(("claim", "approve"), N_("Approve claims by a resolution."), _approve_arguments, _approve),
    Command(("claim", "reject"), N_("Reject a claim."), _close_arguments, _reject),
    Command(("claim", "withdraw"), N_("Take a claim back before it is approved."), _close_arguments, _withdraw),
    Command(("claim", "pay"), N_("Pay approved claims."), _pay_arguments, _pay),
)
