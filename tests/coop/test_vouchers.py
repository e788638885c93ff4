"""Receipts and payments of several lines, with the moves behind them."""

from datetime import date

from welfare_desk.coop.holdings import Act, Move
from welfare_desk.coop.vouchers import CoopLine, CoopPaper, problems_of_paper, voucher
from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.money import ZERO, Money

DAY = date(2026, 3, 1)
PAPER = CoopPaper(DAY, "00001", " สมใจ ", "11110", "ค่าหุ้น")
SHARES = CoopLine("31000", Money.baht(100), 7, Act.DEPOSIT)
FEE = CoopLine("42050", Money.baht(50))


def lines(moved):
    return [(line.account, line.amount.plain(), line.member) for line in moved.entry.postings]


def test_a_receipt_takes_all_its_lines_at_once():
    moved = voucher(PAPER, [SHARES, FEE, CoopLine("21410", ZERO, 8, Act.DEPOSIT)])
    assert (moved.entry.series, moved.entry.payee) == (Series.RECEIPT, "สมใจ")
    assert problems_of(moved.entry) == []
    assert lines(moved) == [
        ("11110", "150.00", None),
        ("31000", "-100.00", "00001"),
        ("42050", "-50.00", "00001"),
    ]
    assert moved.moves == (Move(7, "31000", Act.DEPOSIT, Money.baht(-100)),)


def test_a_payment_gives_what_is_left_after_what_is_set_off():
    owed = CoopLine("11533", Money.baht(40), 9, Act.REPAY)
    moved = voucher(PAPER, [CoopLine("31000", Money.baht(-100), 7, Act.WITHDRAW), owed])
    assert moved.entry.series is Series.PAYMENT
    assert lines(moved)[-1] == ("11110", "-60.00", None)
    assert problems_of(moved.entry) == []


def test_what_moves_no_money_is_a_general_voucher():
    moved = voucher(PAPER, [CoopLine("21410", Money.baht(-5), 1, Act.TRANSFER), CoopLine("31000", Money.baht(5), 2)])
    assert moved.entry.series is Series.GENERAL
    assert lines(moved) == [("21410", "5.00", "00001"), ("31000", "-5.00", "00001")]
    assert len(moved.moves) == 1  # a line that names no act is explained by somebody else


def test_every_problem_of_a_paper_is_named_at_once():
    assert problems_of_paper(PAPER, DAY, Money(1)) == []
    bad = CoopPaper(date(2026, 3, 2), None, " ", "", "")
    codes = ["payment.no_amount", "payment.no_payer", "match.future", "match.account"]
    assert [each.code for each in problems_of_paper(bad, DAY, ZERO)] == codes
