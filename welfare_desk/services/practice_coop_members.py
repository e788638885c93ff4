"""Who belongs to the practice cooperative, and what each had when its book began; every person is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from welfare_desk.coop.imported import CoopRegister, RegisterLoan, RegisterMember
from welfare_desk.members.register import Member, NoIdReason, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.practice_people import invent_people

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

MEMBERS = 62
FIRST_DAY = date(2024, 10, 1)
PAY_DAY = 27  # when employers deduct; instalments fall due the day after
EMPLOYERS = ("โรงเรียนบ้านหนองตะวัน", "อบต.หนองตะวัน")
_OF_AGE = 21


def invent_members(luck: random.Random) -> list[Member]:
    """Take the grown-up villagers of the practice fund, as many as the cooperative has members."""
    villagers = (
        each for each in invent_people(luck) if each.birth_day and each.birth_day.year < FIRST_DAY.year - _OF_AGE
    )
    return [_of_cooperative(each, at) for at, each in enumerate(islice(villagers, MEMBERS), 1)]


def _of_cooperative(member: Member, at: int) -> Member:
    """Make a villager a member of the cooperative; two of three are paid a wage by an employer who deducts."""
    entered = date(2016, 1, 5) + timedelta(days=41 * at)
    centre = "" if at % 3 == 0 else EMPLOYERS[at % 2]
    return replace(
        member, number=f"{at:04}", entry_day=entered, paid_to=FIRST_DAY - timedelta(days=1), centre=centre,
        vulnerable="", statuses=(StatusChange(entered, Status.ACTIVE),),
        no_id_reason=None if member.national_id else NoIdReason.STATELESS,
    )  # fmt: skip


def invent_register(members: Sequence[Member], luck: random.Random) -> CoopRegister:
    """Make up what each member had when the book began: whole shares, savings, and a loan of every second one."""
    eve, numbers = FIRST_DAY - timedelta(days=1), [each.number for each in members]
    people = tuple(
        RegisterMember(
            at, each.number, each.title, each.first_name, each.last_name, each.entry_day,
            Money.baht(10 * luck.randrange(300, 2_400)), Money.baht(luck.randrange(400, 24_000)),
        )
        for at, each in enumerate(members, 1)
    )  # fmt: skip
    lent: list[RegisterLoan] = []
    for at, number in enumerate(numbers[::2], 1):
        months, part = luck.choice((24, 36, 48)), Money.baht(100 * luck.randrange(6, 20))
        day = date(2024, luck.randrange(2, 9), PAY_DAY + 1)
        met = (FIRST_DAY.year - day.year) * 12 + eve.month - day.month  # the instalments that fell due before
        lent.append(
            RegisterLoan(
                at, f"ส.{at}/2567", "สามัญ", number, day, part * months, 75_000, months, part, part * met,
                sureties(numbers, number, luck),
            )
        )  # fmt: skip
    return CoopRegister("ทะเบียนหุ้นและหนี้.xlsx", "1" * 64, eve, Money.baht(10), people, tuple(lent), ())


def sureties(numbers: Sequence[str], member: str, luck: random.Random) -> tuple[str, ...]:
    """Name two who stand for a member's loan."""
    return tuple(luck.sample([each for each in numbers if each != member], 2))
