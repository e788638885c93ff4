"""Commands on matching money: programmes, rounds, and what givers approve, send and want back."""

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
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.welfare.match_rounds import MatchLetter
    from welfare_desk.welfare.matching import MatchTerms


def _programme_arguments(parser: ArgumentParser) -> None:
    from welfare_desk.welfare.matching import Giver, MatchBasis

    takes_book(parser)
    parser.add_argument("code", metavar="PROGRAMME", help=_("a short code of the programme"))
    parser.add_argument("--name", required=True, help=_("its Thai name"))
    parser.add_argument("--name-en", default="", help=_("its English name"))
    parser.add_argument("--giver", required=True, choices=[each.value for each in Giver], help=_("who gives"))
    parser.add_argument("--income", metavar="ACCOUNT", help=_("the income account; default: that of the giver"))
    claimed = _("where an approval waits for its money, or “none”; default: that of the giver")
    parser.add_argument("--receivable", metavar="ACCOUNT", help=claimed)
    parser.add_argument("--rate", metavar="BAHT", help=_("baht given for a baht of the members; default: 1"))
    parser.add_argument("--cap", metavar="BAHT", help=_("the most that counts for a member and year; default: 365"))
    parser.add_argument("--cutoff", metavar="MM-DD", help=_("the cut-off day of a year; default: 09-30"))
    parser.add_argument("--full-years", type=int, metavar="YEARS", help=_("full years of membership; default: 1"))
    parser.add_argument("--paid-up", choices=("yes", "no"), help=_("only who is paid up; default: yes"))
    parser.add_argument("--most-rounds", type=int, metavar="ROUNDS", help=_("rounds for a member; default: 3, 0: any"))
    parser.add_argument("--returns-excess", choices=("yes", "no"), help=_("what is over goes back; default: yes"))
    basis = _("count money that covers the year, or money paid in it; default: cover")
    parser.add_argument("--basis", choices=[each.value for each in MatchBasis], help=basis)
    takes_day(parser)
    takes_json(parser)


def _programme(args: Namespace) -> None:
    from welfare_desk.services.matching import keep_programme
    from welfare_desk.welfare.matching import USUAL_ACCOUNTS, Giver, MatchProgramme

    giver = Giver(args.giver)
    income, receivable = USUAL_ACCOUNTS[giver]
    if args.receivable:
        receivable = None if args.receivable == "none" else args.receivable
    programme = MatchProgramme(args.code, args.name, args.name_en, giver, args.income or income, receivable)
    with desk(args) as sat:
        keep_programme(sat, programme, _terms(args), day_of(args, sat))
    answer(args, _("Programme {code} is kept.").format(code=args.code), {"programme": args.code})


