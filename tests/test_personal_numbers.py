"""No report, export, log, report of a fault or file left behind holds a whole ID or telephone number unless asked for.

The book of this test has the numbers wherever somebody could have typed them.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook

from tests.builders import a_book, an_entry
from tests.cli.at_the_desk import Terminal
from tests.services.before_close import before_the_close
from tests.services.rounds import a_round_of_matching_money, money_of_the_round
from welfare_desk import settings
from welfare_desk.errors import Awaiting
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.people import Role
from welfare_desk.members.privacy import RequestKind
from welfare_desk.members.register import Beneficiary, Member, NoIdReason
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import KINDS
from welfare_desk.services import (
    activities,
    approvals,
    attachments,
    cash_counts,
    certification,
    cheques,
    claim_papers,
    claim_payments,
    claims,
    committee,
    contributions,
    entries,
    grants,
    meetings,
    members,
    people,
    privacy,
    proposals,
    regulations,
)
from welfare_desk.services.drafts import save_draft
from welfare_desk.services.templates import Template, keep_template
from welfare_desk.services.unfinished import keep_unfinished
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.assessments import Virtue, VirtueItem
from welfare_desk.welfare.benefits import BenefitType, Claim, Rule, RuleKind
from welfare_desk.welfare.certification import Submission, SubmissionKind
from welfare_desk.welfare.claim_payments import Slip
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.contributions import Payment, PaymentLine
from welfare_desk.welfare.fund_profile import KEYS, FactKind
from welfare_desk.welfare.grants import Grant, GrantPaper, Spending
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution

ID, HEIR_ID, PHONE = "1101700230708", "3590509820229", "0812345678"
DASHED = "1-1017-00230-70-8"
NUMBERS = (ID, HEIR_ID, PHONE)
SAID = f"บัตร {DASHED} โทร 081-234-5678"
PASSWORD = "ข้าวเหนียวมูน"  # noqa: S105 - of people who do not exist
EVE, DAY = date(2025, 9, 30), date(2026, 1, 5)
PAID_BENEFIT = "PV6901-0002"
FORMS = ("text", "csv", "json", "xlsx", "pdf")


def of_other_money(desk):
    number = grants.keep_grant(desk, Grant(0, SAID, SAID, "4203", DAY, Money.baht(900), SAID))
    grants.receive_grant(desk, number, GrantPaper(DAY, Money.baht(500), SAID), "1111")
    grants.spend_grant(desk, number, GrantPaper(DAY, Money.baht(5), SAID), Spending("5201", "1111", SAID))
    activities.add_activity(desk, Activity(0, ActivityKind.WELFARE, DAY, SAID, 1, SAID))
    proposals.keep_proposal_facts(desk, {"recognised": SAID})
    cash_counts.count_cash(desk, cash_counts.CashCounted("1102", DAY, {}, SAID, SAID))


def of_the_committee(desk):
    chair = Officer(0, SAID, Post.CHAIR, Origin.MEMBERS, date(2025, 10, 1), None, SAID, PHONE)
    number = committee.add_officer(desk, chair)
    said = (Resolution("1", SAID),)
    came = {number: Presence.PRESENT}
    meetings.keep_meeting(desk, Meeting(0, MeetingKind.COMMITTEE, DAY, SAID, SAID, 1, SAID, said, came))


def of_the_fund(desk):
    told = {
        key: SAID for key, fact in KEYS.items() if fact.kind in (FactKind.WORDS, FactKind.LINES) and key != "name_th"
    }
    certification.keep_profile(desk, told)
    certification.assess_virtue(desk, DAY, [VirtueItem(Virtue.HONESTY, SAID, 1, 2)])
    certification.record_submission(desk, Submission(0, SubmissionKind.PROGRAM, DAY, DAY, SAID))


def of_benefits(desk):
    """Adopt a regulation, and bring a claim to a voucher; whoever writes, writes numbers."""
    fire = BenefitType("FIRE", 11, SAID, SAID, "5111", (Rule(RuleKind.RATE, amount=Money.baht(5)),), documents=(SAID,))
    regulations.adopt_regulation(desk, SAID, date(2025, 10, 1), DAY, SAID, [fire])
    claims.take_claim(desk, Claim("FIRE", "00001", DAY, DAY, DAY, 1, SAID, SAID), SAID, SAID)
    claims.decide_claim(desk, 1)
    claim_papers.check_papers(desk, 1, [SAID], [SAID])
    claims.take_claim(desk, Claim("FIRE", "00002", DAY, DAY, DAY, 1, SAID, SAID), SAID, SAID)
    claims.decide_claim(desk, 2)
    desk = replace(desk, today=DAY)  # nothing is paid before its approval
    claims.approve_claims(desk, [1], SAID)
    (paid,) = claim_payments.pay_claims(desk, [1], DAY, "1111", Slip("", SAID, SAID, SAID))
    assert paid.voucher == PAID_BENEFIT


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Make a book that has the numbers in every text that can be typed."""
    desk = a_book(tmp_path_factory.mktemp("book"), today="2026-01-31")
    heir = Beneficiary(f"บุตร {PHONE}", "บุตร", HEIR_ID)
    person = Member(
        "00001", "นาง", "มาลี", "ใจดี", EVE, national_id=ID, phone=PHONE, note=SAID, village="1", beneficiaries=(heir,),
        entry_day=date(2020, 1, 1),
    )  # fmt: skip
    members.add_member(desk, person)
    members.change_member(desk, replace(person, note="", house=SAID))
    for number in ("00002", "00003"):
        twice = replace(person, number=number, national_id=None, no_id_reason=NoIdReason.MISSING, beneficiaries=())
        members.add_member(desk, twice)
    paid = Payment(DAY, SAID, "00001", (PaymentLine("00001", Money.baht(30)),))
    contributions.record_payment(desk, paid)
    entries.post_entry(desk, an_entry("1111 welfare 900", "4101 welfare -900", memo=SAID, payee=SAID))
    spent = an_entry("5319 welfare 5", "1111 welfare -5", series=Series.PAYMENT, memo=SAID, payee=SAID)
    cheques.draw_cheque(desk, entries.post_entry(desk, spent).voucher, "0000001", DAY)
    wrong = contributions.record_payment(desk, paid).posted.voucher
    contributions.void_receipt(desk, wrong, DAY, SAID)
    save_draft(desk, an_entry(memo=SAID))
    keep_unfinished(desk, "pay", json.dumps({"payee": SAID}))
    keep_template(desk, Template("pay", SAID, {"payee": SAID}))
    scan = attachments.Attachment(f"{SAID}.pdf", "application/pdf", b"%PDF")
    attachments.erase_attachment(desk, attachments.attach(desk, attachments.Subject.MEMBER, "00001", scan), SAID)
    privacy.receive_request(desk, "00001", RequestKind.CORRECT, SAID, DAY)
    a_round_of_matching_money(desk, date(2026, 1, 31))
    money_of_the_round(desk, date(2026, 1, 31))
    of_the_committee(desk)
    of_the_fund(desk)
    of_benefits(desk)
    of_other_money(desk)
    before_the_close(desk, DAY, SAID, ID)
    people.begin_to_ask(desk, "มาลี", PASSWORD)
    people.add_user(desk, "ก้อน", {Role.CHAIR}, PASSWORD)
    approvals.set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    with pytest.raises(Awaiting):
        entries.post_entry(desk, spent)
    desk.book.close()
    return desk.book.path


