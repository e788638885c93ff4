from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.builders import PIN, an_entry
from tests.reports.books import a_small_book
from tests.reports.five_forms import same_in_five_forms
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from tests.reviews import a_finding, a_review, book_of, signed
from tests.services.before_close import before_the_close
from tests.services.committee import PASSWORD
from tests.services.grants import a_grant
from tests.services.rounds import a_round_of_matching_money, money_of_the_round
from welfare_desk.errors import Awaiting, RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger import people
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.audits import Adjustment
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.findings import SubjectKind
from welfare_desk.members.privacy import Breach, RequestKind, Risk
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.reports.audit_tests import every
from welfare_desk.reports.catalogue import KINDS, find, make_report
from welfare_desk.reports.draw.json import as_json
from welfare_desk.reports.model import Role
from welfare_desk.services.activities import add_activity
from welfare_desk.services.approvals import set_approval_rules
from welfare_desk.services.audits import propose_adjustment
from welfare_desk.services.bank_statements import StatementTaken, take_in_bank_statement
from welfare_desk.services.cash_counts import CashCounted, count_cash
from welfare_desk.services.certification import record_submission
from welfare_desk.services.cheques import spoil_cheque
from welfare_desk.services.claim_papers import check_papers
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.claims import approve_claims, decide_claim, take_claim
from welfare_desk.services.committee import add_officer
from welfare_desk.services.contributions import record_collection, record_payment
from welfare_desk.services.entries import post_entry
from welfare_desk.services.hand_ins import Slip, hand_in
from welfare_desk.services.handovers import Given, hand_over, to_count
from welfare_desk.services.meetings import keep_meeting
from welfare_desk.services.members import add_member
from welfare_desk.services.people import add_user, begin_to_ask
from welfare_desk.services.periods import close_month
from welfare_desk.services.privacy import receive_request, write_down_breach
from welfare_desk.services.receipt_books import give_receipt_book
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.services.reviews import reply_to_finding, take_review
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.certification import Submission, SubmissionKind
from welfare_desk.welfare.claim_payments import Slip as BenefitSlip
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine
from welfare_desk.welfare.handovers import Office, Things
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution
from welfare_desk.welfare.receipt_books import ReceiptBook

