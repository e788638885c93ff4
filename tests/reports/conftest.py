"""What the tests of the reports of benefits share."""

import pytest

from tests.reports.helped import TODAY, a_fund_that_helped
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report


@pytest.fixture(scope="module")
def helped(tmp_path_factory):
    """Ask a fund that has helped for a report, in English."""
    desk = a_fund_that_helped(tmp_path_factory.mktemp("helped"))

    def ask(name, sees=frozenset(), **given):
        with spoken("en"):
            params = {key.strip("_"): value for key, value in given.items()}
            return desk.ask(lambda tx: make_report(tx, name, params, TODAY, sees))

    yield ask
    desk.book.close()
