"""A cooperative's register as a page shows it: what it holds, what there is to say, what becomes of it in a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.exchange.coop_registers import preview_register
from welfare_desk.exchange.coop_words import sentence
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.services.coop_registers import look_at_register

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.coop.imported import CoopRegister, RegisterNote
    from welfare_desk.errors import Problem
    from welfare_desk.services.coop_registers import RegisterLook
    from welfare_desk.services.desk import Desk

_AGREES = N_("{account}: the book and the register agree, {given} baht.")
_DIFFERS = N_(
    "{account}: the book opened {opened} baht, the register has {given}. What is left over stays nobody's yet."
)


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """A register that was read, held against the book; it asks no questions and its columns are its own."""

    register: CoopRegister
    look: RegisterLook

    @property
    def file(self) -> str:
        """Give the name of the file."""
        return self.register.name

    @property
    def layouts(self) -> tuple[()]:
        """Give no columns to correct: the workbook is known by its headers."""
        return ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what keeps the register out of the book."""
        return self.look.problems

    def questions(self) -> tuple[()]:
        """Ask nothing: what is doubtful is read in one way, and said."""
        return ()

    def counts(self) -> dict[str, int]:
        """Count its rows: those that are read and those that are left out."""
        left_out = sum(each.holds for each in self.register.notes)
        return {"rows": len(self.register.members) + len(self.register.loans) + left_out}

    @property
    def sums(self) -> tuple[Money, Money, Money]:
        """Add up shares, savings and what is owed on loans."""
        return (
            Money.sum(each.shares for each in self.register.members),
            Money.sum(each.savings for each in self.register.members),
            Money.sum(each.outstanding for each in self.register.open_loans),
        )

    def beside_the_book(self) -> list[tuple[str, bool]]:
        """Say of each account how book and register stand to each other, and whether they agree."""
        return [
            (
                fill(
                    _(_AGREES if each.opened == each.given else _DIFFERS),
                    {"account": f"{each.account} {each.name}", "opened": each.opened, "given": each.given},
                ),
                each.opened == each.given,
            )
            for each in self.look.sides
        ]

    @staticmethod
    def sentence(note: RegisterNote) -> str:
        """Say what there is to say of a row."""
        return sentence(note)


def register_preview(desk: Desk, path: Path) -> RegisterPreview:
    """Read a workbook and hold it against the book; nothing is written."""
    register = preview_register(path, desk.today)
    return RegisterPreview(register, desk.ask(lambda tx: look_at_register(tx, register, desk.today)))
