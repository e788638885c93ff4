"""Commands on the surplus of a year: planned, resolved, paid, credited; and the grades of credit strength."""

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
    takes_output,
    tell_posted,
    write_out,
    year,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.coop.dividends import ShareOf
    from welfare_desk.coop.statutory import Meeting
    from welfare_desk.coop.surplus import SurplusAsk
    from welfare_desk.money import Money

_PERCENT = 100  # millionths in a hundredth of a per cent
_AMOUNTS = ("bonus", "equalisation", "education", "public-benefit", "welfare", "from-equalisation")


def rate(text: str) -> int:
    """Read per cents with two decimals at most as millionths."""
    try:
        return amount(text.replace("%", "")).satang * _PERCENT
    except RuleError:
        unread = N_("“{text}” is no rate in per cent, with two decimals at most.")
        raise RuleError(problem("surplus.rate_unread", unread, "rate", text=text)) from None


def _year_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("year", metavar="YEAR", help=_("the fiscal year: 2026 or BE2569"))
    parser.add_argument("--resolution", default="", help=_("the resolution of the general meeting"))
    parser.add_argument("--day", metavar="DAY", help=_("the day of the general meeting"))


def _ask_arguments(parser: ArgumentParser) -> None:
    _year_arguments(parser)
    dividend = _("per cent a year on shares, or an amount in baht with a B: 5.5 or 13200B")
    parser.add_argument("--dividend", default="0", metavar="RATE", help=dividend)
    refund = _("per cent of the interest that members paid, or an amount in baht with a B")
    parser.add_argument("--patronage", default="0", metavar="RATE", help=refund)
    for name in _AMOUNTS:
        parser.add_argument(f"--{name}", default="0", metavar="BAHT", help=_("an amount in baht"))
    other = _("what another fund gets; may be said several times")
    parser.add_argument("--other", action="append", default=[], metavar="ACCOUNT=BAHT", help=other)


def _plan_arguments(parser: ArgumentParser) -> None:
    _ask_arguments(parser)
    takes_json(parser)
    takes_output(parser)
    parser.set_defaults(form=None)


def _resolve_arguments(parser: ArgumentParser) -> None:
    _ask_arguments(parser)
    takes_json(parser)


def _ask(args: Namespace) -> SurplusAsk:
    from welfare_desk.coop.surplus import SurplusAsk

    others = dict(_other(each) for each in args.other)
    parts = {name: args.__dict__[name] for name in ("dividend", "patronage")}
    rates = {f"{name}_rate": 0 if text.upper().endswith("B") else rate(text) for name, text in parts.items()}
    sums = {name: amount(text[:-1]) if text.upper().endswith("B") else None for name, text in parts.items()}
    funds = {name.replace("-", "_"): amount(args.__dict__[name.replace("-", "_")]) for name in _AMOUNTS}
    return SurplusAsk(
        dividend_rate=rates["dividend_rate"],
        dividend=sums["dividend"],
        patronage_rate=rates["patronage_rate"],
        patronage=sums["patronage"],
        others=others,
        **funds,
    )


def _other(text: str) -> tuple[str, Money]:
    account, equals, baht = text.partition("=")
    if not equals:
        raise RuleError(problem("surplus.other", N_("Write --other ACCOUNT=BAHT."), "other"))
    return account, amount(baht)


def _meeting(args: Namespace) -> Meeting:
    from welfare_desk.coop.statutory import Meeting

    return Meeting(day(args.day, "day") if args.day else None, args.resolution)


def _plan(args: Namespace) -> None:
    from welfare_desk.cli.reports import drawn, form_of
    from welfare_desk.services.surplus import plan_surplus, planned_report

    with desk(args, writes=False) as sat:
        planned = sat.ask(lambda tx: plan_surplus(tx, year(args.year), _ask(args), _meeting(args)))
        report = sat.ask(lambda tx: planned_report(tx, planned, _meeting(args), sat.today))
    if args.json:
        lines = [{"code": each.code, "amount": each.amount.plain()} for each in planned.sheet.lines]
        checks = [{"code": each.code, "holds": each.holds, "says": each.words.sentence()} for each in planned.checks]
        problems = [each.sentence() for each in planned.problems]
        answer(args, "", {"lines": lines, "checks": checks, "problems": problems})
        return
    write_out(args, drawn(report, form_of(args)))


def _resolve(args: Namespace) -> None:
    from welfare_desk.services.surplus import resolve_surplus

    with desk(args) as sat:
        posted = resolve_surplus(sat, year(args.year), _ask(args), _meeting(args))
    tell_posted(args, posted)


def _loss_arguments(parser: ArgumentParser) -> None:
    _year_arguments(parser)
    takes_json(parser)


def _loss(args: Namespace) -> None:
    from welfare_desk.services.surplus import carry_loss

    with desk(args) as sat:
        posted = carry_loss(sat, year(args.year), _meeting(args))
    tell_posted(args, posted)


def _members_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("kind", choices=("dividend", "patronage"), help=_("what is paid"))
    members = _("only this member; may be said several times")
    parser.add_argument("--member", action="append", default=[], metavar="NUMBER", help=members)
    takes_day(parser)
    takes_json(parser)


