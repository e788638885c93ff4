"""The next lines of a savings passbook, for a line printer: what was printed before is skipped, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.savings import SavingsEvent, event_content
from welfare_desk.dates import numeric_day
from welfare_desk.money import ZERO
from welfare_desk.storage import savings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.coop.holdings import MoveRow
    from welfare_desk.storage.book import Tx

LINES_ON_A_PAGE = 24
_CODES = {
    Act.OPENING: "B/F", Act.DEPOSIT: "DEP", Act.WITHDRAW: "WDL", Act.INTEREST: "INT", Act.TAX: "TAX",
    Act.DIVIDEND: "DIV", Act.PATRONAGE: "PAT", Act.TRANSFER: "TRF",
}  # fmt: skip


class PassbookPage(NamedTuple):
    """What is to be printed: the lines, the number of the last one, and all of it as one text with page feeds."""

    lines: tuple[str, ...]
    last: int
    text: str


def passbook_page(tx: Tx, number: str, *, again: bool = False) -> PassbookPage:
    """Lay out what of an account is not printed yet (or all of it again), each line at its own place on the page."""
    facts = savings.facts_of(tx, savings.get(tx, number))
    own = [each for each in facts.rows if each.account == facts.account.account]
    printed = [
        int(str(event_content(each)["lines"])) for each in facts.events if each.kind == SavingsEvent.PRINTED.value
    ]
    done = 0 if again or not printed else min(printed[-1], len(own))
    return lay_out(own, done)


def lay_out(own: Sequence[MoveRow], done: int) -> PassbookPage:
    """Lay out the lines after `done`; blank lines lead to where the last print stopped, a page feed to a new page."""
    lines: list[str] = []
    balance = ZERO
    for each in own:
        balance -= each.amount
        out, into = (each.amount.text(), "") if each.amount > ZERO else ("", (-each.amount).text())
        code = _CODES.get(each.act, "OTH")
        lines.append(f"{numeric_day(each.day):>10} {code:3} {out:>14} {into:>14} {balance.text():>15}")
    new = lines[done:]
    text = "\n" * (done % LINES_ON_A_PAGE) if new else ""
    for at, line in enumerate(new, done):
        text += "\f" if at and at % LINES_ON_A_PAGE == 0 and at > done else ""
        text += f"{line}\n"
    return PassbookPage(tuple(new), len(lines), text)
