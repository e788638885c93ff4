"""A round of matching money that puts everybody forward, for books that should have one."""

from __future__ import annotations

from welfare_desk.money import Money
from welfare_desk.services.matching import keep_programme, open_round, record_approval, record_asked, record_receipt
from welfare_desk.welfare.match_rounds import MatchLetter
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms

TERMS = ("full_years", "paid_up", "cutoff_day", "cutoff_month")  # those that the committee set


def a_round_of_matching_money(desk, today):
    """Keep a programme and open its first round, with a cut-off late in January 2569."""
    terms = MatchTerms(full_years=0, paid_up=False, cutoff_day=25, cutoff_month=1, chosen=TERMS)
    programme = MatchProgramme("codi", "สมทบจาก พอช.", "CODI match", Giver.STATE, "4201", "1201")
    keep_programme(desk, programme, terms, today)
    assert open_round(desk, "codi", 2026) == 1


def money_of_the_round(desk, day):
    """Ask for the first round, and let an instalment of it come."""
    record_asked(desk, 1, MatchLetter(day, Money.baht(20), "สช 1/2569"))
    record_approval(desk, 1, MatchLetter(day, Money.baht(18), "พอช 12"))
    record_receipt(desk, 1, MatchLetter(day, Money.baht(10), "งวดที่ 1"), "1113")
