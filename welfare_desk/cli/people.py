"""Commands on the people of a book: who they are, what they may do, how they sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.cli.commands import Command, answer, desk, secret, takes_book, takes_json
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Role, written_roles

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from welfare_desk.ledger.people import User
    from welfare_desk.services.desk import Desk


def _takes_user(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("number", type=int, metavar="NUMBER", help=_("the person's number, as “user list” gives it"))


def _takes_roles(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--role",
        action="append",
        choices=[role.value for role in Role],
        required=required,
        help=_("what the person is; may be given several times"),
    )


def _list_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    takes_json(parser)


def _list(args: Namespace) -> None:
    from welfare_desk.services.people import list_users

    with desk(args, writes=False) as sat:
        found = sat.ask(list_users)
    lines = [_line(each) for each in found]
    answer(args, "\n".join(lines), {"users": [_facts(each) for each in found]})


def _line(user: User) -> str:
    gone = "" if user.is_active else _("(no longer here)")
    return f"{user.id:>3}  {user.name or '–'}  {written_roles(user.roles)}  {gone}".rstrip()


def _facts(user: User) -> dict[str, object]:
    roles = sorted(role.value for role in user.roles)
    return {"number": user.id, "name": user.name, "roles": roles, "active": user.is_active}


def _add_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--name", required=True, help=_("the person's name"))
    _takes_roles(parser, required=True)
    takes_json(parser)


def _add(args: Namespace) -> None:
    from welfare_desk.services.people import add_user

    with desk(args) as sat:
        added = add_user(sat, args.name, [Role(each) for each in args.role], _new_password(args))
    answer(args, _("{name} has number {number}.").format(name=added.name, number=added.id), _facts(added))


def _new_password(args: Namespace) -> str:
    return secret(args, "new_password", _("New password: "))


def _change_arguments(parser: ArgumentParser) -> None:
    _takes_user(parser)
    parser.add_argument("--name", help=_("the person's name"))
    _takes_roles(parser, required=False)
    stands = parser.add_mutually_exclusive_group()
    stands.add_argument("--leaves", dest="active", action="store_false", default=None, help=_("works here no longer"))
    stands.add_argument("--returns", dest="active", action="store_true", default=None, help=_("works here again"))
    takes_json(parser)


def _change(args: Namespace) -> None:
    from welfare_desk.services.people import change_user

    with desk(args) as sat:
        user = _known(sat, args.number)
        changed = replace(
            user,
            name=user.name if args.name is None else args.name,
            roles=frozenset(Role(each) for each in args.role) if args.role else user.roles,
            is_active=user.is_active if args.active is None else args.active,
        )
        change_user(sat, changed)
    answer(args, _line(changed), _facts(changed))


def _known(sat: Desk, number: int) -> User:
    from welfare_desk.services.people import list_users

    found = next((each for each in sat.ask(list_users) if each.id == number), None)
    if found is None:
        raise RuleError(problem("user.unknown", N_("The book has no user {user}."), "user", user=number))
    return found


def _password(args: Namespace) -> None:
    from welfare_desk.services.people import must_sign_in, set_password

    with desk(args) as sat:
        is_own = args.number == sat.actor and sat.ask(must_sign_in)
        old = secret(args, "password", _("Old password: ")) if is_own else ""
        set_password(sat, args.number, _new_password(args), old)
    answer(args, _("The password is set."), {"number": args.number})


def _password_arguments(parser: ArgumentParser) -> None:
    _takes_user(parser)
    takes_json(parser)


def _pin_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--none", action="store_true", help=_("do without a PIN"))
    takes_json(parser)


def _pin(args: Namespace) -> None:
    from welfare_desk.services.people import set_pin

    with desk(args) as sat:
        set_pin(sat, "" if args.none else secret(args, "new_pin", _("New PIN: ")))
    answer(args, _("The PIN is gone.") if args.none else _("The PIN is set."), {"pin": not args.none})


def _begin_arguments(parser: ArgumentParser) -> None:
    takes_book(parser)
    parser.add_argument("--name", required=True, help=_("your name"))
    takes_json(parser)


def _begin(args: Namespace) -> None:
    from welfare_desk.services.people import begin_to_ask

    with desk(args) as sat:
        begin_to_ask(sat, args.name, _new_password(args))
    answer(args, _("From now on this book asks who is there."), {"name": args.name})


COMMANDS = (
    Command(("user", "begin"), N_("Give a name and a password in a book kept alone."), _begin_arguments, _begin),
    Command(("user", "list"), N_("List the people of the book."), _list_arguments, _list),
    Command(("user", "add"), N_("Take somebody in, with roles and a first password."), _add_arguments, _add),
    Command(("user", "change"), N_("Change a name, roles, or who works here."), _change_arguments, _change),
    Command(("user", "password"), N_("Set a password, one's own or another's."), _password_arguments, _password),
    Command(("user", "pin"), N_("Set one's own PIN for changing places at a desk."), _pin_arguments, _pin),
)
