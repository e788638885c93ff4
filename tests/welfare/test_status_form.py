"""Section 10 of the status form: both sides agree, by construction."""

from tests.builders import a_line
from welfare_desk.ledger.accounts import Account, AccountType, Side
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.status_form import FIGURES, RECEIPTS, UNKNOWN, USES, Carried, difference, financial_position


def account(code, kind, line=""):
    return Account(code, code, "", kind, Side.DEBIT, form10_line=line)


CHART = {
    each.code: each
    for each in (
        account("1000", AccountType.HEADER),
        account("1101", AccountType.ASSET, "A.cash_on_hand"),
        account("1209", AccountType.ASSET),
        account("2201", AccountType.LIABILITY, "A.other"),
        account("3101", AccountType.EQUITY),
        account("3201", AccountType.EQUITY),
        account("3301", AccountType.EQUITY),
        account("3401", AccountType.EQUITY),
        account("3801", AccountType.EQUITY),
        account("4101", AccountType.INCOME, "R1.member"),
        account("4999", AccountType.INCOME),
        account("5101", AccountType.EXPENSE, "P1.welfare"),
        account("5999", AccountType.EXPENSE),
    )
}


def a_ledger(*entries):
    """Add up entries of lines `1101 welfare 5`; those after `opening` or `closing` are of that kind."""
    sums = {}
    for entry in entries:
        kind, *lines = entry
        for line in map(a_line, lines):
            had = sums.setdefault(line.account, [0, 0, 0])
            had[0] += line.amount.satang
            had[1] += line.amount.satang if kind == "opening" else 0
            had[2] += line.amount.satang if kind == "closing" else 0
    return {code: Carried(*each) for code, each in sums.items()}


OPENING = ("opening", "1101 w 900", "2201 w -100", "3101 w -1000", "3201 w -50", "3301 w 250")
YEAR = (
    ("normal", "1101 w 300", "4101 w -300"),
    ("normal", "1209 w 5", "4999 w -5"),
    ("normal", "5101 w 40", "1101 w -40"),
    ("normal", "5999 w 3", "1101 w -3"),
    ("normal", "1101 w 7", "3401 w -7"),
    ("closing", "4101 w 300", "4999 w 5", "5101 w -40", "5999 w -3", "3101 w -305", "3301 w 43"),
)


def test_a_line_of_the_form_stands_on_one_side_alone():
    lines = [line for side in (RECEIPTS, USES) for group in side for line in group]
    assert len(set(lines)) == len(lines) == 20
    assert set(FIGURES) - set(UNKNOWN) <= set(lines)


def test_both_sides_count_since_the_founding_and_agree_after_a_close():
    found = financial_position(a_ledger(OPENING, *YEAR), CHART, {})
    assert {line: amount.satang // 100 for line, amount in found.lines.items()} == {
        "A.cash_on_hand": 1164, "A.other": -95, "R1.member": 1300, "R1.other": 50, "P2.other": 253,
        "P1.welfare": 40, "R2.other": 12,
    }  # fmt: skip
    assert found.received == found.used == Money.baht(1362)
    assert not found.is_detailed
    assert not difference(a_ledger(OPENING, *YEAR), CHART, {})


def test_figures_before_the_book_take_the_place_of_what_was_opened():
    before = {
        "R1.member": Money.baht(700), "R1.codi_match": Money.baht(350), "P1.welfare": Money.baht(200),
        "P2.travel": Money.baht(50),
    }  # fmt: skip
    found = financial_position(a_ledger(OPENING, *YEAR), CHART, before)
    assert (found.of("R1.codi_match"), found.of("P1.welfare"), found.of("R1.other")) == (
        Money.baht(350), Money.baht(240), ZERO,
    )  # fmt: skip
    assert found.received == found.used
    assert found.is_detailed


def test_figures_that_are_not_the_opening_s_are_left_aside():
    wrong = {"R1.member": Money.baht(999)}
    found = financial_position(a_ledger(OPENING, *YEAR), CHART, wrong)
    assert found == financial_position(a_ledger(OPENING, *YEAR), CHART, {})
    assert not difference(a_ledger(OPENING, *YEAR), CHART, wrong)


def test_what_nobody_knows_in_detail_stands_under_other_and_is_marked():
    before = {"R1.member": Money.baht(1000), "R1.unknown": Money.baht(50), "P2.unknown": Money.baht(250)}
    found = financial_position(a_ledger(OPENING, *YEAR), CHART, before)
    assert (found.of("R1.other"), found.of("P2.other")) == (Money.baht(50), Money.baht(253))
    assert not found.is_detailed


def test_the_sample_of_the_design_agrees():
    opened = ("opening", "1101 w 2542490.84", "2201 w -47530", "3101 w -5981499.19", "3301 w 3486538.35")
    found = financial_position(a_ledger(opened), CHART, {})
    assert found.received == found.used == Money.baht("5981499.19")


def test_a_book_without_an_opening_has_nothing_unknown():
    assert financial_position(a_ledger(YEAR[0]), CHART, {}).is_detailed


def test_what_other_checks_name_is_not_named_twice():
    crooked = a_ledger(
        OPENING, ("normal", "1101 w 9"), ("normal", "1000 w 4", "1101 w -4"), ("normal", "3801 w 6", "1101 w -6")
    )
    assert not difference(crooked, CHART, {})
    assert difference(a_ledger(OPENING, ("normal", "1101 w 8", "3101 w -8")), CHART, {}) == Money.baht(8)
