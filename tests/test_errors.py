"""What went wrong is said in a sentence, with its values written the way people write them."""

from datetime import date

from welfare_desk.errors import Awaiting, BookError, RuleError, fill, problem
from welfare_desk.i18n import spoken
from welfare_desk.money import Money


def test_a_sentence_is_filled_the_way_people_write():
    with spoken("en"):
        said = fill("{who} paid {amount} on {day}", {"who": "Dam", "amount": Money(123450), "day": date(2026, 1, 5)})
    assert said == "Dam paid 1,234.50 on 5 Jan 2569"


def test_a_problem_knows_its_field_and_its_values():
    short = problem("cash.short", "{amount} baht are missing.", "cash", amount=Money(100))
    with spoken("en"):
        assert short.sentence() == "1.00 baht are missing."
    assert (short.code, short.field) == ("cash.short", "cash")


def test_a_refusal_carries_every_problem():
    with spoken("en"):
        refusal = RuleError(problem("a", "First."), problem("b", "Second."))
    assert [each.code for each in refusal.problems] == ["a", "b"]
    assert str(refusal) == "a: First.; b: Second."


def test_an_obstacle_says_what_to_do():
    with spoken("en"):
        assert str(BookError(problem("disk.full", "Make room on {disk}.", disk="C:"))) == "Make room on C:."


def test_what_waits_names_its_reference():
    with spoken("en"):
        assert "P-0007" in Awaiting("P-0007").sentence()
    assert Awaiting("P-0007").reference == "P-0007"
