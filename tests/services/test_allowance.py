"""The allowance in a book: judged by the rules in force, posted as a change, judged again, undone, its rules chosen."""

from datetime import date

import pytest

from tests.services.member_owned import FIRST, a_cooperative, baht, lend, pay_in_shares, post, wrong
from welfare_desk.coop.provision_rules import rules_as_mapping
from welfare_desk.coop.provisions import AllowanceMove
from welfare_desk.errors import RuleError
from welfare_desk.services.allowance import choose_rules, classify_and_provide, keep_rules
from welfare_desk.services.entries import reverse_entry
from welfare_desk.storage import coop_accounts, provision_rules, provisions

DECEMBER = date(2025, 12, 31)


@pytest.fixture
def desk(tmp_path):
    desk = a_cooperative(tmp_path)
    pay_in_shares(desk, "0001", "200000", FIRST)
    lend(
        desk,
        "ส.1/2568",
        "0001",
        "40000",
        date(2025, 1, 10),
        [(date(2025, 6, 10), "20000"), (date(2026, 6, 10), "20000")],
    )
    lend(desk, "ส.2/2568", "0002", "10000", date(2025, 1, 10), [(date(2026, 6, 10), "10000")])
    yield desk
    desk.book.close()


def stands(desk):
    return desk.ask(lambda tx: provisions.allowance(tx, ["11591", "11592"]))


def test_loans_are_judged_by_the_default_rules_and_the_allowance_follows(desk):
    judged = classify_and_provide(desk, DECEMBER)
    assert [each.loan_class.code for each in judged.loans] == ["3", "1"]
    assert stands(desk) == {"11591": baht(10_000), "11592": baht(0)}
    assert judged.change == baht(10_000)
    kept = desk.ask(provisions.judgements)[0]
    assert (kept.id, kept.day, kept.rules.code, kept.loans, kept.voucher) == (
        1, DECEMBER, "CODI", baht(10_000), judged.posted.voucher,
    )  # fmt: skip
    assert wrong(desk) == []


def test_a_judgement_that_changes_nothing_has_no_entry_and_a_later_one_posts_the_change(desk):
    classify_and_provide(desk, DECEMBER)
    again = classify_and_provide(desk, DECEMBER)
    assert (again.posted, again.number, again.change) == (None, 2, baht(0))
    choose_rules(desk, "COOP2544", date(2026, 1, 1))
    later = classify_and_provide(desk, date(2026, 1, 31))
    assert later.change == baht(10_000)
    assert stands(desk)["11591"] == baht(20_000)
    with pytest.raises(RuleError) as refused:
        classify_and_provide(desk, DECEMBER)
    assert refused.value.problems[0].code == "allowance.late"
    reverse_entry(desk, later.posted.voucher, date(2026, 2, 1), "เลือกผิด")
    assert [each.id for each in desk.ask(provisions.judgements)] == [2, 1]
    assert wrong(desk) == []


def test_the_allowance_rolls_forward_by_what_each_entry_did(desk):
    classify_and_provide(desk, DECEMBER)
    post(desk, date(2026, 1, 5), "ตัดหนี้สูญ", [("11591", "300"), ("11556", "-300")])
    roles = desk.ask(coop_accounts.roles)
    found = desk.ask(lambda tx: provisions.allowance_moves(tx, roles, FIRST, date(2026, 3, 31)))
    assert [(move, amount) for _day, _voucher, move, amount in found] == [
        (AllowanceMove.CHARGED, baht(10_000)), (AllowanceMove.USED, -baht(300)),
    ]  # fmt: skip


def test_a_book_writes_rules_of_its_own_and_chooses_among_those_in_force(desk):
    own = rules_as_mapping(provision_rules.shipped("CODI")) | {
        "code": "OWN",
        "name_th": "ของเรา",
        "from_day": "2025-06-01",
    }
    keep_rules(desk, own)
    assert set(desk.ask(lambda tx: provision_rules.rule_sets(tx, DECEMBER))) == {"CODI", "COOP2544", "SC2564", "OWN"}
    assert set(desk.ask(lambda tx: provision_rules.rule_sets(tx, FIRST))) == {"CODI", "COOP2544", "SC2564"}
    with pytest.raises(RuleError) as refused:
        choose_rules(desk, "OWN", FIRST)
    assert refused.value.problems[0].code == "allowance.no_rules"
    choose_rules(desk, "OWN", DECEMBER)
    assert desk.ask(lambda tx: provision_rules.in_force(tx, DECEMBER)).code == "OWN"
    assert desk.ask(lambda tx: provision_rules.in_force(tx, FIRST)).code == "CODI"
    assert not desk.ask(lambda tx: provision_rules.is_chosen(tx, FIRST))
    with pytest.raises(RuleError):
        keep_rules(desk, {"code": "X"})
    assert wrong(desk) == []


def test_nothing_is_judged_on_a_day_that_has_not_come(desk):
    with pytest.raises(RuleError) as refused:
        classify_and_provide(desk, date(2027, 1, 1))
    assert refused.value.problems[0].code == "match.future"
