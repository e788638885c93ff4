"""A member agrees, asks and is forgotten; data that was lost is written down; whole numbers leave with a trace."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.builders import a_book, an_entry
from tests.reports.past_benefits import PastBenefit, keep_past_benefit
from tests.services.committee import a_committee
from tests.services.small_fund import EVE, refused
from welfare_desk.ledger.people import Role
from welfare_desk.members.privacy import (
    ERASED_NAME,
    Breach,
    Consent,
    Purpose,
    RequestKind,
    RequestStatus,
    Risk,
    Scope,
)
from welfare_desk.members.register import Beneficiary, Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import attachments, claims, contributions, members, privacy, unfinished
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.receipts import print_receipts
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.storage import privacy as storage
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.contributions import Payment, PaymentLine

ID, PHONE = "1101700230708", "0812345678"
OCTOBER = date(2025, 10, 5)
SCAN = attachments.Attachment("บัตร.pdf", "application/pdf", b"%PDF scan of a card")


def a_person(number, name="มาลี", **fields):
    return Member(
        number, "นาง", name, "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1), house="99/1",
        beneficiaries=(Beneficiary(f"เด็กหญิง{number}"),), **fields,
    )  # fmt: skip


def paid(number, name, baht=30):
    return Payment(OCTOBER, f"{name} ใจดี", number, (PaymentLine(number, Money.baht(baht)),))


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today="2026-03-02")
    members.add_member(desk, a_person("00001", national_id=ID, phone=PHONE, note="ป่วยเป็นเบาหวาน"))
    members.add_member(desk, a_person("00002", "สมศรี"))
    contributions.record_payment(desk, paid("00001", "มาลี"))
    yield desk
    desk.book.close()


def waiting(tx):
    return [each for each in storage.requests(tx) if each.status is RequestStatus.OPEN]


def acts(desk):
    return desk.ask(lambda tx: tx.exec_driver_sql("SELECT action FROM audit ORDER BY id").scalars().all())


def leaves(desk, number="00001", on="2026-03-01"):
    change = StatusChange(date.fromisoformat(on), Status.RESIGNED, "ย้ายไปอยู่กับลูก")
    members.record_status(desk, number, change)


def years_later(desk, year=2032):
    return replace(desk, today=date(year, 3, 2))


def wording(desk, voucher):
    asked = "SELECT memo, payee FROM entries WHERE voucher = ?"
    return tuple(desk.ask(lambda tx: tx.exec_driver_sql(asked, (voucher,)).one()))


# Consents and requests


def test_what_a_member_agreed_to_can_be_taken_back(desk):
    agreed = Consent(Purpose.HEALTH, OCTOBER, given=True, how=" ลงชื่อในแบบ ")
    privacy.record_consents(desk, "00001", [agreed])
    privacy.record_consents(desk, "00001", [Consent(Purpose.HEALTH, desk.today, given=False)])
    said = desk.ask(lambda tx: privacy.last_consents(tx, "00001"))
    assert [(each.given, each.day) for each in said] == [(False, desk.today)]
    assert acts(desk)[-2:] == ["consent.given", "consent.withdrawn"]
    again = replace(agreed, day=date(2026, 2, 1))
    assert refused(privacy.record_consents, desk, "00001", [again]) == ["consent.order"]
    assert refused(privacy.record_consents, desk, "00009", [agreed]) == ["member.unknown"]


def test_a_request_waits_until_it_is_answered_once(desk):
    request = privacy.receive_request(desk, "00001", RequestKind.SHOW, " อยากดู ", OCTOBER)
    assert (request.id, request.wish, request.due) == (1, "อยากดู", date(2025, 11, 4))
    assert refused(privacy.receive_request, desk, "00001", RequestKind.SHOW, "", OCTOBER) == ["request.open"]
    assert refused(privacy.receive_request, desk, "00001", RequestKind.ERASE, "", date(2027, 1, 1)) == [
        "request.future"
    ]
    assert desk.ask(waiting) == [request]
    assert refused(privacy.answer_request, desk, 1, RequestStatus.REFUSED, "") == ["request.no_answer"]
    privacy.answer_request(desk, 1, RequestStatus.DONE, "ให้ดูแล้ว")
    assert desk.ask(waiting) == []
    assert refused(privacy.answer_request, desk, 1, RequestStatus.DONE, "อีกครั้ง") == ["request.answered"]
    assert refused(privacy.answer_request, desk, 7, RequestStatus.DONE, "x") == ["request.unknown"]


# Erasing


def test_a_member_is_not_erased_while_the_membership_runs(desk):
    assert refused(privacy.erase_member, desk, "00001") == ["erase.member"]


def test_contact_goes_at_once_and_the_request_is_answered(desk):
    attachments.attach(desk, attachments.Subject.MEMBER, "00001", SCAN)
    privacy.receive_request(desk, "00001", RequestKind.ERASE, "ลบด้วย", desk.today)
    leaves(desk)
    done = privacy.erase_member(desk, "00001")
    assert (done.scopes, done.rest_from) == ((Scope.CONTACT,), date(2031, 3, 1))
    kept = next(each for each in desk.ask(members.register) if each.number == "00001")
    assert (kept.phone, kept.house, kept.note, kept.beneficiaries) == ("", "", "", ())
    assert (kept.name, kept.national_id) == ("นางมาลี ใจดี", ID)
    files = desk.ask(lambda tx: attachments.attached(tx, attachments.Subject.MEMBER, "00001"))
    assert [each.size for each in files] == [None]
    assert desk.ask(waiting) == []
    assert wording(desk, "RV6810-0001")[1] == "มาลี ใจดี"
    assert refused(privacy.erase_member, desk, "00001") == ["erase.later"]
    assert verify_book(desk).ok


def test_after_the_years_the_ledger_keeps_numbers_and_no_name(desk):
    leaves(desk)
    privacy.erase_member(desk, "00001")
    desk = years_later(desk)
    assert privacy.erase_member(desk, "00001").rest_from is None
    kept = next(each for each in desk.ask(members.register) if each.number == "00001")
    assert (kept.name, kept.national_id, kept.birth_day) == (ERASED_NAME, None, None)
    assert wording(desk, "RV6810-0001") == (None, None)
    assert refused(privacy.erase_member, desk, "00001") == ["erase.gone"]
    assert verify_book(desk).ok
    total = desk.ask(lambda tx: make_report(tx, "passbook", {"member": "00001"}, desk.today))
    assert any(Money.baht(30) in row.cells for row in total.rows)


def test_nothing_of_the_erased_is_left_in_the_file(desk):
    before = next(each for each in desk.ask(members.register) if each.number == "00001")
    members.change_member(desk, replace(before, phone="0899999999"))
    adopt_regulation(desk, "ระเบียบ", OCTOBER, OCTOBER, "1/2568", READY_TYPES)
    ill = Claim("SICK", "00001", OCTOBER, OCTOBER, OCTOBER, subject="ด.ช.แก้ว")
    claims.take_claim(desk, ill, "รพ.สมมติ", "มะเร็งตับ")
    attachments.attach(desk, attachments.Subject.CLAIM, "C-0001", replace(SCAN, content=b"scan of the illness"))
    with desk.book.write() as tx:
        keep_past_benefit(tx, PastBenefit("BIRTH", "00001", name="ชื่อในบัญชีเก่า", subject="ด.ช.เก่า"))
    leaves(desk)
    unfinished.keep_unfinished(desk, "pay", '{"payee": "มาลี 0812345678"}')
    privacy.erase_member(years_later(desk), "00001")
    desk.book.close()
    raw = desk.book.path.read_bytes()
    for gone in (
        ID,
        PHONE,
        "0899999999",
        "เบาหวาน",
        "มะเร็งตับ",
        "scan of the illness",
        "ชื่อในบัญชีเก่า",
        "ด.ช.เก่า",
        "รพ.สมมติ",
        "ด.ช.แก้ว",
        "มาลี",
        "เด็กหญิง00001",
        "ย้ายไปอยู่กับลูก",
    ):
        assert gone.encode() not in raw, gone
    assert "เด็กหญิง00002".encode() in raw


def test_texts_that_concern_others_too_stay(desk):
    both = Payment(
        OCTOBER,
        "มาลี ใจดี",
        "00001",
        (PaymentLine("00001", Money.baht(30)), PaymentLine("00002", Money.baht(30))),
    )
    contributions.record_payment(desk, both)
    leaves(desk)
    privacy.erase_member(years_later(desk), "00001")
    assert wording(desk, "RV6810-0002")[1] == "มาลี ใจดี"


def test_a_receipt_of_the_erased_still_prints(desk):
    leaves(desk)
    later = years_later(desk)
    privacy.erase_member(later, "00001")
    assert [each.payer for each in print_receipts(later, ["RV6810-0001"])] == [""]


def test_a_merged_number_goes_with_the_one_that_stays(desk):
    members.add_member(desk, a_person("00003", "มาลี", note="เบอร์เดิม"))
    members.merge_members(desk, "00003", "00001", "คนเดียวกัน")
    leaves(desk, on="2026-03-02")
    assert refused(privacy.erase_member, desk, "00003") == ["erase.merged"]
    privacy.erase_member(years_later(desk), "00001")
    kept = {each.number: each for each in desk.ask(members.register)}
    assert (kept["00003"].name, kept["00003"].note) == (ERASED_NAME, "")
    assert verify_book(desk).ok


def test_the_erased_are_not_taken_for_one_person(desk):
    for number in ("00001", "00002"):
        leaves(desk, number)
    later = years_later(desk)
    for number in ("00001", "00002"):
        privacy.erase_member(later, number)
    assert desk.ask(lambda tx: make_report(tx, "member-duplicates", {}, later.today)).rows == ()


def test_a_committee_keeps_names_as_long_as_it_decides(desk):
    privacy.keep_names_for(desk, 1)
    assert desk.ask(privacy.kept_years) == 1
    leaves(desk, on="2025-10-06")
    assert desk.ask(lambda tx: privacy.what_may_go(tx, "00001", date(2026, 10, 6))).rest_from is None
    assert refused(privacy.keep_names_for, desk, 0) == ["privacy.years"]


# Breaches


def test_a_breach_is_written_down_and_followed(desk):
    found = datetime(2026, 3, 1, 3, tzinfo=UTC)
    desk = replace(desk, now=lambda: datetime(2026, 3, 2, 3, tzinfo=UTC))
    kept = privacy.write_down_breach(desk, Breach(0, found, "ไดรฟ์หาย", "หมู่ 3", Risk.SOME))
    told = replace(kept, office_told_at=datetime(2026, 3, 2, 2, tzinfo=UTC), measures="แจ้งความ")
    assert privacy.write_down_breach(desk, told).id == 1
    assert desk.ask(privacy.list_breaches) == [told]
    assert acts(desk)[-2:] == ["breach.found", "breach.followed"]
    assert refused(privacy.write_down_breach, desk, kept) == ["breach.kept"]
    assert refused(privacy.write_down_breach, desk, replace(told, found_at=told.office_told_at)) == ["breach.kept"]
    assert refused(privacy.write_down_breach, desk, replace(told, id=9)) == ["breach.unknown"]


# What is seen


def test_numbers_are_hidden_from_whoever_may_not_see_them(tmp_path):
    treasurer, committee, auditor = a_committee(tmp_path, Role.COMMITTEE, Role.AUDITOR)
    members.add_member(treasurer, a_person("00001", national_id=ID, phone=PHONE, vulnerable="ผู้พิการ"))

    def seen(desk):
        sees = desk.person().sees
        report = desk.ask(lambda tx: make_report(tx, "member-data", {"member": "00001"}, desk.today, sees))
        return {str(row.cells[1]) for row in report.rows}

    assert {ID, PHONE, "ผู้พิการ"} <= seen(treasurer)
    assert {ID, PHONE} <= seen(auditor)
    assert "ผู้พิการ" not in seen(auditor)
    assert not {ID, PHONE, "ผู้พิการ"} & seen(committee)
    assert {"x-xxxx-xxxxx-70-8", "xxxxxx5678"} <= seen(committee)
    assert refused(privacy.whole_report, committee, "member-data", {"member": "00001"}) == ["permission.refused"]
    treasurer.book.close()


def test_a_member_is_shown_what_is_kept_of_her_benefits_and_their_papers(tmp_path):
    treasurer, auditor = a_committee(tmp_path, Role.AUDITOR, today="2026-03-02")
    members.add_member(treasurer, a_person("00001"))
    adopt_regulation(treasurer, "ระเบียบ", OCTOBER, OCTOBER, "1/2568", READY_TYPES)
    claims.take_claim(treasurer, Claim("SICK", "00001", *[OCTOBER] * 3, subject="บ้าน"), "รพ.สมมติ", "มะเร็ง")
    attachments.attach(treasurer, attachments.Subject.CLAIM, "C-0001", SCAN)
    with treasurer.book.write() as tx:
        keep_past_benefit(tx, PastBenefit("BIRTH", "00001", amount=321))

    def seen(desk):
        sees = desk.person().sees
        report = desk.ask(lambda tx: make_report(tx, "member-data", {"member": "00001"}, desk.today, sees))
        return " ".join(str(row.cells[1]) for row in report.rows)

    assert all(each in seen(treasurer) for each in ("บ้าน", "รพ.สมมติ", "มะเร็ง", SCAN.name, "321.00"))
    assert "มะเร็ง" not in seen(auditor)
    treasurer.book.close()


def test_what_leaves_whole_stands_in_the_trail(desk):
    post_entry(desk, an_entry(day="2025-10-10", memo=f"บัตร {ID}"))
    report = privacy.whole_report(desk, "vouchers", {"from": "2025-10-01"})
    assert any(ID in str(cell) for row in report.rows for cell in row.cells)
    assert acts(desk)[-1] == "personal.exported"
    hidden = desk.ask(lambda tx: make_report(tx, "vouchers", {"from": "2025-10-01"}, desk.today))
    assert not any(ID in str(cell) for row in hidden.rows for cell in row.cells)
    record = desk.ask(lambda tx: make_report(tx, "processing-record", {}, desk.today))
    assert ("ส่งออกแบบเลขเต็ม", "1 ครั้ง") in record.facts or any("1" in str(value) for _label, value in record.facts)


def test_a_role_that_keeps_the_register_sees_its_numbers():
    from welfare_desk.ledger.people import ALLOWED, Permission

    for role, allowed in ALLOWED.items():
        assert Permission.REGISTER not in allowed or allowed >= {Permission.PERSONAL, Permission.HEALTH}, role
