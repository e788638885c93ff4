"""Commands on a whole book: make one, check it, export it, show a screen of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import (
    Command,
    answer,
    day,
    desk,
    new_passphrase,
    outside,
    takes_book,
    takes_json,
    takes_output,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.app import Opener
    from welfare_desk.ui.shot import Looks
    from welfare_desk.welfare.plans import Plan


def _new_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "--kind",
        choices=("welfare-fund", "cooperative", "savings-group", "village-fund"),
        default="welfare-fund",
        help=_("what the book is kept for"),
    )
    parser.add_argument("--name", help=_("the fund's name"))
    parser.add_argument("--name-en", default="", help=_("the fund's name in English"))
    parser.add_argument(
        "--from", dest="first_day", metavar="DAY", help=_("first day of the book; default: of the running fiscal year")
    )
    parser.add_argument(
        "--fiscal-year-start", type=int, default=10, metavar="MONTH", help=_("month the fiscal year starts in (1-12)")
    )
    parser.add_argument(
        "--split", metavar="70/20/10", help=_("parts of welfare, reserve and administration; default: all to welfare")
    )
    parser.add_argument("--plan", metavar="PLAN", help=_("the usual ready plan: daily, monthly or yearly"))
    parser.add_argument("--founded", metavar="DAY", help=_("the day the fund was founded"))
    parser.add_argument("--tambon", default="", metavar="CODE", help=_("the six-digit code of its tambon"))
    parser.add_argument("--encrypt", action="store_true", help=_("encrypt the file under a passphrase"))
    parser.add_argument(
        "--practice",
        action="store_true",
        help=_("make the practice book of a fund or a cooperative; its PIN is 123456"),
    )
    takes_json(parser)


def _new(args: Namespace) -> None:
    from welfare_desk.dates import fiscal_year, fiscal_year_start
    from welfare_desk.services import books

    if args.practice:
        if args.encrypt:
            text = N_("Make the practice book first, then encrypt it with “passphrase set”.")
            raise RuleError(problem("book.practice_encrypt", text, "encrypt"))
        from welfare_desk.services.practice_books import make_practice

        made = make_practice(args.book, books.BookKind(args.kind))
    else:
        world = outside(args)
        first = args.fiscal_year_start if 1 <= args.fiscal_year_start <= 12 else 1  # noqa: PLR2004 - months; the service refuses it
        start = fiscal_year_start(fiscal_year(world.today, first), first)
        new = books.NewBook(
            name_th=args.name or "",
            name_en=args.name_en,
            first_day=day(args.first_day, "first_day") if args.first_day else start,
            kind=books.BookKind(args.kind),
            fiscal_year_start=args.fiscal_year_start,
            weights=books.read_split(args.split) if args.split else (),
            language=args.lang or "th",
            plan=_ready_plan(args.plan) if args.plan else None,
            founded=day(args.founded, "founded") if args.founded else None,
            tambon=_known_tambon(args.tambon) if args.tambon else "",
            passphrase=new_passphrase(args) if args.encrypt else "",
        )
        made = books.create(args.book, new, world)
    made.book.close()
    answer(args, _("Made the book {path}.").format(path=args.book), {"book": str(args.book)})


def _ready_plan(code: str) -> Plan:
    from welfare_desk.welfare.plans import READY_PLANS

    found = {plan.code: plan for plan in READY_PLANS}.get(code)
    if found is None:
        raise RuleError(problem("plan.unknown", N_("There is no plan “{plan}”."), "plan", plan=code))
    return found


def _known_tambon(code: str) -> str:
    from welfare_desk.exchange.tambons import tambons

    if code not in {each.code for each in tambons()}:
        raise RuleError(
            problem("book.tambon_code", N_("There is no tambon with the code {code}."), "tambon", code=code)
        )
    return code


def _limit_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("percent", type=int, metavar="PERCENT", help=_("of all spending, in whole per cents"))
    takes_json(parser)


def _limit(args: Namespace) -> None:
    from welfare_desk.services.health import limit_administration

    with desk(args) as sat:
        limit_administration(sat, args.percent)
    said = _("Of all spending, administration should take at most {percent} %.").format(percent=args.percent)
    answer(args, said, {"percent": args.percent})


def _verify_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _verify(args: Namespace) -> None:
    from welfare_desk.services.integrity import verify_book
    from welfare_desk.services.sightings import look
    from welfare_desk.settings import FILE, Settings, folder

    with desk(args, writes=False, by_anyone=True) as sat:
        found = verify_book(sat)
        strange = look(sat, Settings.load(folder() / FILE).seen).strange if found.ok else None
    checks = [{"id": each.id, "ok": each.ok, "found": list(each.found)} for each in found.results]
    lines = [f"{'✓' if each.ok else '✗'} {each.sentence()}" for each in found.results]
    notes = [*found.notes, *([strange.sentence()] if strange else [])]
    answer(args, "\n".join([*lines, *notes]), {"ok": found.ok, "checks": checks, "notes": notes})
    if not found.ok:
        raise RuleError(problem("book.wrong", N_("The book does not pass every check.")))


_PAPERS = (
    ("name_th", N_("the fund's name")),
    ("name_en", N_("the fund's name in English")),
    ("address", N_("the fund's address")),
    ("head", N_("who signs as head of the fund")),
    ("treasurer", N_("who signs as treasurer")),
)


def _fund_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    for key, said in _PAPERS:
        parser.add_argument(f"--{key.replace('_', '-')}", dest=key, help=_(said))
    takes_json(parser)


def _fund_set(args: Namespace) -> None:
    from welfare_desk.services.books import change_fund, fund_settings

    given = {key: getattr(args, key) for key, _said in _PAPERS if getattr(args, key) is not None}
    with desk(args) as sat:
        change_fund(sat, given)
        kept = sat.ask(fund_settings)
    answer(args, "\n".join(f"{key}: {value}" for key, value in kept.items()), kept)


def _shot_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument(
        "screen",
        metavar="SCREEN",
        help=_("the screen's name; “all” takes every screen into a folder, “help” those of the handbook"),
    )
    takes_output(parser, required=True)
    parser.add_argument("--dark", action="store_true", help=_("in dark colours"))
    parser.add_argument("--size", default="1366x768", metavar="WxH", help=_("size of the window"))
    parser.add_argument("--text-size", type=int, choices=(14, 16, 18, 22), default=16, help=_("size of the text"))


def _shot(args: Namespace) -> None:
    from welfare_desk.app import Opener
    from welfare_desk.i18n import language
    from welfare_desk.ui.shot import Looks, shoot

    width, _x, height = str(args.size).partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise RuleError(problem("shot.size", N_("Write the size as 1366x768."), "size"))
    with desk(args, writes=False) as sat:  # whoever takes a picture says who that is, as at the window
        actor, key = sat.actor, sat.book.key
    opener = Opener(day(args.today, "today") if args.today else None, only_reads=True, actor=actor, key=key)
    looks = Looks(language=language(), dark=args.dark, text_size=args.text_size)
    if args.screen in {"all", "help"}:
        shoot_many = _shoot_all if args.screen == "all" else _shoot_help
        shoot_many(args, opener, looks, (int(width), int(height)))
        return
    try:
        shoot(args.book, args.screen, args.output, opener, looks, (int(width), int(height)))
    except KeyError:
        unknown = N_("There is no screen “{name}”.")
        raise RuleError(problem("shot.screen", unknown, "screen", name=args.screen)) from None


def _shoot_all(args: Namespace, opener: Opener, looks: Looks, size: tuple[int, int]) -> None:
    """Take every page of the book, of an empty one and of one with long names, into a folder."""
    from tempfile import TemporaryDirectory

    from welfare_desk.app import Opener
    from welfare_desk.ui import album

    given = day(args.today, "today") if args.today else None
    with TemporaryDirectory() as scratch:
        made = {"long": album.long_named, "empty": album.empty}
        for name, make in made.items():
            make(Path(scratch) / f"{name}.welfare", Opener(given))
        books = [("full", args.book), *((name, Path(scratch) / f"{name}.welfare") for name in made)]
        dresses = album.in_every_dress(looks)
        count = album.take_all(books, args.output, opener, dresses, size)
    answer(args, _("Took {count} pictures into {folder}.").format(count=count, folder=args.output), {"pictures": count})


def _shoot_help(args: Namespace, opener: Opener, _looks: Looks, size: tuple[int, int]) -> None:
    """Take the pictures of the handbook."""
    from welfare_desk.ui import album

    count = album.help_pictures(args.book, args.output, opener, size)
    answer(args, _("Took {count} pictures into {folder}.").format(count=count, folder=args.output), {"pictures": count})


COMMANDS = (
    Command(("new",), N_("Make a book."), _new_arguments, _new),
    Command(("fund", "set"), N_("Change names, address and signatures."), _fund_arguments, _fund_set),
    Command(
        ("fund", "limit-administration"),
        N_("Set how much administration should take at most."),
        _limit_arguments,
        _limit,
    ),
    Command(("verify",), N_("Check everything in a book anew."), _verify_arguments, _verify),
    Command(("shot",), N_("Take a picture of a screen."), _shot_arguments, _shot),
)
