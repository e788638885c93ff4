"""Read who may be put forward for matching money, and what is known of each at the cut-off.

A member counts as in a round while the round may still bring money or has brought some.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.dates import fiscal_year_start
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import dues, members, rows, settings
from welfare_desk.storage.matching import EVENT_STANDS
from welfare_desk.welfare.dues import owed
from welfare_desk.welfare.matching import Candidate, MatchBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.dues import Standing
    from welfare_desk.storage.matching import KeptProgramme

_IS_LIVE = f"""
    (NOT EXISTS (SELECT 1 FROM match_events v WHERE v.round_id = r.id AND v.step = 'closed')
    OR EXISTS (SELECT 1 FROM match_events v WHERE v.round_id = r.id AND v.step = 'received' AND {EVENT_STANDS}))
"""  # noqa: S608 - every part of it is a constant of the program


def candidates(tx: Tx, kept: KeptProgramme, year: int, cutoff: date, today: date) -> Iterator[Candidate]:
    """Read what is known of everyone who was a member in the year or paid for it; merged numbers are the other's."""
    first = fiscal_year_start(year, int(settings.get(tx, "fiscal_year_start")))
    into = members.merges(tx)
    earlier = _earlier(tx, kept.programme.code, year, into)
    paid_in_year = _paid_in(tx, first, cutoff, today) if kept.terms.basis is MatchBasis.PAYMENT else None
    for number, each in dues.standings(tx, cutoff, up_to=cutoff, refunds_to=today).items():
        if number in into:
            continue
        paid = each.by_year.get(year, ZERO) if paid_in_year is None else paid_in_year.get(number, ZERO)
        was_member, ends = each.member.was_member(cutoff), each.terms.ends
        if was_member is False and not paid and (ends is None or ends < first):
            continue  # left before the year, or came after the cut-off
        in_rounds, counted = earlier.get(number, (0, 0))
        yield Candidate(
            number,
            paid,
            was_member,
            each.member.full_years_of_membership(cutoff),
            _is_paid_up(each, cutoff),
            ends if ends is not None and cutoff <= ends <= today else None,
            in_rounds,
            Money(counted),
        )


def _is_paid_up(each: Standing, cutoff: date) -> bool:
    return each.position.paid_to >= cutoff or not owed(each.position, each.terms, cutoff).arrears


def _paid_in(tx: Tx, first: date, last: date, today: date) -> dict[str, Money]:
    taken = dues.money_taken(tx, last, refunds_to=today)
    return {number: Money.sum(each.amount for each in found if each.day >= first) for number, found in taken.items()}


def _earlier(tx: Tx, code: str, year: int, into: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Tell in how many rounds of a programme each person stands, and what counted for the year."""
    asked = f"""
        SELECT m.member, r.id, CASE WHEN r.year = ? THEN m.counted ELSE 0 END FROM match_rounds r
        JOIN match_members m ON m.round_id = r.id WHERE r.programme = ? AND m.reasons = '' AND {_IS_LIVE}
    """  # noqa: S608 - every part of it is a constant of the program
    in_rounds: defaultdict[str, set[int]] = defaultdict(set)
    counted: defaultdict[str, int] = defaultdict(int)
    for member, round_id, satang in rows.ask(tx, asked, (year, code)):
        whose = into.get(member, member)
        in_rounds[whose].add(round_id)
        counted[whose] += satang
    return {number: (len(found), counted[number]) for number, found in in_rounds.items()}
