"""The recovery sheet: a secret cut into pieces for the committee, of which some together let back in.

The secret of an encrypted book is the key of its file; that of an open one is random, and only lets a person sign in
again. It is cut by SLIP-0039 (Shamir's scheme with words, a check in each piece): fewer pieces than are needed tell
nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission, problems_of_password
from welfare_desk.reports.recovery_sheet import Piece
from welfare_desk.services.books import sit_down
from welfare_desk.services.desk import needs
from welfare_desk.services.passphrases import seal_book
from welfare_desk.services.people import may_sign_in
from welfare_desk.storage import ciphers, people, settings, trail
from welfare_desk.storage.ciphers import BookKey
from welfare_desk.storage.people import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shamir_mnemonic.share import Share

    from welfare_desk.ledger.people import User
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

MOST_PIECES = 16  # SLIP-0039
WORDS_A_PIECE = 33
LETTERS = 4  # no two words of the list begin with the same four letters
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that fits a book: when it was made (UTC), how many pieces are needed of how many."""

    at: str
    needed: int
    of: int
    digest: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """What whoever comes back chooses: a passphrase for an encrypted book, a password for a person where it asks."""

    passphrase: str = ""
    name: str = ""
    password: str = ""


def sheet_of(tx: Tx) -> Sheet | None:
    """Read which sheet fits the book; none was printed, or the passphrase changed since."""
    kept = settings.find(tx, settings.RECOVERY)
    return None if kept is None else Sheet(**json.loads(kept))


@needs(Permission.PEOPLE)
def make_pieces(desk: Desk, needed: int, of: int) -> list[Piece]:
    """Cut the secret of a book into new pieces; those of an earlier sheet of an open book fit no longer."""
    from shamir_mnemonic import generate_mnemonics  # noqa: PLC0415 - for one act in a year

    if not (1 <= needed <= of <= MOST_PIECES) or (needed == 1 and of > 1):
        text = N_("At least 2 pieces are needed, and there are at most {most}; or a single one.")
        raise RuleError(problem("recovery.pieces", text, "needed", most=MOST_PIECES))
    key = desk.book.key
    secret = desk.random(ciphers.KEY_BYTES) if key is None else key.key
    with desk.book.write() as tx:
        made = desk.made()
        settings.put(tx, settings.RECOVERY, json.dumps(asdict(Sheet(made.at, needed, of, _digest(secret)))))
        trail.add(tx, made, "recovery.made", settings.get(tx, "id"), needed=needed, pieces=of)
    (mnemonics,) = generate_mnemonics(1, [(needed, of)], secret)
    return [Piece(number, needed, of, tuple(each.split())) for number, each in enumerate(mnemonics, 1)]


def who_may_come_back(tx: Tx) -> list[User]:
    """Give those to whom the committee can give a new password: who can then give one to all others."""
    return [each for each in may_sign_in(tx) if each.may(Permission.PEOPLE)]


def recover(path: Path, outside: Outside, pieces: Sequence[str], chosen: Recovery) -> BookKey | None:
    """Let somebody back into a book that nobody has open, by enough pieces of its sheet; give its new key.

    The pieces have been seen by each other now, so the sheet is forgotten: a new one is to be printed.
    """
    desk = open_by_pieces(path, outside, pieces)
    try:
        actor = _let_in(desk, chosen)
        key = desk.book.key
    finally:
        desk.book.close()
    return None if key is None else seal_book(path, outside, chosen.passphrase, key, actor)


def open_by_pieces(path: Path, outside: Outside, pieces: Sequence[str]) -> Desk:
    """Open a book by pieces of its sheet; such as do not fit are a `RuleError`."""
    secret = join(pieces)
    salt = ciphers.salt_of(path)
    unfit = RuleError(problem("recovery.unfit", N_("The pieces are not of the sheet that fits this book."), "pieces"))
    try:
        desk = sit_down(path, outside, key=None if salt is None else BookKey(secret, salt))
    except BookError as error:
        raise (unfit if error.problem.code == "book.passphrase" else error) from error
    sheet = desk.ask(sheet_of)
    if sheet is None or sheet.digest != _digest(secret):
        desk.book.close()
        raise unfit
    return desk


