"""Keep judgements of loans: each loan's class and what was set aside for it, with the entry that did so.

A judgement counts while its entry is not reversed; one that changed nothing has no entry, and counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.provision_rules import rules_as_mapping, rules_from_mapping
from welfare_desk.coop.provisions import AllowanceMove, kind_of_move
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import registers, rows
from welfare_desk.storage.contributions import STANDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.coop.provisions import Provision
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


class Judgement(NamedTuple):
    """Loans as they were judged on a day: by which rules, what was wanted set aside, and the voucher, if any."""

    id: int
    day: date
    rules: RuleSet
    loans: Money
    interest: Money
    voucher: str | None


def add(tx: Tx, made: Made, found: tuple[date, RuleSet, Sequence[Provision]], entry_id: int | None = None) -> int:
    """Keep a judgement (day, rules, loans) while its entry is being posted, and give its number."""
    day, rules, provisions = found
    content = json.dumps(rules_as_mapping(rules), ensure_ascii=False, sort_keys=True)
    loans = Money.sum(each.parts[0] for each in provisions)
    interest = Money.sum(each.parts[1] for each in provisions)
    ((last,),) = rows.ask(tx, "SELECT coalesce(max(id), 0) FROM provisions")
    rows.write(
        tx,
        "INSERT INTO provisions (id, day, ruleset, content, loans, interest, entry_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (last + 1, day.isoformat(), rules.code, content, loans.satang, interest.satang, entry_id),
    )
    lines = [
        (
            last + 1, each.standing.holding, each.loan_class.code, each.standing.principal.satang,
            each.standing.interest.satang, each.standing.collateral.satang, each.base.satang, each.loan_class.rate,
            each.amount.satang,
        )
        for each in provisions
    ]  # fmt: skip
    if lines:
        rows.write_each(
            tx,
            "INSERT INTO provision_lines (provision_id, holding_id, class, principal, interest, collateral, base, "
            "rate, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            lines,
        )
    registers.note(
        tx, made, "provisions", (last + 1,), day=day.isoformat(), ruleset=rules.code, loans=len(lines),
        satang=(loans + interest).satang,
    )  # fmt: skip
    return last + 1


def judgements(tx: Tx) -> list[Judgement]:
    """Read the judgements that count, the latest first."""
    asked = f"""
        SELECT v.id, v.day, v.content, v.loans, v.interest, e.voucher FROM provisions v
        LEFT JOIN entries e ON e.id = v.entry_id WHERE v.entry_id IS NULL OR {STANDS.format("v")}
        ORDER BY v.day DESC, v.id DESC
    """  # noqa: S608 - every part of it is a constant of the program
    return [
        Judgement(
            number, date.fromisoformat(day), rules_from_mapping(json.loads(content)), Money(loans), Money(interest),
            voucher,
        )
        for number, day, content, loans, interest, voucher in rows.ask(tx, asked)
    ]  # fmt: skip


def allowance(tx: Tx, accounts: Sequence[str], day: date | None = None) -> dict[str, Money]:
    """Tell what stands set aside on each account at the end of a day (none: now), positive."""
    asked = "SELECT coalesce(-sum(amount), 0) FROM postings WHERE account = ? AND day <= ?"
    until = day.isoformat() if day else "9999-12-31"
    return {each: Money(rows.ask(tx, asked, (each, until))[0][0]) for each in dict.fromkeys(accounts)}


def allowance_moves(
    tx: Tx, roles: Mapping[CoopAccount, str], first: date, last: date
) -> list[tuple[date, str, AllowanceMove, Money]]:
    """Tell of every entry between two days that moved the allowance: its day, voucher, why, and by how much.

    The growth of the allowance is positive. A reversal stands with what it took back.
    """
    own = {roles[CoopAccount.ALLOWANCE_LOANS], roles[CoopAccount.ALLOWANCE_INTEREST]}
    expense = roles[CoopAccount.DOUBTFUL_DEBT]
    holes = ", ".join("?" * len(own))
    asked = f"""
        SELECT e.id, e.day, e.voucher, p.account, a.type, sum(p.amount) FROM entries e
        JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account
        WHERE e.id IN (SELECT entry_id FROM postings WHERE account IN ({holes}) AND day BETWEEN ? AND ?)
        GROUP BY e.id, p.account ORDER BY e.day, e.id
    """  # noqa: S608 - placeholders
    sums: defaultdict[tuple[int, date, str], dict[str, Money]] = defaultdict(
        lambda: dict.fromkeys(("own", "expense", "assets"), ZERO)
    )
    for entry_id, day, voucher, account, kind, satang in rows.ask(
        tx, asked, (*sorted(own), first.isoformat(), last.isoformat())
    ):
        place = "own" if account in own else "expense" if account == expense else "assets" if kind == "A" else ""
        if place:
            sums[entry_id, date.fromisoformat(day), voucher][place] += Money(satang)
    return [
        (
            day,
            voucher,
            kind_of_move(-found["own"], expense=found["expense"], written_off=-found["assets"]),
            -found["own"],
        )
        for (_entry, day, voucher), found in sums.items()
        if found["own"]
    ]
