"""Decisions: reasons in words, the regulation, who decided, what the committee made of it, exceptions counted."""

from welfare_desk.money import Money
from welfare_desk.reports.model import Link


def cells(report):
    at = [column.key for column in report.columns]
    return [dict(zip(at, row.cells, strict=True)) for row in report.rows]


def test_each_decision_with_what_the_committee_made_of_it(helped):
    report = helped("benefit-decisions", from_="2026-05-01")
    rows = {each["claim"]: each for each in cells(report)}
    first, second, last = rows["C-0001"], rows["C-0002"], rows["C-0005"]
    assert (first["outcome"], first["exception"], first["right"], first["approved"]) == (
        "Approved", None, Money.baht(300), Money.baht(300),
    )  # fmt: skip
    assert first["reasons"] == "100.00 baht × 3 = 300.00 baht. · มติ 5/2569"
    assert (first["regulation"], first["by"] is not None) == ("ระเบียบ พ.ศ. 2568", True)
    assert (second["exception"], second["approved"]) == ("exception", Money.baht(500))
    assert (last["outcome"], last["approved"]) == ("Before the committee", None)
    assert dict(report.facts) == {"Decisions": 5, "Exceptions": 1, "Beyond the regulation": Money.baht(200)}
    assert report.notes[0] == "1 exception was made."
    assert report.rows[0].opens == Link("member-benefits", (("member", "00001"),))


def test_exceptions_alone_with_those_of_before_the_book(helped):
    report = helped("benefit-decisions", from_="2025-11-01", only="exceptions")
    before, book, total = cells(report)
    assert (before["claim"], before["right"], before["approved"]) == (
        "before the book", Money.baht(300), Money.baht(400),
    )  # fmt: skip
    assert book["claim"] == "C-0002"
    assert (total["right"], total["approved"]) == (Money.baht(600), Money.baht(900))
    assert dict(report.facts)["Beyond the regulation"] == Money.baht(300)


def test_no_decision_is_said_in_words(helped):
    report = helped("benefit-decisions", from_="2020-01-01", to="2020-01-31")
    assert (report.rows, report.facts) == ((), ())
