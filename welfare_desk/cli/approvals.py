"""Commands on what needs a second person: the rules, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, amount, answer, desk, takes_book, takes_json
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import BY_AMOUNT, ApprovalKind, ApprovalRules
from welfare_desk.money import Money

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.storage.approvals import Pending


def _takes_reference(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("reference", metavar="P-0001", help=_("what waits, as “pending list” gives it"))
    takes_json(parser)


def _book(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.services.approvals import list_waiting

    with desk(args, writes=False) as sat:
        found = sat.ask(list_waiting)
    said = "\n".join(_line(each) for each in found) or _("Nothing waits for a second person.")
    answer(args, said, {"pending": [_facts(each) for each in found]})


def _line(each: Pending) -> str:
    memo = each.work.entries[0].memo if each.work.entries else ""
    return f"{each.reference}  {each.kind.value}  {each.amount.text()}  {memo}".rstrip()


def _facts(each: Pending) -> dict[str, object]:
    lines = [
        {"account": line.account, "fund": line.fund, "satang": line.amount.satang, "member": line.member}
        for entry in each.work.entries
        for line in entry.postings
    ]
    kept = {"kind": each.kind.value, "satang": each.amount.satang, "made_by": each.made_by, "made_at": each.made_at}
    return {"reference": each.reference, **kept, "status": each.status.value, "lines": lines}


def _approve(args: Namespace) -> None:
    from welfare_desk.services.approvals import approve, pending_id

    with desk(args) as sat:
        vouchers = approve(sat, pending_id(args.reference))
    said = _("Approved; posted as {vouchers}.").format(vouchers=", ".join(vouchers)) if vouchers else _("Approved.")
    answer(args, said, {"vouchers": list(vouchers)})


def _reject_arguments(parser: ArgumentParser) -> None:
    _takes_reference(parser)
    parser.add_argument("--reason", required=True, help=_("why it is sent back"))


def _reject(args: Namespace) -> None:
    from welfare_desk.services.approvals import pending_id, reject

    with desk(args) as sat:
        reject(sat, pending_id(args.reference), args.reason)
    answer(args, _("Sent back to its maker."), {"reference": args.reference})


def _withdraw(args: Namespace) -> None:
    from welfare_desk.services.approvals import pending_id, withdraw

    with desk(args) as sat:
        withdraw(sat, pending_id(args.reference))
    answer(args, _("Taken back."), {"reference": args.reference})


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    for kind in BY_AMOUNT:
        text = _("above this amount in baht a second person is needed for: {kind}").format(kind=kind.value)
        parser.add_argument(f"--{kind.value}", metavar="BAHT", help=text)
    parser.add_argument("--reopening", action="store_true", help=_("reopening a month needs a second person"))
    parser.add_argument("--off", action="store_true", help=_("nothing needs a second person"))
    takes_json(parser)


def _rules(args: Namespace) -> None:
    from welfare_desk.services.approvals import approval_rules, set_approval_rules

    given = {kind: amount(text) for kind in BY_AMOUNT if (text := getattr(args, kind.value)) is not None}
    if args.reopening:
        given[ApprovalKind.REOPENING] = Money(0)
    with desk(args, writes=bool(given or args.off)) as sat:
        if given or args.off:
            set_approval_rules(sat, ApprovalRules(given))
        kept = sat.ask(approval_rules).limits
    said = "\n".join(f"{kind.value}: {limit.text()}" for kind, limit in kept.items())
    facts = {kind.value: limit.satang for kind, limit in kept.items()}
    answer(args, said or _("Nothing needs a second person."), facts)


COMMANDS = (
    Command(("pending", "list"), N_("List what waits for a second person."), _book, _list),
    Command(("pending", "approve"), N_("Approve it: it is posted now."), _takes_reference, _approve),
    Command(("pending", "reject"), N_("Send it back to its maker."), _reject_arguments, _reject),
    Command(("pending", "withdraw"), N_("Take back what one sent oneself."), _takes_reference, _withdraw),
    Command(("pending", "rules"), N_("Say what needs a second person; alone: show it."), _rules_arguments, _rules),
)
