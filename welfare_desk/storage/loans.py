"""Read all loans as they stand on a day, fast: who owes what, who paid which interest, who stands for whom.

What is owed follows from the history alone (`coop/loans.py`). A loan of many versions, or to which something happened,
is read whole; of the others the sums that are enough for one day.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.loan_contracts import NOTHING, Commitment, contract_from, in_force, state_of
from welfare_desk.coop.loan_history import LoanHistory, LoanMove, LoanVersion, On
from welfare_desk.coop.loans import LoanPosition, is_broken, position
from welfare_desk.coop.standings import BROKEN, LoanStanding
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import holdings, loan_papers, rows
from welfare_desk.storage.loan_contracts import KeptLoan, Sides, day_of, laid_out, names, read, sides_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from welfare_desk.storage.book import Tx

_UNDONE = (
    "m.entry_id NOT IN (SELECT id FROM entries WHERE kind = 'reversal' "
    "UNION ALL SELECT reverses FROM entries WHERE reverses IS NOT NULL)"
)


def running(tx: Tx, day: date) -> list[KeptLoan]:
    """Read every loan on which something stands at the end of a day, fast; its history is enough for that day."""
    sides = sides_of(tx)
    kept = {each.id: each for each in holdings.every(tx, Ledger.LOAN)}
    steps, held = _principals(tx, sides, day)
    contracts = {key: contract_from(each.terms) for key, each in kept.items()}
    rest = _rest(tx, sides, day, {each.income for each in contracts.values()})
    open_ = [key for key in kept if sum(held.get(key, {}).values()) or _stands(rest.get(key, ()))]
    versions, many = _all_versions(tx, set(open_))
    events = holdings.all_events(tx, Ledger.LOAN)
    found: list[KeptLoan] = []
    for key in open_:
        holding = kept[key]
        if key in many or events.get(key):
            whole = read(tx, holding)
            found.append(whole._replace(state=state_of(events.get(key, ()), day)))
            continue
        if key not in versions:
            continue
        moves = sorted((*steps.get(key, ()), *rest.get(key, ())), key=lambda move: move.day)
        contract = contracts[key]
        account = next((account for account, satang in held.get(key, {}).items() if satang), contract.account)
        history = LoanHistory((versions[key],), tuple(moves))
        found.append(KeptLoan(holding, contract, history, NOTHING, account))
    return found


def _stands(moves: Sequence[LoanMove]) -> bool:
    return sum(each.amount.satang for each in moves if each.on is On.ACCRUED) != 0


def _principals(
    tx: Tx, sides: Sides, day: date
) -> tuple[defaultdict[int, list[LoanMove]], defaultdict[int, dict[str, int]]]:
    """Read how the principal of each loan changed, day by day, and what stands on which account."""
    holes = ", ".join("?" * len(sides.principal))
    asked = (
        f"SELECT m.holding_id, m.account, m.day, sum(m.amount) FROM holding_moves m WHERE m.account IN ({holes}) "  # noqa: S608 - placeholders
        f"AND m.day <= ? AND {_UNDONE} GROUP BY m.holding_id, m.account, m.day"
    )
    steps: defaultdict[int, list[LoanMove]] = defaultdict(list)
    held: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for key, account, on, satang in rows.ask(tx, asked, (*sorted(sides.principal), day.isoformat())):
        steps[key].append(LoanMove(day_of(on), On.PRINCIPAL, Act.REPAY, Money(satang)))
        held[key][account] = held[key].get(account, 0) + satang
    return steps, held


def _rest(tx: Tx, sides: Sides, day: date, incomes: Collection[str]) -> defaultdict[int, list[LoanMove]]:
    """Read the sums of interest and penalty of each loan, by what they are."""
    wanted = sorted({sides.accrued, sides.penalty, *incomes})
    holes = ", ".join("?" * len(wanted))
    asked = (
        f"SELECT m.holding_id, m.account, m.act, max(m.day), sum(m.amount) FROM holding_moves m "  # noqa: S608 - placeholders
        f"WHERE m.account IN ({holes}) AND m.day <= ? AND {_UNDONE} GROUP BY m.holding_id, m.account, m.act"
    )
    found: defaultdict[int, list[LoanMove]] = defaultdict(list)
    acts = {each.value: each for each in Act}
    for key, account, act, on, satang in rows.ask(tx, asked, (*wanted, day.isoformat())):
        where = sides.of(account, acts[act])
        if where is not None and satang:
            found[key].append(LoanMove(day_of(on), where, acts[act], Money(satang)))
    return found


def _all_versions(tx: Tx, wanted: Collection[int]) -> tuple[dict[int, LoanVersion], set[int]]:
    """Read the schedule of each loan that has one version; name those that have more."""
    heads = rows.ask(tx, "SELECT holding_id, from_day, content FROM loan_schedules ORDER BY holding_id, version")
    times = Counter(map(itemgetter(0), heads))
    many = {key for key, count in times.items() if count > 1}
    single = {*wanted} - many
    heads = [each for each in heads if each[0] in single]
    contents = json.loads(f"[{','.join(content for _key, _from_day, content in heads)}]")  # one call for all is quick
    terms = {key: (from_day, content) for (key, from_day, _text), content in zip(heads, contents, strict=True)}
    asked = "SELECT holding_id, due_day, principal, interest FROM loan_instalments ORDER BY holding_id, version, number"
    found: dict[int, LoanVersion] = {}
    for key, laid in groupby(rows.stream(tx, asked), itemgetter(0)):
        if key in terms:
            _keys, *columns = zip(*laid, strict=True)
            found[key] = laid_out(*terms[key], columns)
    return found, many


def positions(tx: Tx, day: date) -> list[tuple[KeptLoan, LoanPosition]]:
    """Tell where every running loan stands at the end of a day, in the order of contract numbers."""
    return [(each, position(each.history, day)) for each in running(tx, day)]


def standings(tx: Tx, day: date) -> list[LoanStanding]:
    """Tell how every loan stands at the end of a day, as those who judge it need to know."""
    return [standing(each, at) for each, at in positions(tx, day)]


def standing(kept: KeptLoan, at: LoanPosition) -> LoanStanding:
    """Say how a loan stands from its position."""
    flags = kept.state.flags | frozenset({BROKEN} if is_broken(kept.history, at) else set[str]())
    return LoanStanding(
        kept.holding.id, kept.number, kept.member, kept.holding.product, at.owed.principal, at.accrued,
        kept.state.value, at.first_unpaid_due, len(at.lacking), at.overdue, flags,
    )  # fmt: skip


def interest_paid(tx: Tx, first: date, last: date) -> dict[str, Money]:
    """Add up the interest that each member paid from a day to another, by member; what was reversed is left out."""
    sides = sides_of(tx)
    asked = f"""
        SELECT h.member, -sum(m.amount) FROM holding_moves m JOIN holdings h ON h.id = m.holding_id
        WHERE h.ledger = 'loan' AND h.member IS NOT NULL AND m.act = ? AND m.account <> ? AND m.day BETWEEN ? AND ?
          AND {_UNDONE} GROUP BY h.member HAVING sum(m.amount) <> 0 ORDER BY h.member
    """  # noqa: S608 - every part of it is a constant of the program
    values = (Act.INTEREST.value, sides.penalty, first.isoformat(), last.isoformat())
    return {member: Money(satang) for member, satang in rows.ask(tx, asked, values)}


def commitments(tx: Tx, member: str, day: date | None = None) -> list[Commitment]:
    """Name the loans that a member stands for and on which something is owed, as of a day (none: now)."""
    on = day or date.max
    found: list[Commitment] = []
    for key, held in loan_papers.guarantees(tx, member=member).items():
        for each in in_force(held, on):
            kept = read(tx, holdings.get(tx, key))
            at = position(kept.history, day or _last_day(kept.history))
            if at.owed.principal > ZERO:
                found.append(
                    Commitment(
                        kept.number, kept.member, names(tx, [kept.member]).get(kept.member, ""), kept.holding.product,
                        each.since, each.amount, at.owed.principal, len(at.lacking),
                    )
                )  # fmt: skip
    return found


def _last_day(history: LoanHistory) -> date:
    return max((each.day for each in history.moves), default=history.versions[0].start)
