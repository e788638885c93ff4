"""What an entry does on control accounts is explained by what members hold, account by account."""

from datetime import date

from tests.builders import an_entry
from welfare_desk.coop.accounts import MEMBER_OWNED, ROLES, CoopAccount, controls_of
from welfare_desk.coop.holdings import (
    Act,
    Ledger,
    Move,
    Moved,
    happened,
    mirrored,
    move_fields,
    moves_hash,
    problems_of_moves,
    unexplained,
)
from welfare_desk.coop.standings import LoanStanding, full_months
from welfare_desk.ledger.accounts import may_post, read_chart
from welfare_desk.money import Money
from welfare_desk.resource import resource

PAID = an_entry("11110 general 500.00", "31000 general -300.00", "31000 general -200.00", day="2026-01-05")
CONTROLS = {"31000": Ledger.SHARE, "21410": Ledger.SAVINGS}


def a_move(satang, account="31000", holding=1):
    return Move(holding, account, Act.DEPOSIT, Money(satang))


def test_moves_explain_the_lines_of_a_control_account_to_the_satang():
    right = Moved(PAID, (a_move(-300_00), a_move(-200_00, holding=2)))
    assert problems_of_moves(right, CONTROLS) == []
    short = Moved(PAID, (a_move(-300_00), a_move(-199_99, holding=2)))
    assert [each.code for each in problems_of_moves(short, CONTROLS)] == ["holding.differs"]
    assert [each.params["difference"] for each in problems_of_moves(short, CONTROLS)] == [Money(1)]


def test_a_move_on_an_account_that_the_entry_does_not_touch_is_a_problem():
    beside = Moved(PAID, (a_move(-500_00), a_move(-1, "41010")))
    assert [each.params["account"] for each in problems_of_moves(beside, CONTROLS)] == ["41010"]


def test_what_an_entry_leaves_unexplained_is_told_by_ledger_and_account():
    assert unexplained(PAID, CONTROLS) == ((Ledger.SHARE, "31000", Money(-500_00)),)
    assert unexplained(PAID, {}) == ()
    both = an_entry("31000 general 5", "31000 general -5", day="2026-01-05")
    assert unexplained(both, CONTROLS) == ()


def test_a_mirror_undoes_every_move_and_the_hash_tells_any_two_apart():
    moves = (a_move(-300_00), a_move(-200_00, holding=2))
    assert [each.amount for each in mirrored(moves)] == [Money(300_00), Money(200_00)]
    hashes = {moves_hash(move_fields(each)) for each in (moves, mirrored(moves), moves[::-1], moves[:1])}
    assert len(hashes) == 4


def test_an_event_is_written_the_same_whatever_the_order_of_its_content():
    first = happened(date(2026, 1, 5), "notice", "โทรแล้ว", number=1, until="2026-02-05")
    assert first.content == happened(date(2026, 1, 5), "notice", until="2026-02-05", number=1).content
    assert first.words == "โทรแล้ว"


def test_every_kind_of_book_has_an_account_in_use_for_every_role():
    for kind in MEMBER_OWNED:
        chart = read_chart(resource("charts", f"{kind.replace('-', '_')}.tsv").read_text(encoding="utf-8"))
        accounts = {account.code: account for account in chart}
        assert set(ROLES[kind]) == set(CoopAccount)
        assert [code for code in ROLES[kind].values() if code not in accounts or not may_post(accounts[code])] == []


def test_a_welfare_fund_has_no_account_that_members_own():
    assert controls_of("welfare-fund") == {}
    assert controls_of("cooperative")["31000"] is Ledger.SHARE


def test_a_loan_is_late_by_more_than_so_many_months_from_the_day_after():
    loan = LoanStanding(1, "ส.1/2569", "0001", "ordinary", Money(1), first_unpaid_due=date(2026, 1, 31))
    assert not loan.is_late_by(1, date(2026, 2, 28))
    assert loan.is_late_by(1, date(2026, 3, 1))
    assert not LoanStanding(1, "ส.1/2569", "0001", "ordinary", Money(1)).is_late_by(0, date(2026, 3, 1))


def test_months_are_whole_on_the_same_day_of_the_next_one():
    assert full_months(date(2025, 8, 6), date(2026, 9, 30)) == 13
    assert full_months(date(2026, 8, 11), date(2026, 9, 30)) == 1
    assert full_months(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert full_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