def _terms(args: Namespace) -> MatchTerms:
    """Read the terms that were given; the others stay the usual ones."""
    from welfare_desk.welfare.matching import BAHT_FOR_BAHT, MatchBasis, MatchTerms

    given: dict[str, object] = {}
    if args.rate is not None:
        given["rate"] = amount(args.rate).satang * (BAHT_FOR_BAHT // amount("1").satang)
    if args.cap is not None:
        given["cap"] = amount(args.cap)
    if args.cutoff is not None:
        cutoff = day(f"2000-{args.cutoff}", "cutoff")
        given |= {"cutoff_day": cutoff.day, "cutoff_month": cutoff.month}
    for name in ("full_years", "most_rounds"):
        if getattr(args, name) is not None:
            given[name] = getattr(args, name)
    for name in ("paid_up", "returns_excess"):
        if getattr(args, name) is not None:
            given[name] = getattr(args, name) == "yes"
    if args.basis is not None:
        given["basis"] = MatchBasis(args.basis)
    return MatchTerms(**given, chosen=tuple(given))  # pyright: ignore[reportArgumentType] - each by its own name


def _open_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("code", metavar="PROGRAMME", help=_("a short code of the programme"))
    year = _("the fiscal year whose dues count, by the year of its end: 2026 or BE2569")
    parser.add_argument("--year", required=True, help=year)
    takes_json(parser)


def _open(args: Namespace) -> None:
    from welfare_desk.services.matching import open_round

    with desk(args) as sat:
        number = open_round(sat, args.code, day(f"{args.year}-01-01", "year").year)
    answer(args, _("Round {number} is open; its list is frozen.").format(number=number), {"round": number})


def _round_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("round", type=int, metavar="ROUND", help=_("the number of the round"))
    takes_day(parser)
    takes_json(parser)


def _paper_arguments(parser: ArgumentParser) -> None:
    _round_arguments(parser)
    parser.add_argument("--amount", metavar="BAHT", required=True, help=_("the amount"))
    parser.add_argument("--letter", default="", help=_("the number of the letter or paper"))


def _letter_arguments(parser: ArgumentParser) -> None:
    _round_arguments(parser)
    parser.add_argument("--amount", metavar="BAHT", required=True, help=_("the amount"))
    parser.add_argument("--letter", required=True, help=_("the number of the letter or paper"))


def _money_arguments(parser: ArgumentParser) -> None:
    _paper_arguments(parser)
    parser.add_argument("--account", default="1113", help=_("the cash or bank account"))


def _letter(args: Namespace, on: date) -> MatchLetter:
    from welfare_desk.welfare.match_rounds import MatchLetter

    return MatchLetter(on, amount(args.amount), args.letter)


def _ask(args: Namespace) -> None:
    from welfare_desk.services.matching import record_asked

    with desk(args) as sat:
        record_asked(sat, args.round, _letter(args, day_of(args, sat)))
    _tell(args, None)


def _approve(args: Namespace) -> None:
    from welfare_desk.services.matching import record_approval

    with desk(args) as sat:
        posted = record_approval(sat, args.round, _letter(args, day_of(args, sat)))
    _tell(args, posted)


def _receive(args: Namespace) -> None:
    from welfare_desk.services.matching import record_receipt

    with desk(args) as sat:
        posted = record_receipt(sat, args.round, _letter(args, day_of(args, sat)), args.account)
    _tell(args, posted)


def _lapse(args: Namespace) -> None:
    from welfare_desk.services.matching import lapse_approval

    with desk(args) as sat:
        posted = lapse_approval(sat, args.round, _letter(args, day_of(args, sat)))
    _tell(args, posted)


def _excess(args: Namespace) -> None:
    from welfare_desk.services.matching import find_excess

    with desk(args) as sat:
        posted = find_excess(sat, args.round, _letter(args, day_of(args, sat)))
    _tell(args, posted)


def _return(args: Namespace) -> None:
    from welfare_desk.services.matching import return_excess

    with desk(args) as sat:
        posted = return_excess(sat, args.round, _letter(args, day_of(args, sat)), args.account)
    _tell(args, posted)


def _close(args: Namespace) -> None:
    from welfare_desk.services.matching import close_round

    with desk(args) as sat:
        close_round(sat, args.round, day_of(args, sat))
    _tell(args, None)


def _facts_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--founded", metavar="DAY", help=_("the day the fund was founded"))
    parser.add_argument("--recognised", help=_("who recognises the fund, and by which number"))
    parser.add_argument("--villages", dest="tambon_villages", metavar="NUMBER", help=_("how many villages there are"))
    parser.add_argument("--fund-years", metavar="YEARS", help=_("years a fund must have; default: 1"))
    parser.add_argument("--cover", metavar="PERCENT", help=_("villages with members; default: 50 per cent"))
    parser.add_argument("--basic-types", metavar="NUMBER", help=_("basic types of welfare; default: 3"))
    parser.add_argument("--books-months", metavar="MONTHS", help=_("age of the closed books; default: 2"))
    takes_json(parser)


def _facts(args: Namespace) -> None:
    from welfare_desk.services.proposals import PROPOSAL_FACTS, keep_proposal_facts

    given = {name: getattr(args, name) for name in PROPOSAL_FACTS if getattr(args, name) is not None}
    if given.get("founded"):
        given["founded"] = day(given["founded"], "founded").isoformat()
    with desk(args) as sat:
        keep_proposal_facts(sat, given)
    answer(args, _("What proposals say of the fund is kept."), given)


def _tell(args: Namespace, posted: Posted | None) -> None:
    if posted is not None:
        tell_posted(args, posted)
    else:
        said = _("Written down at round {number}; nothing was posted.").format(number=args.round)
        answer(args, said, {"round": args.round, "voucher": None})


COMMANDS = (
    Command(
        ("match", "programme"),
        N_("Keep a programme of matching money and its terms."),
        _programme_arguments,
        _programme,
    ),
    Command(("match", "round"), N_("Open a round and freeze the list of its members."), _open_arguments, _open),
    Command(("match", "ask"), N_("Write down what a round was asked for."), _letter_arguments, _ask),
    Command(("match", "approve"), N_("Keep what the giver approves by letter."), _letter_arguments, _approve),
    Command(("match", "receive"), N_("Take in matching money, all or an instalment."), _money_arguments, _receive),
    Command(("match", "lapse"), N_("Take back an approval that will not come."), _letter_arguments, _lapse),
    Command(("match", "excess"), N_("Put down what was received too much."), _paper_arguments, _excess),
    Command(("match", "return"), N_("Pay back what was received too much."), _money_arguments, _return),
    Command(("match", "facts"), N_("Say what proposals tell of the fund."), _facts_arguments, _facts),
    Command(("match", "close"), N_("Close a round."), _round_arguments, _close),
)