@pytest.fixture
def say(capfdbinary):
    return Terminal(capfdbinary, "2026-01-31")


@pytest.fixture
def hers(tmp_path):
    path = tmp_path / "มาลี.json"
    path.write_text(json.dumps({"user": "มาลี", "password": PASSWORD}, ensure_ascii=False), encoding="utf-8")
    return ("--secrets", path)


def read(content, form):
    """Give the words of a report in a form, as whoever gets the file can read them."""
    if form == "pdf":
        return "\n".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(content))
    if form == "xlsx":
        with closing(load_workbook(io.BytesIO(content))) as found:
            return "\n".join(str(cell) for sheet in found for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode("utf-8-sig")


def told(text):
    """Name the numbers that stand in a text, however they are parted."""
    bare = text.replace("-", "").replace(" ", "")
    return [each for each in NUMBERS if each in bare]


def asked_of(kind):
    voucher = PAID_BENEFIT if kind.name == "benefit-voucher" else "RV6901-0001"
    needed = {"account": "1111", "member": "00001", "voucher": voucher, "number": "1", "claim": "1"}
    return [f"--{each.name}={needed[each.name]}" for each in kind.parameters if each.is_required]


HANDED = {"hand-in", "handover"}  # nothing was handed over in this book


@pytest.mark.parametrize("kind", [each for each in KINDS if each.name not in HANDED], ids=lambda each: each.name)
def test_no_report_holds_a_whole_number_unless_it_is_asked_for(say, book, tmp_path, hers, kind):
    for form in FORMS:
        out = tmp_path / f"x.{form}"
        say.done("report", kind.name, book, *asked_of(kind), "--as", form, "-o", out, "--lang", "th", *hers)
        assert told(read(out.read_bytes(), form)) == [], form


def test_the_numbers_are_there_for_who_asks_for_them(say, book, tmp_path, hers):
    """So that the test above means something."""
    holds: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind.name not in HANDED:
            out = tmp_path / "x.txt"
            say.done("report", kind.name, book, *asked_of(kind), "--whole", "-o", out, *hers)
            holds[kind.name] = told(out.read_text(encoding="utf-8"))
    assert PHONE in holds["member-list"]
    assert set(holds["member-data"]) == set(NUMBERS)
    assert {name for name, found in holds.items() if found} >= {"journal", "vouchers", "member-history", "drafts"}


def test_the_journal_for_others_hides_them(say, book, tmp_path, hers):
    out = tmp_path / "สมุด.journal"
    say.done("export", "hledger", book, "-o", out, *hers)
    text = out.read_text(encoding="utf-8")
    assert "x-xxxx-xxxxx-70-8" in text
    assert told(text) == []


def test_what_is_said_about_a_list_to_be_imported_quotes_no_number(say, book, tmp_path, hers):
    file = tmp_path / "ทะเบียน.xlsx"
    sheet = Workbook()
    wrong = ID[:-1] + "9"
    for row in (("รหัส", "ชื่อ", "สกุล", "เลขบัตรประชาชน", "โทร"), ("5", "ดี", "งาม", ID, PHONE), ("6", "ก", "ข", wrong, "")):
        sheet.active.append(row)
    sheet.save(file)
    for words in ((), ("--json",)):
        heard = say("import", "members", book, file, *words, *hers)
        assert told(heard.out + heard.err) == []
        assert wrong not in heard.out + heard.err
    heard = say("member", "add", book, "00009", "--first-name", "ดี", "--id", ID, *hers)
    assert heard.code == 1
    assert told(heard.err) == []


def test_no_log_report_of_a_fault_or_passing_file_holds_them(say, book, tmp_path, hers, monkeypatch):
    """A table that another program took away is nothing that the program foresaw."""
    passing, log = tmp_path / "tmp", tmp_path / "log"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setattr(settings, "log_folder", lambda: log)
    copy = tmp_path / "สำเนา.welfare"
    copy.write_bytes(book.read_bytes())
    for form in FORMS:
        say.done("report", "member-data", copy, "--member", "00001", "--as", form, "-o", tmp_path / f"y.{form}", *hers)
    say.done("backup", "make", copy, tmp_path, *hers)

    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("DROP TABLE member_history")
    heard = say("member", "change", copy, "00001", "--first-name", SAID, "--phone", PHONE, "--id", ID, *hers)
    assert heard.code == 2
    assert told(heard.err) == []
    written = [path for folder in (passing, log) for path in folder.rglob("*") if path.is_file()]
    assert written
    assert [path.name for path in written if told(path.read_bytes().decode("utf-8", "replace"))] == []
