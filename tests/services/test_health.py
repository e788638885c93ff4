"""What the fund itself calls healthy: kept with its day and in the trail."""

from datetime import date

import pytest

from tests.services.small_fund import a_fund, refused
from welfare_desk.reports.fund_health import health
from welfare_desk.services.health import limit_administration


@pytest.fixture
def desk(tmp_path):
    desk = a_fund(tmp_path, today="2026-05-20")
    yield desk
    desk.book.close()


def most(desk, day):
    seen = desk.ask(lambda tx: health(tx, day))
    return seen.most, seen.is_default


def test_the_limit_of_administration_is_in_force_from_its_day_on(desk):
    limit_administration(desk, 15)
    assert most(desk, date(2026, 5, 20)) == (15, False)
    assert most(desk, date(2026, 5, 19)) == (20, True), "the default"


@pytest.mark.parametrize("percent", [0, 101])
def test_it_is_a_part_of_a_hundred(desk, percent):
    assert refused(limit_administration, desk, percent) == ["administration.percent"]