TODAY = date(2026, 1, 31)
GIVEN = {
    "audit-trail": {"from": "2026-04-01", "to": "2026-04-30"},  # the clock of a test book goes on from April
    "bank-lines": {"account": "1111"},
    "bank-reconciliation": {"account": "1111"},
    "hand-in": {"voucher": "JV6901-0004"},
    "benefit-voucher": {"voucher": "PV6901-0003"},
}
DIFFERENCES = {  # their totals are not the sums of their rows: see test_income_expense.py, test_articulation.py
    "income-expense", "financial-position", "performance", "receipts-payments", "cash-flow",
}  # fmt: skip
WITHOUT_FINDINGS = {each.name for each in every.TESTS}  # an auditor's test need not find anything
REQUIRED = {"account": "1101", "voucher": "RV6811-0001", "member": "00004", "number": "1", "claim": "1"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    cash_of_a_village(desk)
    yield desk
    desk.book.close()


def cash_and_a_bank(desk):
    """Count the petty cash, and take in a statement with one line that is not in the book."""
    day = date(2026, 1, 21)
    count_cash(desk, CashCounted("1102", day, {}, "ป้าแดง", "นายก้อน"))
    line = BankLine(1, day, Money.baht(5), "ฝากเงินสด", balance=Money.baht(105))
    statement = StatementTaken("1111", "ธ.csv", "ab", (line,), date(2026, 1, 1), TODAY, Money.baht(100), "ธ.ก.ส.")
    take_in_bank_statement(desk, statement)


def cash_of_a_village(desk):
    """Collect two sheets that stay at the village centre, hand one of them in, and write one person down twice."""
    paid = Payment(date(2026, 1, 20), "นางสาวดวงใจ", "00004", (PaymentLine("00004", Money.baht(31)),), "1103")
    for _sheet in range(2):
        record_collection(desk, Collection("1", date(2026, 1, 1), (paid,)))
    give_receipt_book(desk, ReceiptBook("21", 1, 50, "ป้าแดง", date(2026, 1, 5)))
    spoil_cheque(desk, "1111", "0001234", date(2026, 1, 21), "เขียนผิด")
    for number in ("00091", "00092"):
        add_member(desk, Member(number, "นาง", "บัวลอย", "ทองคำ", date(2025, 9, 30), village="1"))
        record_payment(desk, Payment(date(2026, 1, 20), "นางบัวลอย", number, (PaymentLine(number, Money.baht(31)),)))
    day = date(2026, 1, 21)
    money = desk.ask(lambda tx: to_count(tx, day))
    hand_over(desk, Given(day, Office.TREASURER, "นางคำ", "นางแดง", found=money, things=Things("ทะเบียนสมาชิก")))
    slip = Slip(date(2026, 1, 21), "ป้าแดง", "นายก้อน", "1104", (1,))
    assert hand_in(desk, slip).voucher == GIVEN["hand-in"]["voucher"]
    cash_and_a_bank(desk)
    about_personal_data(desk)
    about_benefits(desk)
    a_round_of_matching_money(desk, TODAY)
    money_of_the_round(desk, TODAY)
    a_grant(desk, spends=False)
    before_the_close(desk, date(2026, 1, 22))
    meeting = Activity(0, ActivityKind.COMMITTEE_MEETING, TODAY, "ประชุมประจำเดือน", 9, "สมุดรายงาน 1")
    add_activity(desk, meeting)
    about_the_committee(desk)
    propose_adjustment(desk, Adjustment(2026, date(2026, 1, 21), "ผู้สอบบัญชี", "บิลตกค้าง", an_entry(day="2026-01-20")))
    findings_of_an_auditor(desk)
    close_month(desk, date(2025, 10, 1), PIN)
    work_for_a_second_person(desk)


def findings_of_an_auditor(desk):
    other = a_finding(2, kind=SubjectKind.WHOLE, subject="", found="ไม่มีงบประมาณ", amount=None, due=date(2026, 1, 20))
    take_review(desk, signed(a_review(a_finding(), other, book=book_of(desk))))
    reply_to_finding(desk, 1, "เซ็นแล้ว", is_done=True)


def about_the_committee(desk):
    since = date(2025, 10, 1)
    add_officer(desk, Officer(0, "นางมาลี ใจดี", Post.CHAIR, Origin.MEMBERS, since, None, "อสม.", "0812345678"))
    add_officer(desk, Officer(0, "นายก้อน แก้วดี", Post.MEMBER, Origin.HEADMEN, since))
    said = (Resolution("1", "รับรองรายงานการประชุม"),)
    came = {1: Presence.PRESENT, 2: Presence.EXCUSED}
    day = date(2026, 1, 10)
    record_submission(desk, Submission(0, SubmissionKind.PROGRAM, day, date(2025, 12, 31), "พอช."))
    keep_meeting(desk, Meeting(0, MeetingKind.COMMITTEE, day, "1/2569", "ศาลา", 9, "เปิดประชุม", said, came))


def about_benefits(desk):
    first, day = date(2025, 10, 1), date(2026, 1, 22)
    adopt_regulation(desk, "ระเบียบ พ.ศ. 2568", first, first, "ประชุมใหญ่ 1/2568", READY_TYPES)
    for quantity in (2, 9):
        decide_claim(desk, take_claim(desk, Claim("SICK", "00004", day, day, day, quantity), cause="ไข้").id)
    desk = replace(desk, today=day)  # nothing is paid before its approval
    approve_claims(desk, [1], "มติ 1/2569", Money.baht(150), by_resolution=True)
    check_papers(desk, 1, ["ใบคำขอ"], ["นายหนึ่ง"])
    (paid,) = pay_claims(desk, [1], day, "1101", BenefitSlip(witness="นางสอง"))
    assert paid.voucher == GIVEN["benefit-voucher"]["voucher"]
    with desk.book.write() as tx:
        keep_past_benefit(tx, PastBenefit("ELDER", "00004", paid_day="2025-12-20", is_override=True, words="มติ 4/2568"))


def about_personal_data(desk):
    receive_request(desk, "00004", RequestKind.SHOW, "ขอดูข้อมูล", date(2026, 1, 22))
    found = datetime(2026, 1, 22, 3, tzinfo=UTC)
    write_down_breach(desk, Breach(0, found, "ไดรฟ์หาย", "หมู่ 3", Risk.HIGH))


def work_for_a_second_person(desk):
    begin_to_ask(desk, "มาลี", PASSWORD)
    add_user(desk, "ก้อน", [people.Role.CHAIR], PASSWORD)
    set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    with pytest.raises(Awaiting):
        post_entry(desk, an_entry("5319 welfare 7", "1101 welfare -7", day="2026-01-22", series=Series.PAYMENT))


def ask(desk, name, **given):
    given = {key.strip("_"): value for key, value in given.items()}
    needed = {each.name: REQUIRED[each.name] for each in find(name).parameters if each.is_required}
    with desk.book.read() as tx:
        return make_report(tx, name, {**needed, **GIVEN.get(name, {}), **given}, TODAY)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_every_report_says_the_same_in_all_forms(desk, name, language):
    with spoken(language):
        report = ask(desk, name)
        assert report.rows or name in WITHOUT_FINDINGS, "the small book has something for every report"
        assert report.rows or report.nothing
        same_in_five_forms(report)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_every_report_is_whole(desk, name):
    report = ask(desk, name)
    assert (report.name, report.book_name, report.made_on) == (name, "กองทุนสวัสดิการชุมชนทดสอบ", TODAY)
    assert report.title
    assert all(len(row.cells) == len(report.columns) for row in report.rows)
    assert len({column.key for column in report.columns}) == len(report.columns)
    assert as_json(report)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_every_link_opens_a_report(desk, name):
    links = {row.opens for row in ask(desk, name).rows if row.opens}
    with desk.book.read() as tx:
        for link in links:
            opened = make_report(tx, link.report, dict(link.params), TODAY)
            assert opened.rows or (link.report in WITHOUT_FINDINGS and opened.nothing)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS if kind.name not in DIFFERENCES])
def test_totals_are_the_sums_of_what_is_shown(desk, name):
    """A total of a column that adds up is the sum of its items; running balances are named here."""
    report = ask(desk, name)
    running = {"balance", "owed"}
    totals = [row for row in report.rows if row.role is Role.TOTAL]
    items = [row for row in report.rows if row.role is Role.ITEM]
    for total in totals:
        for index, whole in enumerate(total.cells):
            if hasattr(whole, "satang") and report.columns[index].key not in running:
                assert whole.satang == sum(item.cells[index].satang for item in items if item.cells[index])


def test_an_unknown_report_is_refused(desk):
    with pytest.raises(RuleError) as refused:
        ask(desk, "journal", nonsense="1")
    assert [each.code for each in refused.value.problems] == ["report.no_parameter"]
    with pytest.raises(RuleError), desk.book.read() as tx:
        make_report(tx, "nonsense", {}, TODAY)
