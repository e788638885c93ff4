"""Commands on deductions from pay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, day_of, desk, month, takes_book, takes_day, takes_json
from welfare_desk.cli.shares import takes_till, till_of
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.coop.payroll import PayrollDifference


def _make_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("employer", metavar="EMPLOYER", help=_("the unit of its members in the register"))
    parser.add_argument("month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01"))
    takes_json(parser)


def _make(args: Namespace) -> None:
    from welfare_desk.services.payroll import make_payroll_sheet

    with desk(args) as sat:
        number = make_payroll_sheet(sat, args.employer, month(args.month))
    said = _("Sheet {number} is kept. Write it with: report payroll-sheet --with number={number}")
    answer(args, said.format(number=number), {"sheet": number})


def _read_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("sheet", type=int, metavar="SHEET", help=_("the number of the sheet"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the workbook that came back"))


def _check_arguments(parser: ArgumentParser) -> None:
    _read_arguments(parser)
    takes_json(parser)


def _read(args: Namespace) -> None:
    from welfare_desk.exchange.payroll import read_deducted
    from welfare_desk.services.payroll import compare_payroll, member_numbers

    with desk(args, writes=False) as sat:
        deducted = read_deducted(args.file, sat.ask(member_numbers))
        found = sat.ask(lambda tx: compare_payroll(tx, args.sheet, deducted))
    said = [_difference(each) for each in found] or [_("What was kept back is what is due.")]
    answer(args, "\n".join(said), {"differences": [_facts(each) for each in found]})


def _post_arguments(parser: ArgumentParser) -> None:
    _read_arguments(parser)
    takes_till(parser)


def _post(args: Namespace) -> None:
    from welfare_desk.exchange.payroll import read_deducted
    from welfare_desk.services.payroll import member_numbers, post_payroll

    with desk(args) as sat:
        deducted = read_deducted(args.file, sat.ask(member_numbers))
        posted = post_payroll(sat, args.sheet, deducted, day_of(args, sat), till_of(args, sat))
    text = ngettext("{count} receipt, {total} baht: {first}.", "{count} receipts, {total} baht: {first} to {last}.",
                    posted.count)  # fmt: skip
    said = text.format(count=posted.count, total=posted.total.text(), first=posted.first, last=posted.last)
    facts = {
        "count": posted.count,
        "satang": posted.total.satang,
        "first": posted.first,
        "last": posted.last,
        "differences": [_facts(each) for each in posted.differences],
    }
    answer(args, "\n".join([said, *(_difference(each) for each in posted.differences)]), facts)


def _difference(each: PayrollDifference) -> str:
    from welfare_desk.coop.payroll import DIFFERENCE_NAMES

    text = _("{member} {name}: {words} (due {due}, kept back {deducted})")
    return text.format(
        member=each.member, name=each.name, words=_(DIFFERENCE_NAMES[each.kind]), due=each.due.text(),
        deducted=each.deducted.text(),
    )  # fmt: skip


def _facts(each: PayrollDifference) -> dict[str, object]:
    return {
        "member": each.member,
        "kind": each.kind.value,
        "due_satang": each.due.satang,
        "deducted_satang": each.deducted.satang,
    }


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("order", nargs=3, choices=("loan", "share", "savings"), help=_("what is paid first"))
    parser.add_argument(
        "--refuse-more", action="store_true", help=_("what is above the dues is refused, not put into savings")
    )
    takes_day(parser)
    takes_json(parser)


def _rules(args: Namespace) -> None:
    from welfare_desk.coop.payroll import DueKind
    from welfare_desk.services.payroll import set_payroll_rules

    with desk(args) as sat:
        order = tuple(DueKind(word) for word in args.order)
        set_payroll_rules(sat, order, day_of(args, sat), takes_more=not args.refuse_more)
    answer(args, _("The rules are kept."), {"order": args.order})


COMMANDS = (
    Command(("payroll", "make"), N_("Gather what an employer is to deduct for a month."), _make_arguments, _make),
    Command(("payroll", "read"), N_("Hold what was kept back against the sheet."), _check_arguments, _read),
    Command(("payroll", "post"), N_("Post what was kept back, a receipt a member."), _post_arguments, _post),
    Command(("payroll", "rules"), N_("Say in which order deductions pay what is due."), _rules_arguments, _rules),
)
