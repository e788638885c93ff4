"""Health of a fund: years covered, administration, and the years ahead."""

from datetime import date

import pytest

from tests.builders import a_book, an_entry
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.fund_health import health, hundredths, pace_words
from welfare_desk.services.entries import post_entry
from welfare_desk.services.members import add_member
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES

TODAY = date(2028, 1, 15)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    yield desk
    desk.book.close()


def money(desk, account, baht, day):
    lines = (f"{account} welfare {baht}", f"1101 welfare -{baht}")
    post_entry(desk, an_entry(*lines, day=day, series=Series.PAYMENT))


def look(desk, day=TODAY, most=0):
    return desk.ask(lambda tx: health(tx, day, most))


def ask(desk, **given):
    with spoken("en"):
        return desk.ask(lambda tx: make_report(tx, "fund-health", given, TODAY))


def rich(desk):
    post_entry(desk, an_entry("1101 welfare 10000", "4101 welfare -10000", day="2025-10-05"))


def test_the_last_full_fiscal_years_of_the_book_tell_the_pace(desk):
    rich(desk)
    for baht, day in ((1_000, "2026-03-01"), (2_000, "2027-03-01"), (700, "2027-12-01")):
        money(desk, "5102", baht, day)
    seen = look(desk)
    assert (seen.pace.yearly, seen.pace.years) == (Money.baht(1_500), (2026, 2027))
    assert (seen.left, seen.covered) == (Money.baht(6_300), 4_20)
    with spoken("en"):
        assert pace_words(seen.pace) == "from fiscal years 2569–2570"


def test_a_book_without_a_full_year_takes_the_lists_of_before_it(desk):
    rich(desk)
    with desk.book.write() as tx:
        for day in ("2023-12-01", "2024-12-01"):
            keep_past_benefit(tx, PastBenefit("ELDER", None, day, 300))
    seen = look(desk, date(2026, 1, 15))
    assert (seen.pace.yearly, seen.pace.years, seen.pace.before) == (Money.baht(300), (2024, 2025), True)
    with spoken("en"):
        assert pace_words(seen.pace) == "from the lists of before the book, fiscal years 2567–2568"


def test_else_what_has_run_of_the_year_is_reckoned_up(desk):
    rich(desk)
    money(desk, "5102", 400, "2025-12-01")
    seen = look(desk, date(2026, 1, 15))
    assert (seen.pace.yearly, seen.pace.months) == (Money.baht(1_200), 4)
    with spoken("en"):
        assert pace_words(seen.pace) == "reckoned from 4 months"


def test_an_empty_book_tells_nothing(desk):
    seen = look(desk)
    assert (seen.covered, seen.share, seen.is_over) == (None, None, False)
    assert hundredths(None) == "-"
    assert hundredths(1_234_56) == "1,234.56"


def test_administration_above_its_limit_is_warned_of(desk):
    rich(desk)
    money(desk, "5102", 300, "2027-12-01")
    money(desk, "5303", 100, "2027-12-01")
    seen = look(desk)
    assert (seen.share, seen.most, seen.is_default, seen.is_over) == (25_00, 20, True, True)
    report = ask(desk)
    assert report.holds is False
    assert report.notes[0].startswith("Of all spending of the last year, administration takes 25.00 %")
    assert dict(report.facts)["At most"] == "20 % (default)"
    easier = ask(desk, most="25")
    assert (easier.holds, dict(easier.facts)["At most"]) == (None, "25 %")


def a_member(desk, number, born, *ended):
    entered = date(2015, 1, 1)
    standings = (StatusChange(entered, Status.ACTIVE), *(StatusChange(*each) for each in ended))
    add_member(
        desk,
        Member(number, "นาง", "ก", number, date(2025, 9, 30), birth_day=born, entry_day=entered, statuses=standings),
    )


def test_the_years_ahead_with_the_readers_assumption(desk):
    adopt_regulation(desk, "ระเบียบ", date(2025, 10, 1), date(2025, 9, 1), "มติ", READY_TYPES)
    a_member(desk, "00001", date(1950, 1, 1))
    a_member(desk, "00002", date(1969, 12, 1))
    a_member(desk, "00003", None)
    report = ask(desk, rate="0")
    first, second, *_more, total = [row.cells for row in report.rows]
    assert first[:4] == ("2572", 3, 1, Money.baht(200))
    assert second[:4] == ("2573", 3, 2, Money.baht(400))
    assert total[3] == Money.baht(200 + 9 * 400)
    assert "an assumption of the reader: 0 a year among 1,000 members" in report.notes[0]
    assert any("day of birth of 1 members" in note for note in report.notes)
    assert len(report.charts[0].labels) == 10


def test_the_funds_own_deaths_tell_the_rest(desk):
    adopt_regulation(desk, "ระเบียบ", date(2025, 10, 1), date(2025, 9, 1), "มติ", READY_TYPES)
    a_member(desk, "00001", date(1950, 1, 1))
    a_member(desk, "00002", date(1950, 1, 1), (date(2027, 1, 1), Status.DEAD))
    report = ask(desk)
    assert "1 deaths in 10 years of membership, fiscal years 2566–2570" in report.notes[0]
    assert report.rows[0].cells[4] == "0.10", "one death in ten years of membership"


def test_without_rules_no_baht_is_told(desk):
    report = ask(desk)
    assert report.charts == ()
    assert any("No regulation is in force" in note for note in report.notes)
    only = [each for each in READY_TYPES if each.code == "SICK"]
    adopt_regulation(desk, "ระเบียบ", date(2025, 10, 1), date(2025, 9, 1), "มติ", only)
    assert any("gives nothing from an age on" in note for note in ask(desk).notes)
