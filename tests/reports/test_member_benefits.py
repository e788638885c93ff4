"""One member's benefits: asked, decided, paid, before the book too; and what ceilings leave."""

from datetime import date

from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money


def cells(report):
    at = [column.key for column in report.columns]
    return [dict(zip(at, row.cells, strict=True)) for row in report.rows]


def test_everything_stands_in_order_of_the_events(helped):
    old, first, second, third, total = cells(helped("member-benefits", member="00001"))
    assert (old["claim"], old["approved"], old["paid"]) == ("before the book", Money.baht(400), Money.baht(400))
    assert old["reasons"] == "exception · By the rule. · มติ 2/2568"
    assert (first["claim"], first["status"], first["paid_day"]) == ("C-0001", "Paid out", date(2026, 5, 20))
    assert (second["right"], second["approved"], second["paid"]) == (Money.baht(300), Money.baht(500), Money.baht(500))
    assert second["reasons"].startswith("exception")
    assert (third["status"], third["approved"], third["paid"]) == ("Before the committee", None, None)
    assert (total["approved"], total["paid"]) == (Money.baht(1_200), Money.baht(1_200))


def test_a_payment_that_was_undone_is_to_be_paid_again(helped):
    [birth] = [each for each in cells(helped("member-benefits", member="00002")) if each["claim"] == "C-0004"]
    assert (birth["status"], birth["paid_day"], birth["paid"]) == ("To be paid", None, None)


def test_what_ceilings_leave_counts_the_lists_of_before_the_book(helped):
    facts = dict(helped("member-benefits", member="00001").facts)
    assert facts["Sickness / hospital stay: baht left this year"] == Money.baht(0)
    assert facts["Sickness / hospital stay: nights left this year"] == 13, "seven nights: 1, 3 and 3"
    assert facts["Elderly / community pension: times left in 1 year"] == 1


def test_a_cause_is_told_to_those_alone_who_may_see_it(helped):
    assert "ไข้เลือดออก" not in str(helped("member-benefits", member="00001").rows)
    told = helped("member-benefits", sees=frozenset({Permission.HEALTH}), member="00001")
    assert "ไข้เลือดออก" in str(told.rows)


def test_who_asked_for_nothing(helped):
    report = helped("member-benefits", member="00004")
    assert (report.rows, report.nothing) == ((), "This member has asked for no benefit yet.")


def test_before_any_regulation_nothing_is_said_of_ceilings(helped):
    assert helped("member-benefits", member="00003", on="2025-01-31").facts == ()
