"""How a fund is set up."""

from tests.builders import a_book, a_day
from welfare_desk.reports.setup import setup
from welfare_desk.services.books import change_fund


def test_what_can_be_set_is_read_as_it_is(tmp_path):
    desk = a_book(tmp_path, weights=(("welfare", 70), ("administration", 30)))
    change_fund(desk, {"head": "นายหัว ใจดี"})
    found = desk.ask(lambda tx: setup(tx, a_day("2026-01-15")))
    assert found.papers["head"] == "นายหัว ใจดี"
    assert found.usual in {plan.code for plan in found.plans}
    assert [fund.code for fund in found.funds][:2] == ["welfare", "reserve"]
    assert dict(found.policy.weights) == {"welfare": 70, "administration": 30}
    desk.book.close()
