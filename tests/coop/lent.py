"""Loans as tests speak of them: terms, a history of what was posted, accounts."""

from dataclasses import replace
from datetime import date

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.loan_history import LoanHistory, LoanMove, On, version_of
from welfare_desk.coop.loan_terms import LoanTerms
from welfare_desk.coop.schedules import schedule
from welfare_desk.money import Money

LENT = date(2026, 1, 1)
TERMS = LoanTerms(Money.baht(12_000), 73_000, LENT, date(2026, 1, 31), 12)
"""12,000 at 7.3 %: a day of interest on it is 2.40 baht; 1,000 fall due at the end of each month."""


def version(terms=TERMS):
    return version_of(terms, schedule(terms))


def drawn(amount=12_000, day=LENT):
    return LoanMove(day, On.PRINCIPAL, Act.DRAW, Money.baht(amount))


def repaid(day, principal=0, interest=0, accrued=0, penalty=0):
    """Give the moves of a payment; `accrued` is interest that stood on the books."""
    moves = (
        LoanMove(day, On.PRINCIPAL, Act.REPAY, -Money.baht(principal)),
        LoanMove(day, On.INTEREST, Act.INTEREST, -Money.baht(interest)),
        LoanMove(day, On.ACCRUED, Act.INTEREST, -Money.baht(accrued)),
        LoanMove(day, On.PENALTY, Act.PENALTY, -Money.baht(penalty)),
    )
    return [each for each in moves if each.amount]


def accrued(day, amount):
    return [
        LoanMove(day, On.ACCRUED, Act.ACCRUE, Money.baht(amount)),
        LoanMove(day, On.INTEREST, Act.ACCRUE, -Money.baht(amount)),
    ]


def a_loan(*moves, terms=TERMS, later=(), **changed):
    """Give a loan that was drawn on its first day, with moves in order of day; `later` are versions after the first."""
    flat = [drawn()]
    for each in moves:
        flat += each if isinstance(each, list) else [each]
    return LoanHistory((version(replace(terms, **changed)), *later), tuple(flat))
