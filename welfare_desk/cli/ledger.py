"""Commands on the ledger: post, reverse, money in and out, drafts, months, accounts and policies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    amount,
    answer,
    day,
    day_of,
    desk,
    month,
    pin,
    read_json,
    takes_book,
    takes_day,
    takes_json,
    tell_posted,
    year,
)
from welfare_desk.dates import be_year
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.services.desk import Desk


def _entry_file(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("entry", metavar="ENTRY.json", type=Path, help=_("the entry, as a JSON file"))
    takes_json(parser)


def _read_entry(sat: Desk, path: Path) -> Entry:
    from welfare_desk.exchange.entries import read_entry
    from welfare_desk.services.accounts import open_funds

    return read_entry(read_json(path), [fund.code for fund in sat.ask(open_funds)])


def _post(args: Namespace) -> None:
    from welfare_desk.services.budgets import over_budget
    from welfare_desk.services.entries import post_entry

    with desk(args) as sat:
        entry = _read_entry(sat, args.entry)
        posted = post_entry(sat, entry)
        tell_posted(args, posted, sat.ask(lambda tx: over_budget(tx, entry)))


def _reverse_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the voucher's number"))
    parser.add_argument("--reason", required=True, help=_("why it is undone"))
    parser.add_argument("--day", help=_("the day of the reversal; default: today"))
    takes_json(parser)


def _reverse(args: Namespace) -> None:
    from welfare_desk.services.entries import reverse_entry

    with desk(args) as sat:
        on = day_of(args, sat)
        tell_posted(args, reverse_entry(sat, args.number, on, args.reason))


def _money_arguments(parser: ArgumentParser) -> None:
    _voucher_arguments(parser)
    parser.add_argument("--cash", required=True, metavar="ACCOUNT", help=_("the cash or bank account"))


def _gift_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.ledger.payments import GIFTS_IN_KIND

    _voucher_arguments(parser)
    income = _("the income that the gift is recorded as")
    parser.add_argument("--income", dest="cash", default=GIFTS_IN_KIND, metavar="ACCOUNT", help=income)


def _voucher_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_day(parser)
    parser.add_argument(
        "--line",
        required=True,
        action="append",
        metavar="ACCOUNT[@FUND]=BAHT",
        help=_("what it is for; may be given again"),
    )
    parser.add_argument("--memo", required=True, help=_("what the entry is for"))
    parser.add_argument("--payee", default="", help=_("who paid or was paid"))
    takes_json(parser)


def _money(args: Namespace) -> None:
    from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
    from welfare_desk.services import payments
    from welfare_desk.services.budgets import over_budget
    from welfare_desk.services.entries import get_entry

    lines: list[MoneyLine] = []
    for text in args.line:
        place, _equals, baht = str(text).partition("=")
        account, _at, fund = place.partition("@")
        lines.append(MoneyLine(account, amount(baht), fund or None))
    with desk(args) as sat:
        on = day_of(args, sat)
        moved = MoneyMoved(on, args.cash, tuple(lines), args.memo, args.payee)
        acts = {"in": payments.receive_money, "out": payments.pay_money, "gift": payments.receive_gift}
        posted = acts[args.command.words[-1]](sat, moved)
        tell_posted(args, posted, sat.ask(lambda tx: over_budget(tx, get_entry(tx, posted.voucher))))


def _move_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("amount", metavar="BAHT", help=_("how much"))
    parser.add_argument("--from", dest="source", required=True, metavar="ACCOUNT[@FUND]", help=_("out of"))
    parser.add_argument("--to", dest="target", required=True, metavar="ACCOUNT[@FUND]", help=_("into"))
    takes_day(parser)
    parser.add_argument("--memo", required=True, help=_("what the entry is for"))
    takes_json(parser)


def _move(args: Namespace) -> None:
    from welfare_desk.ledger.funds import Purse
    from welfare_desk.services.payments import move_between_funds, move_cash

    source, _at, giver = str(args.source).partition("@")
    target, _at, taker = str(args.target).partition("@")
    with desk(args) as sat:
        on, moved = day_of(args, sat), amount(args.amount)
        if giver and taker:
            purses = Purse(source, giver), Purse(target, taker)
            tell_posted(args, move_between_funds(sat, on, args.memo, *purses, moved))
        else:
            tell_posted(args, move_cash(sat, on, args.memo, source, target, moved))


def _draft_save(args: Namespace) -> None:
    from welfare_desk.services.drafts import Draft, save_draft

    with desk(args) as sat:
        entry = _read_entry(sat, args.entry)
        reference = Draft(save_draft(sat, entry), entry).reference
    answer(args, _("Kept as {draft}.").format(draft=reference), {"draft": reference})


def _drafts_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _draft_list(args: Namespace) -> None:
    from welfare_desk.dates import numeric_day
    from welfare_desk.services.drafts import list_drafts

    with desk(args, writes=False) as sat:
        kept = sat.ask(list_drafts)
    facts = [{"draft": each.reference, "day": str(each.entry.day), "memo": each.entry.memo} for each in kept]
    said = [f"{each.reference}  {numeric_day(each.entry.day)}  {each.entry.memo}" for each in kept]
    answer(args, "\n".join(said or [_("There is no draft.")]), {"drafts": facts})


def _draft_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("draft", metavar="D-0001", help=_("the draft's reference"))
    takes_json(parser)


def _draft_post(args: Namespace) -> None:
    from welfare_desk.services.drafts import draft_id, post_draft

    with desk(args) as sat:
        tell_posted(args, post_draft(sat, draft_id(args.draft)))


def _draft_discard(args: Namespace) -> None:
    from welfare_desk.services.drafts import discard_draft, draft_id

    with desk(args) as sat:
        discard_draft(sat, draft_id(args.draft))
    answer(args, _("Discarded {draft}.").format(draft=args.draft), {"draft": args.draft})


def _month_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("month", metavar="MONTH", help=_("the month: 2026-01 or BE2569-01"))
    takes_json(parser)


def _month_close(args: Namespace) -> None:
    from welfare_desk.dates import month_and_year
    from welfare_desk.services.periods import close_month

    with desk(args) as sat:
        digest = close_month(sat, month(args.month), pin(args)).hex()
    said = _("Closed {month}. Its statement: {hash}").format(month=month_and_year(month(args.month)), hash=digest)
    answer(args, said, {"month": args.month, "hash": digest})


def _reopen_arguments(parser: ArgumentParser) -> None:
    _month_arguments(parser)
    parser.add_argument("--reason", required=True, help=_("why the month is reopened"))


def _month_reopen(args: Namespace) -> None:
    from welfare_desk.dates import month_and_year
    from welfare_desk.services.periods import reopen_month

    with desk(args) as sat:
        reopen_month(sat, month(args.month), args.reason, pin(args))
    said = _("Reopened {month}.").format(month=month_and_year(month(args.month)))
    answer(args, said, {"month": args.month})


def _year_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("year", metavar="YEAR", help=_("the fiscal year, by the year it ends in: 2026 or BE2569"))
    takes_json(parser)


def _year_close(args: Namespace) -> None:
    from welfare_desk.services.periods import close_year

    named = year(args.year)
    with desk(args) as sat:
        digest = close_year(sat, named, pin(args)).hex()
    said = _("Closed the year {year}. Its statement: {hash}").format(year=be_year(date(named, 1, 1)), hash=digest)
    answer(args, said, {"year": named, "hash": digest})


def _year_reopen_arguments(parser: ArgumentParser) -> None:
    _year_arguments(parser)
    parser.add_argument("--reason", required=True, help=_("why the year is reopened"))


def _year_reopen(args: Namespace) -> None:
    from welfare_desk.services.periods import reopen_year

    named = year(args.year)
    with desk(args) as sat:
        reopen_year(sat, named, args.reason, pin(args))
    answer(args, _("Reopened the year {year}.").format(year=be_year(date(named, 1, 1))), {"year": named})


def _year_lock_arguments(parser: ArgumentParser) -> None:
    _year_arguments(parser)
    parser.add_argument("--day", metavar="DAY", help=_("the day of the annual meeting; default: today"))
    parser.add_argument("--resolution", required=True, help=_("the resolution by which it accepted the year"))


def _year_lock(args: Namespace) -> None:
    from welfare_desk.services.periods import lock_year

    named = year(args.year)
    with desk(args) as sat:
        lock_year(sat, named, day_of(args, sat), args.resolution, pin(args))
    answer(args, _("Locked the year {year} for good.").format(year=be_year(date(named, 1, 1))), {"year": named})


def _year_list(args: Namespace) -> None:
    from welfare_desk.services.periods import list_years

    with desk(args, writes=False) as sat:
        kept = sat.ask(list_years)
    said = [f"{be_year(date(each, 1, 1))}  {status.text()}" for each, status in kept]
    facts = [{"year": each, "status": status.value} for each, status in kept]
    answer(args, "\n".join(said or [_("No year has begun.")]), {"years": facts})


def _account_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the account's code"))
    parser.add_argument("--name", required=True, help=_("its name in Thai"))
    parser.add_argument("--name-en", default="", help=_("its name in English"))
    parser.add_argument("--like", required=True, metavar="CODE", help=_("an account of the same class and place"))
    takes_json(parser)


def _account_add(args: Namespace) -> None:
    from welfare_desk.services.accounts import add_account

    with desk(args) as sat:
        add_account(sat, args.code, args.name, args.name_en, args.like)
    answer(args, _("Added account {account}.").format(account=args.code), {"account": args.code})


def _account_close_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="CODE", help=_("the account's code"))
    takes_json(parser)


def _account_close(args: Namespace) -> None:
    from welfare_desk.services.accounts import deactivate_account

    with desk(args) as sat:
        deactivate_account(sat, args.code)
    answer(args, _("Took account {account} out of use.").format(account=args.code), {"account": args.code})


def _account_open(args: Namespace) -> None:
    from welfare_desk.services.accounts import activate_account

    with desk(args) as sat:
        activate_account(sat, args.code)
    answer(args, _("Account {account} is in use again.").format(account=args.code), {"account": args.code})


def _policy_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("split", metavar="70/20/10", help=_("parts of welfare, reserve and administration"))
    parser.add_argument("--from", dest="first_day", required=True, metavar="DAY", help=_("in force from this day on"))
    takes_json(parser)


def _policy_set(args: Namespace) -> None:
    from welfare_desk.services.accounts import set_policy
    from welfare_desk.services.books import read_split

    with desk(args) as sat:
        notes = set_policy(sat, day(args.first_day, "first_day"), read_split(args.split))
    said = [_("Kept the new split."), *(each.sentence() for each in notes)]
    answer(args, "\n".join(said), {"split": args.split, "notes": said[1:]})


COMMANDS = (
    Command(("post",), N_("Post an entry from a JSON file."), _entry_file, _post),
    Command(("reverse",), N_("Undo a posted entry by its mirror image."), _reverse_arguments, _reverse),
    Command(("money", "in"), N_("Take money in with a receipt voucher."), _money_arguments, _money),
    Command(("money", "out"), N_("Pay money out with a payment voucher."), _money_arguments, _money),
    Command(("money", "gift"), N_("Take things in as a gift, at what they are worth."), _gift_arguments, _money),
    Command(("money", "move"), N_("Move money between accounts or funds."), _move_arguments, _move),
    Command(("draft", "save"), N_("Keep an entry as a draft."), _entry_file, _draft_save),
    Command(("draft", "list"), N_("List the drafts."), _drafts_arguments, _draft_list),
    Command(("draft", "post"), N_("Post a draft."), _draft_arguments, _draft_post),
    Command(("draft", "discard"), N_("Throw a draft away."), _draft_arguments, _draft_discard),
    Command(("month", "close"), N_("Close a month and sign its statement."), _month_arguments, _month_close),
    Command(("month", "reopen"), N_("Open the last closed month again."), _reopen_arguments, _month_reopen),
    Command(("year", "close"), N_("Close a fiscal year: carry its result to the funds."), _year_arguments, _year_close),
    Command(("year", "reopen"), N_("Open the last closed year again."), _year_reopen_arguments, _year_reopen),
    Command(("year", "lock"), N_("Lock a year that the annual meeting accepted."), _year_lock_arguments, _year_lock),
    Command(("year", "list"), N_("List the fiscal years of the book."), _drafts_arguments, _year_list),
    Command(("account", "add"), N_("Add an account to the chart."), _account_arguments, _account_add),
    Command(("account", "close"), N_("Take an account out of use."), _account_close_arguments, _account_close),
    Command(("account", "open"), N_("Take an account into use again."), _account_close_arguments, _account_open),
    Command(("policy", "set"), N_("Split contributions in a new way from a day on."), _policy_arguments, _policy_set),
)
