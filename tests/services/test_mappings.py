"""The files that are handed up, by the mapping of the fund, and what may be destroyed."""

from datetime import date

import pytest

from tests.builders import a_book, a_line
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from tests.services.small_fund import refused
from welfare_desk.i18n import spoken
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.mappings import keep_mapping, mapping_text
from welfare_desk.services.members import add_member
from welfare_desk.services.openings import open_balances
from welfare_desk.services.privacy import keep_names_for
from welfare_desk.welfare.mappings import FlatFile

OWN = '{"as_of": "2026-03-01", "columns": [{"title": "ใคร", "from": "member"}, {"title": "บาท", "from": "baht"}]}'


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    open_balances(desk, [a_line(each) for each in ("1111 welfare 900", "3101 welfare -900")])
    add_member(desk, Member("00004", "นาย", "ดี", "งาม", date(2025, 9, 30), village="3", entry_day=date(2020, 1, 1)))
    with desk.book.write() as tx:
        for paid, event in (("2025-12-20", "2025-12-01"), ("2026-01-20", "2025-12-01"), ("2026-02-20", "2026-02-01")):
            keep_past_benefit(tx, PastBenefit("SICK", "00004", paid_day=paid, event_day=event))
    yield desk
    desk.book.close()


def report(desk, name, **asked):
    with spoken("en"):
        return desk.ask(lambda tx: make_report(tx, name, asked, desk.today))


def test_the_finance_file_holds_both_sides_of_section_10(desk):
    rows = [row.cells for row in report(desk, "fund-finance").rows]
    assert len(rows) == 20
    sides = {side: Money.sum(row[6] for row in rows if row[3] == side) for side in {row[3] for row in rows}}
    assert sides == {"Money that came in": Money.baht(900), "Where it is": Money.baht(900)}


def test_benefits_that_stand_twice_are_named_before_they_are_handed_up(desk):
    found = report(desk, "benefits-paid")
    assert found.holds is False
    assert found.notes[0].startswith("B-0001, B-0002: 2 benefits of one person")
    assert report(desk, "benefits-paid", **{"from": "2026-02-01"}).holds is None


def test_the_fund_s_own_mapping_decides_the_columns(desk):
    keep_mapping(desk, FlatFile.BENEFITS, OWN)
    assert [each.title for each in report(desk, "benefits-paid").columns] == ["ใคร", "บาท"]
    assert desk.ask(lambda tx: mapping_text(tx, FlatFile.BENEFITS)) == OWN
    assert refused(keep_mapping, desk, FlatFile.FINANCE, OWN) == ["mapping.source"]
    keep_mapping(desk, FlatFile.BENEFITS, " ")
    assert len(report(desk, "benefits-paid").columns) > 2


def test_papers_may_go_after_the_book_s_own_years(desk):
    def state(on):
        return {row.cells[2] for row in report(desk, "retention", on=on).rows[1:5]}

    assert (state("2031-09-30"), state("2031-10-01")) == ({"to be kept"}, {"may be destroyed"})
    assert dict(report(desk, "retention").facts)["Papers are kept for"] == "5 years (default)"
    keep_names_for(desk, 10)
    assert state("2031-10-01") == {"to be kept"}
    assert dict(report(desk, "retention").facts)["Papers are kept for"] == "10 years"