def _let_in(desk: Desk, chosen: Recovery) -> int:
    """Give the chosen person a new password, and tell who that is; whoever is first where the book asks nobody."""
    with desk.book.write() as tx:
        may = {each.name.casefold(): each for each in who_may_come_back(tx)}
        who = may.get(chosen.name.strip().casefold())
        found = problems_of_password(chosen.password) if may else []
        if may and who is None:
            text = N_("Choose one of those who keep the people of the book: {names}.")
            names = ", ".join(each.name for each in may.values())
            found.append(problem("recovery.who", text, "name", names=names))
        if desk.book.is_encrypted:
            found += ciphers.problems_of_passphrase(chosen.passphrase)
        if found:
            raise RuleError(*found)
        actor = desk.actor if who is None else who.id
        made = replace(desk, actor=actor).made()
        settings.drop(tx, settings.RECOVERY)
        trail.add(tx, made, "recovery.used", settings.get(tx, "id"))
        if who is not None:
            bound = people.put_secret(tx, who.id, Secret.PASSWORD, chosen.password, made)
            people.put_tries(tx, who.id, 0, made.at)
            trail.add(tx, made, "user.password_set", people.subject(who.id), **bound)
    return actor


def join(pieces: Sequence[str]) -> bytes:
    """Put the secret together again from pieces as they were typed; the first letters of each word are enough."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics  # noqa: PLC0415 - for one act in years

    typed = [(place, each) for place, each in enumerate(pieces, 1) if each.strip()]
    read = {place: _share(place, each) for place, each in typed}
    if not read:
        raise RuleError(problem("recovery.nothing", N_("Type the words of the pieces."), "pieces"))
    first = next(iter(read.values()))
    for place, each in read.items():
        if each.common_parameters() != first.common_parameters():
            text = N_("Piece {place} is of another sheet than the first.")
            raise RuleError(problem("recovery.mixed", text, "pieces", place=place))
    distinct = {each.index: each for each in read.values()}
    if len(distinct) < first.member_threshold:
        text = N_("{needed} different pieces are needed; {given} were given.")
        given, needed = len(distinct), first.member_threshold
        raise RuleError(problem("recovery.too_few", text, "pieces", needed=needed, given=given))
    enough = list(distinct.values())[: first.member_threshold]
    try:
        return combine_mnemonics([each.mnemonic() for each in enough])
    except MnemonicError as error:
        text = N_("These pieces do not make a whole. Compare each word with the paper.")
        raise RuleError(problem("recovery.no_whole", text, "pieces")) from error


def _share(place: int, typed: str) -> Share:
    from shamir_mnemonic import MnemonicError  # noqa: PLC0415 - see above
    from shamir_mnemonic.share import Share  # noqa: PLC0415
    from shamir_mnemonic.wordlist import WORDLIST  # noqa: PLC0415

    known = {each[:LETTERS]: each for each in WORDLIST}
    words = _WORD.findall(typed.casefold())
    for number, word in enumerate(words, 1):
        whole = known.get(word[:LETTERS])
        if whole is None or not whole.startswith(word):
            text = N_("Piece {place}: “{word}” is no word of the sheet (word {number}).")
            raise RuleError(problem("recovery.word", text, "pieces", place=place, word=word, number=number))
    if len(words) != WORDS_A_PIECE:
        text = N_("Piece {place} has {count} words; it should have {wanted}.")
        found = problem("recovery.length", text, "pieces", place=place, count=len(words), wanted=WORDS_A_PIECE)
        raise RuleError(found)
    try:
        return Share.from_mnemonic(" ".join(known[word[:LETTERS]] for word in words))
    except MnemonicError as error:
        text = N_("Piece {place} has a wrong word somewhere. Compare each word with the paper.")
        raise RuleError(problem("recovery.check", text, "pieces", place=place)) from error


def _digest(secret: bytes) -> str:
    return hashlib.sha256(b"welfare-desk recovery" + secret).hexdigest()
