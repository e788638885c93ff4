"""The practice book: the same each time, three years of a fund's life, sound to the last satang."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from filelock import FileLock

from welfare_desk.ledger.checklist import CheckState
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.close_checklist import look_at
from welfare_desk.services import books
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.practice import make_practice_book
from welfare_desk.services.practice_people import MEMBERS, TODAY, VILLAGES


@pytest.fixture(scope="session")
def practice(tmp_path_factory, worker_id):
    """Make it once for all workers of a run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    path = shared / "ฝึกหัด.welfare"
    with FileLock(shared / "practice.lock"):
        if not path.exists():
            make_practice_book(path).book.close()
    return path


@pytest.fixture
def desk(practice):
    from tests.builders import outside

    desk = books.sit_down(practice, outside(TODAY), writes=False)
    yield desk
    desk.book.close()


def one(desk, asked):
    with desk.book.read() as tx:
        return tx.exec_driver_sql(asked).scalar_one()


def test_it_is_a_fund_of_its_size(desk):
    assert one(desk, "SELECT count(*) FROM members") == MEMBERS == 1139
    assert one(desk, "SELECT count(DISTINCT village) FROM members") == VILLAGES == 10
    assert one(desk, "SELECT min(day) FROM entries") == "2022-10-01"
    assert one(desk, "SELECT max(day) FROM entries") <= TODAY.isoformat()
    assert one(desk, "SELECT count(*) FROM receipts") > 10_000
    assert desk.ask(books.practice_day) == date(2026, 1, 15)


def test_its_months_are_closed_up_to_the_one_before_last(desk):
    assert one(desk, "SELECT max(last_day) FROM periods WHERE status = 'closed'") == "2025-11-30"
    assert one(desk, "SELECT count(*) FROM periods WHERE status = 'open'") == 2


def test_its_years_are_locked_by_the_annual_meeting_but_the_last(desk):
    asked = "SELECT status FROM periods WHERE id = 2{:03}13"
    assert [one(desk, asked.format(year)) for year in (23, 24, 25)] == ["locked", "locked", "closed"]
    assert one(desk, "SELECT count(*) FROM meetings WHERE kind = 'general'") == 3


def test_it_is_ready_for_certification_but_for_a_few_things(desk):
    lights = dict(desk.ask(lambda tx: make_report(tx, "readiness", {}, TODAY)).answer)
    assert "red" not in lights.values()
    assert [name for name, light in lights.items() if light == "amber"] == ["certification_3", "matching_4"]


def test_its_next_month_leaves_something_to_do_before_it_closes(desk):
    looked = desk.ask(lambda tx: look_at(tx, date(2025, 12, 1)))
    assert {each.code for each in looked.lines if each.state is not CheckState.OK} == {"banks", "claims"}
    assert one(desk, "SELECT count(*) FROM advances") == 2
    assert one(desk, "SELECT count(*) FROM reconciliations") > 30


def test_it_is_sound(desk):
    found = verify_book(desk)
    assert [each.id for each in found.results if not each.ok] == []
    assert found.entries > 10_000


def test_the_same_bytes_come_out_each_time(tmp_path):
    """A few months tell: whatever is drawn by lot is drawn from the first day on."""
    digests = set()
    for name in ("ฝึกหัด.welfare", "อีกครั้ง.welfare"):
        make_practice_book(tmp_path / name, date(2022, 12, 31)).book.close()
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_an_auditor_is_shown_few_things_over_all_its_years(desk):
    with desk.book.read() as tx:
        report = make_report(tx, "audit-tests", {"from": date(2022, 10, 1)}, TODAY)
    found = {row.opens.report: row.cells[3] for row in report.rows if row.opens}
    assert {name: count for name, count in found.items() if count > 3} == {}
    assert sum(found.values()) > 0
