"""Who lives in the practice book: families of ten villages, by one seed. Every person is invented."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stdnum.th import pin as thai_id  # pyright: ignore[reportMissingTypeStubs] - the library has no stubs

from welfare_desk.members.register import Beneficiary, Member, NoIdReason, Status, StatusChange, first_paid_to
from welfare_desk.resource import resource

if TYPE_CHECKING:
    import random

MEMBERS, FOUNDERS, VILLAGES = 1_139, 1_030, 10
FOUNDED = date(2009, 10, 1)
FIRST_DAY = date(2022, 10, 1)
TODAY = date(2026, 1, 15)
_VULNERABLE = ((41, "ผู้พิการ"), (53, "ผู้ด้อยโอกาส"))  # every so many people


def invent_people(luck: random.Random) -> list[Member]:
    """Invent the people of the book, founders first, in the order of their numbers."""
    with resource("practice", "names.tsv").open(encoding="utf-8", newline="") as file:
        names = [(row["kind"], row["name"]) for row in csv.DictReader(file, delimiter="\t")]
    given = {kind: [name for each, name in names if each == kind] for kind in ("man", "woman", "family")}
    people: list[Member] = []
    while len(people) < MEMBERS:
        family, village = luck.choice(given["family"]), str(luck.randrange(1, VILLAGES + 1))
        house = f"{luck.randrange(1, 260)}" + (f"/{luck.randrange(1, 9)}" if luck.randrange(3) == 0 else "")
        for _ in range(min(luck.choice((1, 2, 2, 3, 4)), MEMBERS - len(people))):
            people.append(_person(len(people) + 1, family, (village, house), given, luck))
    return people


def _person(
    number: int, family: str, place: tuple[str, str], given: dict[str, list[str]], luck: random.Random
) -> Member:
    born = date(1938, 1, 1) + timedelta(days=luck.randrange(80 * 365))
    is_man = luck.randrange(2) == 0
    child = born.year > 2008  # noqa: PLR2004 - under fifteen at the first day
    title = ("ด.ช." if is_man else "ด.ญ.") if child else ("นาย" if is_man else luck.choice(("นาง", "นางสาว")))
    is_founder = number <= FOUNDERS
    span = (FIRST_DAY - FOUNDED).days if is_founder else (TODAY - FIRST_DAY).days - 60
    entered = (FOUNDED if is_founder else FIRST_DAY) + timedelta(days=luck.randrange(span))
    entered = max(entered, born)
    entered = entered if is_founder else entered.replace(day=3)
    village, house = place
    stateless = luck.randrange(140) == 0
    return Member(
        number=f"{number:05}",
        title=title,
        first_name=luck.choice(given["man" if is_man else "woman"]),
        last_name=family,
        paid_to=first_paid_to(FIRST_DAY, entered, None),
        national_id=None if stateless else id_number(f"{luck.choice('135')}59{luck.randrange(10**9):09}"),
        no_id_reason=NoIdReason.STATELESS if stateless else None,
        birth_day=born,
        birth_year=born.year,
        house=house,
        village=village,
        tambon="หนองตะวัน",
        phone=f"08{luck.randrange(10**8):08}" if luck.randrange(3) else "",
        household=f"{village}-{house}",
        beneficiaries=(Beneficiary(f"{luck.choice(given['woman'])} {family}", luck.choice(("บุตร", "คู่สมรส", "พี่น้อง"))),),
        vulnerable=next((words for every, words in _VULNERABLE if number % every == 0), ""),
        entry_day=entered,
        entry_resolution="",
        statuses=(StatusChange(entered, Status.ACTIVE),),
    )


def id_number(body: str) -> str:
    """Write a number of twelve digits with its check digit; 59 in the second place is no province: nobody's number."""
    return body + thai_id.calc_check_digit(body)
