"""The practice cooperative: the same each time, a year and a quarter of its life, sound to the last satang."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from filelock import FileLock

from tests.builders import outside
from welfare_desk.coop.accounts import COOPERATIVE
from welfare_desk.coop.holdings import Ledger
from welfare_desk.ledger.checklist import CheckState
from welfare_desk.reports.close_checklist import look_at
from welfare_desk.services import books
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.practice_coop import make_practice_cooperative
from welfare_desk.services.practice_coop_members import MEMBERS
from welfare_desk.services.practice_people import TODAY
from welfare_desk.storage import holdings, settings


@pytest.fixture(scope="session")
def practice(tmp_path_factory, worker_id):
    """Make it once for all workers of a run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    path = shared / "สหกรณ์ฝึกหัด.welfare"
    with FileLock(shared / "practice_coop.lock"):
        if not path.exists():
            make_practice_cooperative(path).book.close()
    return path


@pytest.fixture
def desk(practice):
    desk = books.sit_down(practice, outside(TODAY), writes=False)
    yield desk
    desk.book.close()


def one(desk, asked):
    with desk.book.read() as tx:
        return tx.exec_driver_sql(asked).scalar_one()


def test_it_is_a_cooperative_marked_as_practice(desk):
    assert desk.ask(lambda tx: settings.get(tx, "kind")) == COOPERATIVE
    assert desk.ask(books.practice_day) == TODAY
    assert one(desk, "SELECT count(*) FROM members") == MEMBERS == 62
    assert one(desk, "SELECT min(day) FROM entries") == "2024-10-01"
    assert one(desk, "SELECT max(day) FROM entries") <= TODAY.isoformat()


def test_its_members_have_shares_savings_and_loans_of_two_products(desk):
    assert {each.value: len(desk.ask(lambda tx, of=each: holdings.every(tx, of))) > 0 for each in Ledger} == {
        "share": True,
        "savings": True,
        "loan": True,
        "borrowing": True,
    }
    asked = "SELECT count(DISTINCT product) FROM holdings WHERE ledger = 'loan' AND number <> ''"
    assert one(desk, asked) >= 2
    assert one(desk, "SELECT count(*) FROM payroll_sheets") > 30
    assert one(desk, "SELECT count(*) FROM surpluses") == 2


def test_its_control_accounts_equal_what_its_members_have(desk):
    assert desk.ask(holdings.control_differences) == {}
    assert desk.ask(holdings.unassigned) == {}


def test_its_months_are_closed_up_to_the_one_before_last(desk):
    assert one(desk, "SELECT max(last_day) FROM periods WHERE status = 'closed'") == "2025-11-30"
    assert one(desk, "SELECT count(*) FROM periods WHERE status = 'open'") == 2
    assert one(desk, "SELECT status FROM periods WHERE id = 202513") == "closed"


def test_its_last_month_leaves_work_to_whoever_practises(desk):
    looked = desk.ask(lambda tx: look_at(tx, date(2025, 12, 1)))
    waits = {each.code for each in looked.lines if each.state is not CheckState.OK}
    assert "loan_interest" in waits
    assert one(desk, "SELECT count(*) FROM loan_applications") > 20


def test_it_is_sound(desk):
    found = verify_book(desk)
    assert [each.id for each in found.results if not each.ok] == []
    assert found.entries > 1_000


def test_the_same_bytes_come_out_each_time(tmp_path):
    """Two months tell: whatever is drawn by lot is drawn from the first day on."""
    digests = set()
    for name in ("ฝึกหัด.welfare", "อีกครั้ง.welfare"):
        make_practice_cooperative(tmp_path / name, date(2024, 11, 30)).book.close()
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
