"""The command line: the same services and reports as the window, without one."""

from __future__ import annotations

import argparse
import io
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from welfare_desk import __version__, i18n
from welfare_desk.errors import Awaiting, BookError, RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.storage import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welfare_desk.cli.commands import Command

_SUBJECTS = (
    *(
        "books",
        "passphrases",
        "backups",
        "people",
        "signing_keys",
        "approvals",
        "ledger",
        "members",
        "privacy",
        "regulations",
        "claim_lists",
        "claims",
        "contributions",
        "dues",
        "papers",
        "banking",
        "matching",
        "grants",
        "activities",
        "audits",
        "reviews",
        "layouts",
        "close_rules",
        "recurring",
        "advances",
        "assets",
        "budgets",
        "withholdings",
        "before_book",
        "committee",
        "certification",
        "shares",
        "savings",
        "payroll",
        "allowance",
        "surplus",
        "borrowings",
        "loans",
        "loan_acts",
    ),
    *(
        "attachments",
        "exports",
        "imports",
        "foreign",
        "reports",
        "combined",
        "packs",
        "audit_packs",
        "updates",
        "quick_start",
    ),
    "self_test",
)
_NOUNS = {
    "account": N_("Keep the chart of accounts."),
    "layout": N_("Keep the layouts of statements."),
    "note": N_("Write notes to the statements."),
    "pack": N_("Make an audit pack, check one, or open it."),
    "allowance": N_("Judge loans by their class, and set aside what may not come back."),
    "borrowing": N_("Keep what the cooperative borrows itself."),
    "strength": N_("Keep what was said of the body's strength."),
    "surplus": N_("Share the surplus of a year, and pay members what they got."),
    "activity": N_("Keep meetings, and welfare that is no money."),
    "advance": N_("Keep money that officers hold for a purpose."),
    "asset": N_("Keep things that last, and their depreciation."),
    "assess": N_("Keep what the fund says of itself."),
    "attach": N_("Keep photos and documents of members, vouchers, claims, regulations and meetings."),
    "backup": N_("Make backups, and see what lies in them."),
    "bank": N_("Hold the bank's statements against the book."),
    "cash": N_("Count the cash."),
    "book": N_("Keep figures of the time before the book."),
    "breach": N_("Write down personal data that got into wrong hands."),
    "budget": N_("Keep the budget of a year, and hold it against the books."),
    "cheque": N_("Keep the cheque register."),
    "claim": N_("Bring claims from the request to the payment."),
    "committee": N_("Keep who holds which post in the committee."),
    "consent": N_("Keep what members agree to."),
    "deferred": N_("Keep contributions that were paid ahead."),
    "audit": N_("Take an auditor's entries, findings and opinion."),
    "audit finding": N_("Write down what an auditor finds, in a file of her own beside a copy of the book."),
    "audit key": N_("Make the key with which an auditor signs."),
    "audit review": N_("Take the signed findings of an auditor in, and reply to them."),
    "draft": N_("Keep unfinished entries."),
    "export": N_("Write the book in another program's format."),
    "payroll": N_("Deduct from pay: a sheet for the employer, and what came back."),
    "savings": N_("Keep members' savings accounts."),
    "shares": N_("Take members in, keep their shares, pay out who leaves."),
    "fund": N_("Say what stands on the fund's papers."),
    "grant": N_("Keep grants for one purpose, from the approval to the close."),
    "handup": N_("Write the files that are handed up, and say what they hold."),
    "hand-in": N_("Hand in the cash of village centres."),
    "import": N_("Read a file that a committee keeps; without --accept only a preview."),
    "key": N_("Keep the key that signs closed months."),
    "passphrase": N_("Encrypt the file of a book under a passphrase, or change it."),
    "recurring": N_("Keep entries that come again, and post what is due."),
    "recovery": N_("Print the recovery sheet of a book, or get back in with it."),
    "loan": N_("Lend to members, and follow every loan to its end."),
    "match": N_("Ask for matching money, and keep what is approved and comes."),
    "meeting": N_("Keep meetings: minutes, resolutions, and who came."),
    "member": N_("Keep the register of members."),
    "pending": N_("See, approve or send back what waits for a second person."),
    "trail": N_("Read the audit trail."),
    "user": N_("Keep the people who work in the book."),
    "money": N_("Take money in, pay it out, or move it."),
    "month": N_("Close months, or reopen the last one."),
    "year": N_("Close fiscal years, reopen the last one, lock what the annual meeting accepted."),
    "plan": N_("Keep what a member contributes."),
    "policy": N_("Decide how contributions are split between funds."),
    "privacy": N_("Say how long names are kept."),
    "receipt-book": N_("Keep the books of printed receipts."),
    "receipt": N_("Print receipts, or void one."),
    "regulation": N_("Keep the fund's own rules of benefits."),
    "request": N_("Keep what members ask about their own data."),
    "submission": N_("Keep what was handed up, and when."),
    "restore": N_("Compare a backup with a book, and restore it."),
    "update": N_("Prove an update of the program, and unpack it."),
    "withhold": N_("Keep tax withheld from fees, with its certificates."),
}
REFUSED, FAULT = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; with none, open the window. Returns the exit code.

    1 for a refused act, 2 for arguments that make no sense and for a fault of the program.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    if not given:
        from welfare_desk.app import main as open_window

        return open_window()
    i18n.choose(_language(given))
    rows.expect_many()
    parsed = _parser(_meant(given)).parse_args(given)
    command: Command = parsed.command
    try:
        command.run(parsed)
    except RuleError as error:
        for each in error.problems:
            print(each.sentence(), file=sys.stderr)
        return REFUSED
    except Awaiting as waits:
        from welfare_desk.cli.commands import answer

        answer(parsed, waits.sentence(), {"pending": waits.reference})
    except BookError as error:
        print(error.problem.sentence(), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever reads the answer has read enough: the act itself is done
        sys.stdout = io.TextIOWrapper(io.BytesIO())
    except Exception as error:  # noqa: BLE001 - a fault of the program is owned up to, in words
        _own_up(error)
        return FAULT
    return 0


def _own_up(error: Exception) -> None:
    """Tell of a fault of the program, and where it is written down without anything of the book."""
    from welfare_desk.crash_report import report_of
    from welfare_desk.settings import log_folder

    print(_("The program made a mistake. Nothing was saved in part; your book is safe."), file=sys.stderr)
    path = log_folder() / "welfare-desk-report.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report_of(error), encoding="utf-8")
    except OSError:
        print(report_of(error), file=sys.stderr)
        return
    text = _("What went wrong is written down in {path}, without names or money. Please send it to us.")
    print(text.format(path=path), file=sys.stderr)


def all_commands() -> list[Command]:
    """Give every command, in the order of its subject."""
    return [each for subject in _SUBJECTS for each in import_module(f"welfare_desk.cli.{subject}").COMMANDS]


def _meant(given: Sequence[str]) -> list[Command]:
    """Give the command that the arguments name; where they name none, all, to be told of."""
    commands = all_commands()
    return [each for each in commands if tuple(given[: len(each.words)]) == tuple(each.words)] or commands


def _parser(commands: Iterable[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="welfare-desk", description=_("Accounts for Thai community welfare funds and cooperatives.")
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    nouns: dict[str, Any] = {}  # argparse keeps the type to itself
    for command in commands:
        text = _(command.help)
        own = _verbs_of(command.words[:-1], verbs, nouns).add_parser(command.words[-1], help=text, description=text)
        command.arguments(own)
        own.add_argument("--lang", choices=i18n.LANGUAGES, help=_("the language of the answer"))
        own.add_argument("--today", metavar="DAY", help=_("work as on this day instead of today's date"))
        own.add_argument("--user", metavar="NAME", help=_("who you are, in a book that asks"))
        example = '{"user": "…", "password": "…", "pin": "…"}'
        own.add_argument(
            "--secrets",
            metavar="FILE",
            type=Path,
            help=_("a JSON file with what would be asked on the terminal: {example}").format(example=example),
        )
        own.set_defaults(command=command)
    return parser


def _verbs_of(words: tuple[str, ...], verbs: Any, nouns: dict[str, Any]) -> Any:
    """Give the parsers of the verbs that follow these words, made when they are first met."""
    if not words:
        return verbs
    name = " ".join(words)
    if name not in nouns:
        text = _(_NOUNS[name])
        above = _verbs_of(words[:-1], verbs, nouns)
        nouns[name] = above.add_parser(words[-1], help=text, description=text).add_subparsers(
            required=True, metavar=_("COMMAND")
        )
    return nouns[name]


def _language(given: Sequence[str]) -> str:
    words = " ".join(given).replace("--lang=", "--lang ").split()
    for word, following in pairwise(words):
        if word == "--lang" and following in i18n.LANGUAGES:
            return following
    from welfare_desk.settings import FILE, Settings, folder

    return Settings.load(folder() / FILE).language


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
