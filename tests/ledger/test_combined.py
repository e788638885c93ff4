"""Several books of one body in one statement: what they owe each other is taken out, and what differs is named."""

from dataclasses import replace

from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.combined import (
    BookBalances,
    CombinedLine,
    Mutual,
    combine,
    line_of,
    problems_of_mutual,
)
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource


def a_chart(kind):
    return {each.code: each for each in read_chart(resource("charts", f"{kind}.tsv").read_text(encoding="utf-8"))}


def baht(**given):
    return {code.strip("_"): Money.baht(amount) for code, amount in given.items()}


FUND = BookBalances("กองทุน", a_chart("welfare_fund"), baht(_1101=300, _1114=700, _3101=-1_000))
COOP = BookBalances(
    "สหกรณ์", a_chart("cooperative"),
    baht(_11110=900, _11533=400, _12210=100, _21410=-800, _22110=-100, _31000=-450, _41010=-50),
)  # fmt: skip
HAS = Mutual(0, "1114", 1, "21410", Money.baht(700), Money.baht(-700))


def test_every_account_of_every_chart_has_a_line():
    lines = {line_of(account) for kind in ("welfare_fund", "cooperative", "savings_group", "village_fund")
             for account in a_chart(kind).values() if not account.is_header}  # fmt: skip
    assert lines == set(CombinedLine)


def test_what_one_book_has_in_another_is_taken_out_on_both_sides():
    rows = {row.line: row for row in combine([FUND, COOP], [HAS])}
    assert rows[CombinedLine.CASH].books == (Money.baht(300), Money.baht(900))
    assert rows[CombinedLine.PAYABLES].total == Money.baht(-100)
    assert rows[CombinedLine.PAYABLES].taken_out == Money.baht(700)
    assert Money.sum(row.total for row in rows.values()) == ZERO
    assert Money.sum(row.taken_out for row in rows.values()) == ZERO
    assert problems_of_mutual([FUND, COOP], [HAS]) == []


def test_where_both_differ_only_what_both_say_is_taken_out_and_the_rest_is_named():
    differs = replace(HAS, owed=Money.baht(-650))
    rows = combine([FUND, COOP], [differs])
    assert Money.sum(row.total for row in rows) == ZERO
    assert differs.taken_out == Money.baht(650)
    (found,) = problems_of_mutual([FUND, COOP], [differs])
    assert found.params["difference"] == Money.baht(50)
    assert replace(HAS, owed=Money.baht(5)).taken_out == ZERO
