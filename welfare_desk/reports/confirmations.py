"""What letters of confirmation share: whom they are sent to, how they are chosen, and how their sheets are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.ledger.sampling import chosen
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

AUDITOR = Parameter("auditor", N_("Auditor"), ParameterKind.TEXT)
ADDRESS = Parameter("address", N_("Address of the auditor"), ParameterKind.TEXT)
COUNT = Parameter("count", N_("How many letters (20)"), ParameterKind.NUMBER)
SEED = Parameter("seed", N_("Number they are drawn by"), ParameterKind.NUMBER)
NUMBERS = Parameter("numbers", N_("Or these members' numbers"), ParameterKind.TEXT)
BLANK, SHORT_BLANK = "…" * 28, "…" * 14
MOST = 1000  # letters at once


class Sender(NamedTuple):
    """Who asks: the fund, its address, its head's name, the auditor to whom answers go, and the day of the letter."""

    fund: str
    address: str
    auditor: str
    to: str
    day: date


class Letter(NamedTuple):
    """Whom a letter is for, the figures of the book under their labels, and who signs the answer."""

    name: str
    address: str
    figures: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    signer: str


def sender(tx: Tx, asked: Asked) -> Sender:
    """Say who asks; what was not told stays to be written by hand."""
    fund = papers(tx)
    return Sender(
        named(fund["name_th"], fund["name_en"]), fund["address"], asked.text("auditor") or BLANK,
        asked.text("address") or BLANK, asked.today,
    )  # fmt: skip


def sampled(keys: Sequence[str], asked: Asked, usual: int, year: int) -> tuple[list[str], int]:
    """Give those that were named, else so many as are drawn by a number, and that number (0: they were named)."""
    wish = [each for each in asked.text("numbers").replace(",", " ").split() if each]
    if unknown := [each for each in wish if each not in keys]:
        text = N_("There is none with the number {name} here.")
        raise RuleError(*(problem("confirm.unknown", text, "numbers", name=each) for each in unknown))
    count = len(set(wish)) if wish else asked.number("count") or usual
    if min(count, len(keys)) > MOST:
        text = N_("At most {most} letters are written at once.")
        raise RuleError(problem("confirm.most", text, "count", most=MOST))
    if wish:
        return [each for each in keys if each in wish], 0
    seed = asked.number("seed") or year
    return chosen(keys, count, seed), seed


def sheet(letter: Letter, of: Sender, day: date, title: str) -> Report:
    """Lay a letter out on one sheet, with the slip for the answer under it."""
    return Report(
        "confirmation",
        title,
        (Column("label", "", width=16), Column("text", _("Text of the letter"), width=60)),
        (*_asks(letter, of, day), *_answers(letter, of)),
        signatures=(letter.signer,),
        is_letter=True,
    )


def _asks(letter: Letter, of: Sender, day: date) -> Iterator[Row]:
    for words in (of.fund, of.address, long_day(of.day)):
        if words:
            yield Row((None, words), Role.HEADING)
    subject = _("Please confirm what our books say as of {day}")
    yield Row((_("Subject"), subject.format(day=long_day(day))))
    yield Row((_("Addressed to"), letter.name))
    if letter.address:
        yield Row(("", letter.address))
    why = _(
        "Our books are being audited. Please compare the figures below with your own records, and answer the auditor "
        "directly. This is no request for money."
    )
    yield Row((None, why))
    yield from (Row(each) for each in letter.figures)


def _answers(letter: Letter, of: Sender) -> Iterator[Row]:
    yield Row((None, _("Answer, to be sent to the auditor")))
    yield Row((_("Auditor"), of.auditor))
    yield Row((_("Address"), of.to))
    yield from (Row(each) for each in letter.answers)
    yield Row((_("Date"), SHORT_BLANK))


def home_of(member: Member, village: str) -> str:
    """Write where a member lives: house, village, tambon."""
    where = _("village {name}").format(name=village) if village else ""
    tambon = _("tambon {name}").format(name=member.tambon) if member.tambon else ""
    return " ".join(filter(None, (member.house, where, tambon)))
