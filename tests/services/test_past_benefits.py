"""A committee's list of benefits paid is taken into the book: posted, kept as history, marked, once, all or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.committee import a_committee, with_rules
from tests.services.small_fund import a_fund, balance, refused
from welfare_desk.errors import Awaiting, problem
from welfare_desk.ledger.people import Role
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import approvals, periods
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import record_status, register
from welfare_desk.services.past_benefits import take_back_benefits, take_in_benefits, taken_in_on
from welfare_desk.services.privacy import erase_member
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.storage import claims as kept
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Effect, Reason
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.welfare.paid_lists import PaidList, PaidRow

TODAY, EVENT, PAID = date(2026, 5, 20), date(2026, 1, 10), date(2026, 1, 20)
LONG_AGO, BEFORE = date(2020, 1, 1), date(2025, 8, 1)
HASH = "ab" * 32
OVER = Reason(problem("benefit.rate", "{paid} was paid.", paid=Money.baht(900)), Effect.REDUCES, Money.baht(300))


@pytest.fixture
def desk(tmp_path):
    """A fund of two members with money in hand and rules as old as they are."""
    desk = a_fund(tmp_path, today=TODAY)
    yield ready(desk)
    desk.book.close()


def ready(desk, from_day=LONG_AGO):
    post_entry(desk, an_entry("1101 welfare 50,000", "4301 welfare -50,000", day="2025-10-02"))
    adopt_regulation(desk, "ระเบียบ", from_day, from_day, "ประชุมใหญ่ 1", READY_TYPES)
    return desk


def a_row(source="จ่าย!5", kind="SICK", account="5102", baht=300, **changes):
    given = PaidRow(
        source, kind, account, "00001", "นายสมชาย ใจดี", EVENT, EVENT, PAID, 3, Money.baht(baht), Money.baht(baht),
        "นอน รพ. 3 คืน", "มติ 2/2569",
    )  # fmt: skip
    return replace(given, **changes)


def an_exception(**changes):
    return a_row("จ่าย!6", baht=900, right=Money.baht(300), reasons=(OVER,), is_exception=True, **changes)


def a_list(*rows, resolution="", **changes):
    return PaidList("จ่าย.xlsx", HASH, changes.pop("account", "1101"), rows, resolution, **changes)


def standing(desk):
    return [(each.status, each.right, each.amount, each.is_override) for each in desk.ask(kept.claims)]


def asked(desk, question):
    return desk.ask(lambda tx: [tuple(row) for row in tx.exec_driver_sql(question)])


def test_a_payment_of_the_book_s_days_is_a_claim_paid_by_one_entry(desk):
    taken = take_in_benefits(desk, a_list(a_row(), a_row("จ่าย!4", paid_day=date(2026, 1, 5))))
    assert [each.voucher for each in taken.posted] == ["PV6901-0001", "PV6901-0002"]
    assert asked(desk, "SELECT day, memo, payee FROM entries WHERE series = 'PV' ORDER BY id") == [
        ("2026-01-05", "นอน รพ. 3 คืน", "นายสมชาย ใจดี"),
        ("2026-01-20", "นอน รพ. 3 คืน", "นายสมชาย ใจดี"),
    ], "in the order of their days"
    assert asked(desk, "SELECT account, amount, member FROM postings WHERE entry_id = 3 ORDER BY line") == [
        ("5102", 30_000, "00001"),
        ("1101", -30_000, None),
    ]
    assert standing(desk) == [(ClaimStatus.PAID, Money.baht(300), Money.baht(300), False)] * 2
    assert [each.amount for each in desk.ask(kept.given)] == [Money.baht(300)] * 2
    ((words,),) = asked(desk, "SELECT DISTINCT words FROM claim_events WHERE status = 'approved'")
    assert words == "มติ 2/2569"
    assert verify_book(desk).ok


def test_what_breaks_a_rule_takes_a_resolution_and_is_marked_with_its_reasons(desk):
    given = a_list(a_row(), an_exception())
    assert refused(take_in_benefits, desk, given) == ["paid.no_resolution"]
    taken = take_in_benefits(desk, replace(given, resolution="ประชุม 6/2569"))
    assert taken.exceptions == 1
    assert standing(desk)[1] == (ClaimStatus.PAID, Money.baht(300), Money.baht(900), True)
    ((words, _),) = asked(desk, "SELECT words, day FROM claim_events WHERE is_override = 1")
    assert words == "ประชุม 6/2569"
    reasons = asked(desk, "SELECT reasons FROM claim_events WHERE status = 'decided' ORDER BY claim_id")
    codes = [[each["code"] for each in json.loads(text)] for (text,) in reasons]
    assert codes == [["benefit.from_list"], ["benefit.rate", "benefit.from_list"]]


def test_a_reversed_payment_opens_its_claim_again(desk):
    (posted,) = take_in_benefits(desk, a_list(a_row())).posted
    reverse_entry(desk, posted.voucher, TODAY, "จ่ายผิด")
    assert standing(desk)[0][0] is ClaimStatus.DECIDED
    assert (desk.ask(kept.given), balance(desk, "5102")) == ([], Money(0))
    assert verify_book(desk).ok


def test_what_was_paid_before_the_book_is_history_and_in_no_ledger(desk):
    days = {"event_day": BEFORE, "claim_day": BEFORE, "paid_day": BEFORE}
    rows = (
        a_row(**days),
        an_exception(**days),
        a_row("จ่าย!7", "", "5113", member=None, name="", text="ปลูกป่า", is_for_member=False, **days),
        a_row("จ่าย!8", "", "5202", member=None, name="", text="กฐิน", is_for_member=False, **days),
    )
    taken = take_in_benefits(desk, a_list(*rows, resolution="มติ 3", account=""))
    assert (taken.posted, taken.past, taken.left_out) == ((), 3, ("จ่าย!8",))
    assert taken.total == Money.baht(1_500)
    told = asked(desk, 'SELECT type, amount, "right", words, is_override FROM past_benefits ORDER BY id')
    assert told == [
        ("SICK", 30_000, 30_000, "", 0),
        ("SICK", 90_000, 30_000, "มติ 3", 1),
        ("ENVIRON", 30_000, 30_000, "", 0),
    ]
    assert [(each.type, each.amount) for each in desk.ask(kept.given)] == [
        ("SICK", Money.baht(300)), ("SICK", Money.baht(900)), ("ENVIRON", Money.baht(300)),
    ]  # fmt: skip
    assert desk.ask(kept.claims) == []
    assert verify_book(desk).ok


def test_a_list_from_before_the_book_is_taken_back_and_may_come_again(desk):
    days = {"event_day": BEFORE, "claim_day": BEFORE, "paid_day": BEFORE}
    given = a_list(a_row(**days), a_row("จ่าย!9"))
    take_in_benefits(desk, given)
    assert refused(take_in_benefits, desk, given) == ["paid.twice"]
    assert refused(take_back_benefits, desk, HASH, " ") == ["paid.no_reason"]
    back = take_back_benefits(desk, HASH, "ผิดแฟ้ม")
    assert (back.past, back.vouchers) == (1, ("PV6901-0001",))
    assert [each.paid_day for each in desk.ask(kept.given)] == [PAID]
    assert refused(take_back_benefits, desk, HASH, "อีก") == ["paid.none_to_undo"]
    assert refused(take_in_benefits, desk, given) == ["paid.twice"], "a voucher of it stands"
    reverse_entry(desk, "PV6901-0001", TODAY, "ผิดแฟ้ม")
    assert desk.ask(lambda tx: taken_in_on(tx, HASH)) is None
    assert take_in_benefits(desk, given).past == 1
    assert verify_book(desk).ok


def test_a_benefit_at_death_ends_the_membership_and_its_reversal_takes_that_back(desk):
    row = a_row(kind="DEATH", account="5104", baht=5_000, text="เสียชีวิต", quantity=1)
    twice = replace(row, source="จ่าย!9", paid_day=date(2026, 2, 1))
    posted, _second = take_in_benefits(desk, a_list(row, twice)).posted
    assert desk.ask(register)[0].statuses[-1] == StatusChange(EVENT, Status.DEAD)
    reverse_entry(desk, posted.voucher, TODAY, "ผิดคน")
    assert desk.ask(register)[0].status_on(TODAY) is Status.ACTIVE
    assert verify_book(desk).ok


def test_a_death_that_the_register_cannot_take_names_its_row_and_nothing_is_done(desk):
    record_status(desk, "00001", StatusChange(date(2026, 3, 1), Status.RESIGNED))
    row = a_row(kind="DEATH", account="5104", baht=5_000, text="เสียชีวิต")
    with pytest.raises(Exception, match=r"จ่าย!5") as error:
        take_in_benefits(desk, a_list(row))
    assert [each.code for each in error.value.problems] == ["status.order"]
    assert desk.ask(kept.claims) == []


def test_what_is_for_no_member_is_a_plain_payment(desk):
    row = a_row(
        kind="", account="5202", member=None, name="วัดใต้", text="ทอดกฐิน", is_for_member=False, is_exception=True
    )
    take_in_benefits(desk, a_list(row, resolution="มติ 4"))
    ((memo, payee),) = asked(desk, "SELECT memo, payee FROM entries WHERE series = 'PV'")
    assert memo.startswith("ทอดกฐิน (")
    assert "มติ 4" in memo
    assert payee == "วัดใต้"
    assert (balance(desk, "5202"), desk.ask(kept.claims)) == (Money.baht(300), [])


def test_what_keeps_a_list_out(desk):
    assert refused(take_in_benefits, desk, a_list()) == ["paid.nothing"]
    wrong = (a_row(paid_day=date(2026, 6, 1)), a_row("จ่าย!6", baht=0))
    assert refused(take_in_benefits, desk, a_list(*wrong, account="5102")) == [
        "paid.future", "paid.amount", "paid.account",
    ]  # fmt: skip
    assert refused(take_in_benefits, desk, a_list(a_row(baht=60_000))) == ["entry.overdrawn"]
    periods.close_month(desk, date(2025, 10, 1), "135790")
    early = a_row(paid_day=date(2025, 10, 20), event_day=date(2025, 10, 5))
    assert refused(take_in_benefits, desk, a_list(a_row(), early)) == ["day.closed"]
    assert desk.ask(kept.claims) == []


def test_an_event_from_before_the_first_regulation_is_not_posted(tmp_path):
    desk = ready(a_fund(tmp_path, today=TODAY), date(2025, 10, 1))
    row = a_row(event_day=date(2025, 9, 20), paid_day=date(2025, 10, 3))
    assert refused(take_in_benefits, desk, a_list(row)) == ["paid.no_regulation"]
    desk.book.close()


def test_words_and_columns_are_kept_with_the_list(desk):
    take_in_benefits(desk, a_list(a_row(), words=(("นอนรพ", "SICK"),), columns=(("cd" * 32, "{}"),)))
    assert asked(desk, "SELECT kind, fingerprint, mapping FROM import_mappings ORDER BY kind") == [
        ("benefit-words", "นอนรพ", "SICK"),
        ("benefits", "cd" * 32, "{}"),
    ]


def test_the_name_goes_when_the_member_is_erased(tmp_path):
    desk = ready(a_fund(tmp_path, today="2040-01-20"))
    days = {"event_day": BEFORE, "claim_day": BEFORE, "paid_day": BEFORE}
    take_in_benefits(desk, a_list(a_row(**days)))
    record_status(desk, "00001", StatusChange(date(2025, 11, 1), Status.RESIGNED))
    erase_member(desk, "00001")
    assert asked(desk, "SELECT name, member FROM past_benefits") == [("", "00001")]
    desk.book.close()


def test_a_bookkeeper_takes_in_what_is_right_and_no_exceptions(tmp_path):
    treasurer, bookkeeper = a_committee(tmp_path, Role.BOOKKEEPER)
    adopt_regulation(treasurer, "ระเบียบ", LONG_AGO, LONG_AGO, "ประชุมใหญ่ 1", READY_TYPES)
    given = a_list(an_exception(member=None), resolution="มติ 5")
    assert refused(take_in_benefits, bookkeeper, given) == ["permission.refused"]
    treasurer.book.close()


def test_a_list_above_the_limits_waits_as_a_whole_for_a_second_person(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    adopt_regulation(treasurer, "ระเบียบ", LONG_AGO, LONG_AGO, "ประชุมใหญ่ 1", READY_TYPES)
    given = a_list(a_row(member=None), an_exception(member=None), resolution="มติ 5")
    with pytest.raises(Awaiting):
        take_in_benefits(treasurer, given)
    assert treasurer.ask(kept.claims) == []
    approvals.approve(chair, 1)
    assert [each.amount for each in treasurer.ask(kept.claims)] == [Money.baht(300), Money.baht(900)]
    assert verify_book(treasurer).ok
    treasurer.book.close()


def test_the_fund_that_the_regulation_names_pays(tmp_path):
    desk = a_fund(tmp_path, today=TODAY, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    post_entry(desk, an_entry("1101 reserve 5,000", "4301 reserve -5,000", day="2025-10-02"))
    types = [replace(each, fund="reserve") if each.code == "SICK" else each for each in READY_TYPES]
    adopt_regulation(desk, "ระเบียบ", LONG_AGO, LONG_AGO, "ประชุมใหญ่ 1", types)
    take_in_benefits(desk, a_list(a_row()))
    assert asked(desk, "SELECT DISTINCT fund FROM postings WHERE entry_id = 2") == [("reserve",)]
    desk.book.close()