def _pay_arguments(parser: ArgumentParser) -> None:
    _members_arguments(parser)
    parser.add_argument("--account", required=True, help=_("the cash or bank account"))


def _kind(args: Namespace) -> ShareOf:
    from welfare_desk.coop.dividends import ShareOf

    return ShareOf(args.kind)


def _pay(args: Namespace) -> None:
    from welfare_desk.services.surplus import pay_surplus

    with desk(args) as sat:
        posted = pay_surplus(sat, _kind(args), day_of(args, sat), args.account, args.member)
    tell_posted(args, posted)


def _credit(args: Namespace) -> None:
    from welfare_desk.services.surplus import credit_surplus

    with desk(args) as sat:
        credited = credit_surplus(sat, _kind(args), day_of(args, sat), args.member)
    said = [_("Posted as {voucher}.").format(voucher=credited.posted.voucher)]
    if credited.without:
        text = _("Without a savings account: {members}.")
        said.append(text.format(members=", ".join(credited.without)))
    answer(args, "\n".join(said), {"voucher": credited.posted.voucher, "without": list(credited.without)})


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    names = _("rates in per cent (none: no limit), league_most in baht, missed_most and meeting_days as numbers")
    parser.add_argument("set", nargs="+", metavar="NAME=VALUE", help=names)
    takes_day(parser)
    takes_json(parser)


def _rules(args: Namespace) -> None:
    from welfare_desk.services.surplus import set_surplus_rules

    given = dict(_setting(each) for each in args.set)
    with desk(args) as sat:
        rules = set_surplus_rules(sat, given, day_of(args, sat))
    text = _("Set so far: {names}; all else is the program's default.")
    answer(args, text.format(names=", ".join(rules.chosen)), {"set": list(rules.chosen)})


def _setting(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    rates = ("reserve_rate", "league_rate", "dividend_most", "bonus_most", "equalisation_most", "public_most")
    if equals and name in rates:
        return name, None if value == "none" else rate(value)
    if equals and name == "league_most":
        return name, amount(value).satang
    if equals and name in {"missed_most", "meeting_days"} and value.isdecimal():
        return name, int(value)
    if equals and name == "clear_loss_first" and value in {"yes", "no"}:
        return name, value == "yes"
    raise RuleError(problem("surplus.setting", N_("“{text}” is no limit that can be set."), "set", text=text))


def _strength_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("grade", choices=("A", "B", "C"), help=_("the grade that was given"))
    parser.add_argument("--by", required=True, help=_("who gave it"))
    parser.add_argument("--words", default="", help=_("what was said"))
    takes_day(parser)
    takes_json(parser)


def _strength(args: Namespace) -> None:
    from welfare_desk.coop.strength import CreditStrength, Grade
    from welfare_desk.services.credit_strength import keep_strength

    with desk(args) as sat:
        keep_strength(sat, CreditStrength(day_of(args, sat), Grade(args.grade), args.by, args.words))
    answer(args, _("The grade {grade} is kept.").format(grade=args.grade), {"grade": args.grade})


def _type_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.coop.ratios import CoopType

    takes_book(parser)
    parser.add_argument("type", choices=[each.value for each in CoopType], help=_("the type of cooperative"))
    takes_json(parser)


def _type(args: Namespace) -> None:
    from welfare_desk.coop.ratios import COOP_TYPE_NAMES, CoopType
    from welfare_desk.services.credit_strength import set_coop_type

    chosen = CoopType(args.type)
    with desk(args) as sat:
        set_coop_type(sat, chosen)
    answer(args, _("Type of cooperative: {type}.").format(type=_(COOP_TYPE_NAMES[chosen])), {"type": args.type})


def _unpaid_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.set_defaults(output=None)


def _unpaid(args: Namespace) -> None:
    from welfare_desk.reports.catalogue import make_report
    from welfare_desk.reports.draw.text import as_text

    with desk(args, writes=False) as sat:
        report = sat.ask(lambda tx: make_report(tx, "surplus-unpaid", {}, sat.today))
    write_out(args, as_text(report))


COMMANDS = (
    Command(
        ("surplus", "plan"), N_("Work out how a surplus would be shared; nothing is kept."), _plan_arguments, _plan
    ),
    Command(("surplus", "resolve"), N_("Post the sharing that the meeting resolved."), _resolve_arguments, _resolve),
    Command(("surplus", "carry-loss"), N_("Carry the loss of a year on."), _loss_arguments, _loss),
    Command(("surplus", "pay"), N_("Pay dividends or refunds from cash or a bank."), _pay_arguments, _pay),
    Command(("surplus", "credit"), N_("Put dividends or refunds into savings accounts."), _members_arguments, _credit),
    Command(("surplus", "unpaid"), N_("List who has still to get something."), _unpaid_arguments, _unpaid),
    Command(("surplus", "rules"), N_("Set the limits by which a surplus is shared."), _rules_arguments, _rules),
    Command(
        ("strength", "keep"), N_("Keep a grade of credit strength as it was given."), _strength_arguments, _strength
    ),
    Command(("strength", "type"), N_("Say which type of cooperative this is."), _type_arguments, _type),
)
