"""One call of every service that writes, on a book where it can be done: what faults are tried on.

`SERVICES` is what there is, by walking the package; a service that stands in neither `ACTS` nor `NOT_TRIED` fails a
test, so that whoever adds one adds its trial.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from tests.builders import PIN, a_book, a_line, an_entry
from tests.coop_books import a_busy_coop
from tests.proofs.coop_acts import COOP
from tests.proofs.coop_savings_acts import GROUP
from tests.proofs.coop_surplus_acts import LOSS, TO_SHARE, a_year_of_loss, a_year_to_share
from tests.reviews import a_finding, a_review, book_of, signed
from welfare_desk import services
from welfare_desk.errors import Awaiting
from welfare_desk.ledger.advances import Advance, Clearing
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.assets import Asset, Disposal
from welfare_desk.ledger.audits import Adjustment, OpinionKind
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.budgets import Budget, BudgetAmount
from welfare_desk.ledger.cash_books import CashRow
from welfare_desk.ledger.cheques import ChequeStatus
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.funds import Purse
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.ledger.people import Permission, Role
from welfare_desk.ledger.reconciliation import MatchKind
from welfare_desk.ledger.recurring import Recurring
from welfare_desk.members.privacy import Breach, Consent, Purpose, RequestKind, RequestStatus, Risk
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import (
    accounts,
    activities,
    advances,
    approvals,
    assets,
    attachments,
    audit_packs,
    audits,
    backups,
    bank_matching,
    bank_statements,
    before_book,
    books,
    budgets,
    cash_books,
    cash_counts,
    certification,
    cheques,
    claim_papers,
    claim_payments,
    claims,
    close_rules,
    committee,
    contributions,
    drafts,
    dues,
    entries,
    grants,
    hand_ins,
    handovers,
    health,
    imports,
    layouts,
    mappings,
    matching,
    meetings,
    members,
    note_texts,
    openings,
    packs,
    past_benefits,
    payments,
    people,
    periods,
    privacy,
    proposals,
    receipt_books,
    receipts,
    reconciliations,
    recovery,
    recurring,
    regulations,
    reviews,
    signing_keys,
    templates,
    unfinished,
    whole_book,
    withholdings,
)
from welfare_desk.storage.backup_files import Head
from welfare_desk.storage.backup_folders import BackupFile
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.schema import VERSION
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.welfare.assessments import Virtue, VirtueItem
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.certification import Submission, SubmissionKind
from welfare_desk.welfare.claim_payments import Slip
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.contributions import Collection, LineKind, Payment, PaymentLine, Refund
from welfare_desk.welfare.dues import Span
from welfare_desk.welfare.form_figures import FormFigure
from welfare_desk.welfare.grants import Grant, GrantPaper, Spending
from welfare_desk.welfare.handovers import Office
from welfare_desk.welfare.mappings import FlatFile
from welfare_desk.welfare.match_rounds import MatchLetter
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution
from welfare_desk.welfare.paid_lists import PaidList, PaidRow
from welfare_desk.welfare.plans import Period, Plan
from welfare_desk.welfare.receipt_books import Mark, ReceiptBook
from welfare_desk.welfare.withholding import Fee, FeeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

EVE, NOVEMBER, MARCH = date(2025, 9, 30), date(2025, 11, 5), date(2026, 3, 2)
PASSWORD = "ข้าวเหนียวมูน"  # noqa: S105 - of people who do not exist
SCAN = attachments.Attachment("ใบรับรอง.pdf", "application/pdf", b"%PDF-1.7 a scan")
OTHER_SCAN = replace(SCAN, content=b"%PDF-1.7 another")
A_LAYOUT = """name = "cash-notice"
kind = "free"
title_th = "เงินสด"

[[line]]
th = "เงินสดและธนาคาร"
cash_flow = ["cash"]
"""
FREE = [replace(each, rules=each.rules[:1]) for each in READY_TYPES]  # the rate alone
SPLIT = (("welfare", 70), ("reserve", 20), ("administration", 10))


def _services() -> dict[str, Callable[..., Any]]:
    found = {}
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"{services.__name__}.{module.name}")
        for name, each in vars(loaded).items():
            permission = getattr(each, "__permission__", None)
            if permission is not None and each.__module__ == loaded.__name__:
                found[f"{module.name}.{name}"] = each
    return found


SERVICES = _services()
READS = {name for name, each in SERVICES.items() if each.__permission__ is Permission.READ}
NOT_TRIED = {
    *(
        READS
        - {"people.set_password", "people.set_pin", "people.sign_out", "backups.note_backups", "packs.note_pack"}
        - {"audit_packs.note_audit_pack"}
        - {"signing_keys.take_key"}
    ),  # write nothing
    "audit_packs.pack_signer",  # writes nothing
    "passphrases.see_that_it_fits",  # writes nothing
    "restores.allow_restore",  # writes nothing; the restore itself has a trial of its own
    "upgrades.allow_return",  # writes nothing; what it allows is the same swap
}


def a_member(at: int) -> Member:
    """Make up a member of village 1."""
    return Member(a_number(at), "นาง", f"มาลี{at}", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1))


def a_number(at: int) -> str:
    """Give a member's number."""
    return f"{at:05}"


def paid(at: int, baht: int = 30, day: date = NOVEMBER, account: str = "1101") -> Payment:
    """Make up what a member paid."""
    line = PaymentLine(a_number(at), Money.baht(baht))
    return Payment(day, "ผู้จ่าย", a_number(at), (line,), money_account=account)


def a_busy_book(folder: Path) -> Path:
    """Make a book where every act of one person can be done at once."""
    desk = a_book(folder, "กองทุน ก.welfare", weights=SPLIT)
    opened = ("1101 welfare 700", "2201 welfare -700", "1111 welfare 9,000", "3101 welfare -9,000")
    openings.open_balances(desk, [a_line(each) for each in opened])
    members.import_members(desk, [a_member(at) for at in range(1, 21)], members.Source("ก.xlsx", "ef" * 32))
    dues.assign_opening(desk, a_number(9), Money.baht(300), "ทะเบียนเก่า")
    entries.post_entry(desk, an_entry(day="2025-10-10"))
    periods.close_month(desk, date(2025, 10, 1), PIN)
    contributions.record_payment(desk, paid(1))
    contributions.record_payment(desk, paid(1))
    unknown = PaymentLine(None, Money.baht(400), LineKind.UNIDENTIFIED)
    contributions.record_payment(desk, replace(paid(2), lines=(unknown,), member_number=None))
    sheet = Collection("1", date(2025, 11, 1), (paid(3, account="1103"), paid(4, account="1103")))
    contributions.record_collection(desk, sheet)
    entries.post_entry(desk, an_entry("5319 welfare 5", "1111 welfare -5", day="2025-11-05", series=Series.PAYMENT))
    entries.post_entry(desk, an_entry("5319 welfare 6", "1111 welfare -6", day="2025-11-05", series=Series.PAYMENT))
    cheques.draw_cheque(desk, "PV6811-0002", "0000002", NOVEMBER)
    for _ in range(2):
        drafts.save_draft(desk, an_entry(day="2026-02-01", memo="ร่าง"))
    attachments.attach(desk, attachments.Subject.MEMBER, a_number(1), SCAN)
    members.record_status(desk, a_number(20), StatusChange(NOVEMBER, Status.RESIGNED, "ย้าย"))
    privacy.receive_request(desk, a_number(1), RequestKind.SHOW, "ขอดู", NOVEMBER)
    receipt_books.give_receipt_book(desk, ReceiptBook("21", 1, 50, "ป้าแดง", NOVEMBER))
    receipt_books.give_receipt_book(desk, ReceiptBook("22", 1, 50, "ป้าแดง", NOVEMBER))
    layouts.keep_layout(desk, A_LAYOUT.replace("cash-notice", "own-cash"))
    templates.keep_template(desk, templates.Template("pay", "ค่าไฟ", {"payee": "การไฟฟ้า"}))
    dues.keep_plan(desk, Plan("q", "ไตรมาสละ 90 บาท", "", Period.OTHER, Money.baht(90), months=3))
    accounts.add_account(desk, "1115", "เงินฝาก ธ.ก.ส.", "BAAC", "1111")
    accounts.deactivate_account(desk, "1115")
    _claims(desk)
    rounds_of_matching_money(desk)
    grants_under_way(desk)
    before_a_close(desk)
    activities.add_activity(desk, MEETING)
    banks_with_statements(desk)
    committee_at_work(desk)
    people.begin_to_ask(desk, "มาลี", PASSWORD)
    people.add_user(desk, "ก้อน", {Role.CHAIR}, PASSWORD)
    people.add_user(desk, "คำ", {Role.CHAIR}, PASSWORD)
    signing_keys.hand_key(desk, PIN, 3, "864209")
    desk.book.close()
    return desk.book.path


def _claims(desk: Desk) -> None:
    """Adopt a regulation; one claim is taken in, one decided, one approved. None of the members owes anything."""
    regulations.adopt_regulation(desk, "ระเบียบ", date(2025, 10, 1), date(2025, 10, 1), "ประชุมใหญ่ 1", FREE)
    for at in range(3):
        claims.take_claim(desk, _claim("FIRE", at + 10))
    for number in (2, 3):
        claims.decide_claim(desk, number)
    claims.approve_claims(desk, [3], "มติ 4")
    past_benefits.take_in_benefits(desk, _paid_list("cd"))


def _claim(kind: str, at: int = 15) -> Claim:
    return Claim(kind, a_number(at), NOVEMBER, MARCH, MARCH)


def _paid_list(mark: str) -> PaidList:
    """Make a list of a payment from before the book, one of its days that goes against a rule, and a death."""
    first = PaidRow(
        "จ่าย!2", "FIRE", "5111", a_number(14), "ก้อน", EVE, EVE, EVE, 1, Money.baht(50), Money.baht(50), "ไฟไหม้"
    )
    days = {"event_day": NOVEMBER, "claim_day": NOVEMBER, "paid_day": MARCH}
    posted = replace(first, source="จ่าย!3", is_exception=True, **days)
    death = replace(posted, source="จ่าย!4", type="DEATH", account="5104", member=a_number(13), text="เสียชีวิต")
    rows = (first, posted, death) if mark == "ab" else (first,)
    return PaidList("จ่าย.xlsx", mark * 32, "1111", rows, "มติ 5", words=((mark, "FIRE"),))


CODI = MatchProgramme("codi", "สมทบจาก พอช.", "", Giver.STATE, "4201", "1201")
TERMS = MatchTerms(cutoff_month=12, paid_up=False, most_rounds=0, cap=Money.baht(30))


def rounds_of_matching_money(desk: Desk) -> None:
    """Open a round that waits to be asked for, and one under way."""
    kept = replace(TERMS, chosen=("cutoff_month", "paid_up", "most_rounds", "cap"))
    for number, code in enumerate(("codi", "sao"), 1):
        matching.keep_programme(desk, replace(CODI, code=code), kept, NOVEMBER)
        assert matching.open_round(desk, code, 2026) == number
    matching.keep_programme(desk, replace(CODI, code="pao"), kept, NOVEMBER)
    matching.record_asked(desk, 2, _letter(60))
    matching.record_approval(desk, 2, _letter(50))
    matching.record_receipt(desk, 2, _letter(20), "1111")
    matching.find_excess(desk, 2, _letter(5))


CHAIR = Officer(0, "นางมาลี", Post.CHAIR, Origin.MEMBERS, NOVEMBER)
MONTHLY = Meeting(0, MeetingKind.COMMITTEE, MARCH, "3/2569", resolutions=(Resolution("1", "รับรองรายงาน"),))


def committee_at_work(desk: Desk) -> None:
    """Take a chair in, and write a meeting down."""
    committee.add_officer(desk, CHAIR)
    meetings.keep_meeting(desk, MONTHLY)


MAPPING = '{"as_of": "2026-03-01", "columns": [{"title": "ก", "from": "baht"}]}'
MEETING = Activity(0, ActivityKind.COMMITTEE_MEETING, NOVEMBER, "ประชุมประจำเดือน", 9)
WELL = Grant(0, "บ่อน้ำบาดาล", "อบต. หนองตะวัน", "4203", NOVEMBER, Money.baht(900), "อบต 7/2568")
PIPES = Spending("5201", "1111", "ร้านวัสดุ")


def grants_under_way(desk: Desk) -> None:
    """Keep a grant of which some is left, and one that nobody used."""
    grants.keep_grant(desk, WELL)
    grants.keep_grant(desk, replace(WELL, name="ถนน"))
    grants.receive_grant(desk, 1, _paper(500), "1111")
    grants.spend_grant(desk, 1, _paper(200), PIPES)


ADVANCE = Advance(0, "นายก้อน", "ประชุม", NOVEMBER, MARCH, "welfare", Money.baht(20))
TABLE = Asset(0, "001", "โต๊ะ", "1501", "welfare", NOVEMBER, Money.baht(24), months=12, accumulated="1502")
FEE = Fee(NOVEMBER, "นายช่าง", FeeKind.SERVICE, Money.baht(20), 300, "5319", "1111")
RENT = an_entry("5319 welfare 2", "1111 welfare -2", memo="ค่าเช่า", series=Series.PAYMENT)


def before_a_close(desk: Desk) -> None:
    """Keep what comes again, an advance, two assets of which one waits to be depreciated, and tax withheld."""
    recurring.add_recurring(desk, Recurring(0, "ค่าเช่า", RENT, 1, NOVEMBER))
    recurring.add_recurring(desk, Recurring(0, "ค่าไฟ", RENT, 1, NOVEMBER))
    recurring.add_recurring(desk, Recurring(0, "ค่าน้ำ", RENT, 1, NOVEMBER))
    advances.give_advance(desk, ADVANCE, "1111")
    assets.buy_asset(desk, TABLE, "1111", "ร้านไม้")
    assets.buy_asset(desk, replace(TABLE, code="002", account="1505", accumulated=None), "1111", "นางคำ")
    withholdings.pay_fee(desk, FEE)


def _paper(baht: int) -> GrantPaper:
    return GrantPaper(MARCH, Money.baht(baht), "งวดที่ 1")


def _letter(baht: int) -> MatchLetter:
    return MatchLetter(MARCH, Money.baht(baht), "พอช 12")


def a_statement(account: str, mark: str, *lines: tuple[date, int, str], opening: int = 0, first: date = NOVEMBER):
    """Make up a statement; lines are day, baht and cheque number."""
    read = tuple(
        BankLine(at, day, Money.baht(baht), "ธนาคาร", number) for at, (day, baht, number) in enumerate(lines, 1)
    )
    last = max([first, *(each.day for each in read)])
    return bank_statements.StatementTaken(account, "ธ.csv", mark * 32, read, first, last, Money.baht(opening))


def banks_with_statements(desk: Desk) -> None:
    """Take in two statements of one bank with something of every kind to match, and approve another bank."""
    february = date(2026, 2, 6)
    paid_by_bank = an_entry("5319 welfare 8", "1111 welfare -8", day=february, series=Series.PAYMENT, memo="ค่าน้ำ")
    entries.post_entry(desk, paid_by_bank)
    lines = (
        (NOVEMBER, -5, ""), (NOVEMBER, -6, "0000002"), (NOVEMBER, -10, ""), (february, -7, ""), (february, 9, ""),
    )  # fmt: skip
    bank_statements.take_in_bank_statement(desk, a_statement("1111", "b1", *lines, opening=9000))
    bank_statements.take_in_bank_statement(desk, a_statement("1111", "b2", (MARCH, -3, ""), opening=8981, first=MARCH))
    bank_matching.match_lines(desk, "1111", [5], (), MatchKind.OPENING)
    for account, mark in (("1112", "b3"), ("1113", "b4")):
        bank_statements.take_in_bank_statement(desk, a_statement(account, mark))
    reconciliations.approve_reconciliation(desk, "1112", NOVEMBER)


def a_committee_s_book(folder: Path) -> Path:
    """Make a book where work of a bookkeeper, the second user, waits for the first."""
    desk = a_book(folder, "กองทุน ก.welfare")
    entries.post_entry(desk, an_entry("1101 welfare 20,000", "4101 welfare -20,000", day="2025-10-02"))
    people.begin_to_ask(desk, "มาลี", PASSWORD)
    other = people.add_user(desk, "ก้อน", {Role.BOOKKEEPER, Role.CHAIR}, PASSWORD)
    approvals.set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    for memo in ("ค่าเช่า", "ค่าไฟ"):
        try:
            entries.post_entry(replace(desk, actor=other.id), _payment(memo))
        except Awaiting:
            continue
    desk.book.close()
    return desk.book.path


def _payment(memo: str):
    return an_entry("5319 welfare 900", "1101 welfare -900", day=MARCH, series=Series.PAYMENT, memo=memo)


PRIOR = (("1101", Money.baht(700)), ("2201", Money.baht(-700)), ("1111", Money.baht(9000)), ("3101", Money.baht(-9000)))


def _moved(account: str, *, till: str = "1101", baht: int = 5) -> MoneyMoved:
    return MoneyMoved(MARCH, till, (MoneyLine(account, Money.baht(baht)),), "ทดลอง", "ร้านค้า")


def _of_second(desk: Desk) -> Desk:
    return replace(desk, actor=2)


_BUSY: dict[str, Callable[[Desk], Any]] = {
    "accounts.activate_account": lambda d: accounts.activate_account(d, "1115"),
    "accounts.add_account": lambda d: accounts.add_account(d, "1116", "เงินฝาก ออมสิน", "GSB", "1111"),
    "accounts.deactivate_account": lambda d: accounts.deactivate_account(d, "5307"),
    "accounts.set_policy": lambda d: accounts.set_policy(d, MARCH, (("welfare", 100),)),
    "cash_books.take_in_cash_book": lambda d: cash_books.take_in_cash_book(
        d,
        [CashRow(5, MARCH, "รับเงินสมทบ", Money.baht(9), Money(0))],
        Money(0),
        cash_books.CashBookSource("สมุดเงินสด.xlsx", "ab" * 32),
        cash_books.ready_words(),
    ),
    "activities.add_activity": lambda d: activities.add_activity(d, MEETING),
    "activities.remove_activity": lambda d: activities.remove_activity(d, 1, "ซ้ำ"),
    "advances.clear_advance": lambda d: advances.clear_advance(d, 1, Clearing(MARCH, (), Money.baht(20), "1111")),
    "advances.give_advance": lambda d: advances.give_advance(d, ADVANCE, "1111"),
    "approvals.set_approval_rules": lambda d: approvals.set_approval_rules(
        d, ApprovalRules({ApprovalKind.PAYMENT: Money.baht(500)})
    ),
    "assets.bring_asset_forward": lambda d: assets.bring_asset_forward(d, replace(TABLE, code="003")),
    "assets.buy_asset": lambda d: assets.buy_asset(d, replace(TABLE, code="004"), "1111", "ร้านไม้"),
    "assets.depreciate": lambda d: assets.depreciate(d, MARCH),
    "assets.dispose_of_asset": lambda d: assets.dispose_of_asset(d, "002", Disposal(MARCH, words="ยกให้วัด")),
    "assets.see_assets": lambda d: assets.see_assets(d, ["001", "002"], MARCH, "ใช้งานได้", "ศาลา"),
    "attachments.attach": lambda d: attachments.attach(d, attachments.Subject.MEMBER, a_number(2), OTHER_SCAN),
    "attachments.erase_attachment": lambda d: attachments.erase_attachment(d, _digest(d), "ขอให้ลบ"),
    "attachments.set_photo": lambda d: attachments.set_photo(d, a_number(2), _photo()),
    "audit_packs.note_audit_pack": lambda d: audit_packs.note_audit_pack(d, "0" * 64, 40, names=False),
    "backups.note_backups": lambda d: backups.note_backups(d, _a_backup(d)),
    "backups.set_backup_passphrase": lambda d: backups.set_backup_passphrase(d, PASSWORD),
    "bank_matching.accept_matches": lambda d: bank_matching.accept_matches(d, "1111", [2]),
    "bank_matching.accrue_interest": lambda d: bank_matching.accrue_interest(d, MARCH, Money.baht(5)),
    "bank_matching.match_lines": lambda d: bank_matching.match_lines(d, "1111", [1], ["PV6811-0001"]),
    "bank_matching.post_bank_difference": lambda d: bank_matching.post_bank_difference(
        d, "1111", 4, "PV6902-0001", "นับผิด"
    ),
    "bank_matching.post_bank_line": lambda d: bank_matching.post_bank_line(
        d, "1111", bank_matching.BankPosting(3, "5309")
    ),
    "bank_matching.unmatch_lines": lambda d: bank_matching.unmatch_lines(d, 1),
    "bank_statements.name_bank_account": lambda d: bank_statements.name_bank_account(d, "1111", "ธ.ก.ส.", "01-2"),
    "bank_statements.take_back_bank_statement": lambda d: bank_statements.take_back_bank_statement(d, 2, "ผิดบัญชี"),
    "bank_statements.take_in_bank_statement": lambda d: bank_statements.take_in_bank_statement(
        d, a_statement("1112", "b5", (MARCH, 1, ""), first=MARCH)
    ),
    "cash_counts.count_cash": lambda d: cash_counts.count_cash(
        d, cash_counts.CashCounted("1101", MARCH, {100: 1}, "นางคำ", reason="นับแล้ว")
    ),
    "before_book.keep_form_figures": lambda d: before_book.keep_form_figures(
        d, [FormFigure("R1.member", Money.baht(9000))]
    ),
    "before_book.keep_prior_figures": lambda d: before_book.keep_prior_figures(
        d, [OpeningLine(*each) for each in PRIOR]
    ),
    "books.change_fund": lambda d: books.change_fund(d, {"head": "นายก้อน", "address": "หมู่ 1"}),
    "budgets.adopt_budget": lambda d: budgets.adopt_budget(
        d, Budget(2026, "งบ", NOVEMBER, "มติ 1", {}), [BudgetAmount("5319", "welfare", Money.baht(1200))]
    ),
    "certification.assess_management": lambda d: certification.assess_management(d, MARCH, ["told_board"]),
    "certification.assess_virtue": lambda d: certification.assess_virtue(
        d, MARCH, [VirtueItem(Virtue.HONESTY, "อ่านบัญชีในที่ประชุม", 8, 10)]
    ),
    "certification.keep_profile": lambda d: certification.keep_profile(
        d, {"coordinator": "นางคำ", "population": "4200"}
    ),
    "certification.limit_age": lambda d: certification.limit_age(d, close_days=90, submission_days=365),
    "certification.record_submission": lambda d: certification.record_submission(
        d, Submission(0, SubmissionKind.PROGRAM, MARCH, MARCH, "พอช.")
    ),
    "cheques.change_cheque": lambda d: cheques.change_cheque(d, "1111", "0000002", ChequeStatus.PRESENTED, MARCH),
    "cheques.draw_cheque": lambda d: cheques.draw_cheque(d, "PV6811-0001", "0000001", NOVEMBER),
    "cheques.spoil_cheque": lambda d: cheques.spoil_cheque(d, "1111", "0000003", NOVEMBER, "เขียนผิด"),
    "claim_papers.check_papers": lambda d: claim_papers.check_papers(d, 2, ["ใบคำขอ"], ["นายหนึ่ง"]),
    "claim_papers.list_pensions": lambda d: claim_papers.list_pensions(d, "FIRE", NOVEMBER, "ปี 2569"),
    "claim_papers.open_disaster": lambda d: claim_papers.open_disaster(
        d, "FIRE", NOVEMBER, "ไฟไหม้ตลาด", [a_number(15), a_number(16)]
    ),
    "claim_payments.pay_claims": lambda d: claim_payments.pay_claims(d, [3], d.today, "1111", Slip(witness="มาลี")),
    "claims.approve_claims": lambda d: claims.approve_claims(d, [2], "มติ 5"),
    "claims.decide_claim": lambda d: claims.decide_claim(d, 1),
    "claims.reject_claim": lambda d: claims.reject_claim(d, 2, "ไม่มีใบรับรอง"),
    "claims.take_claim": lambda d: claims.take_claim(d, _claim("FIRE"), "บ้านไหม้", "ไฟฟ้าลัดวงจร"),
    "claims.withdraw_claim": lambda d: claims.withdraw_claim(d, 1, "ขอถอน"),
    "close_rules.set_close_strict": lambda d: close_rules.set_close_strict(d, strict=True),
    "contributions.assign_unidentified": lambda d: contributions.assign_unidentified(
        d, "RV6811-0003", a_number(2), MARCH, "พบสลิป"
    ),
    "contributions.record_collection": lambda d: contributions.record_collection(
        d, Collection("1", date(2026, 1, 1), tuple(paid(at, day=MARCH) for at in range(5, 20)))
    ),
    "contributions.record_payment": lambda d: contributions.record_payment(d, paid(5, 90)),
    "contributions.refund_mistake": lambda d: contributions.refund_mistake(
        d, "RV6811-0002", Refund(MARCH, "มาลี", a_number(1), Money.baht(30), "1101", "จ่ายซ้ำ")
    ),
    "contributions.void_receipt": lambda d: contributions.void_receipt(d, "RV6811-0001", MARCH, "ผิดคน"),
    "drafts.discard_draft": lambda d: drafts.discard_draft(d, 1),
    "drafts.post_draft": lambda d: drafts.post_draft(d, 1),
    "drafts.post_drafts": lambda d: drafts.post_drafts(d, (1, 2)),
    "drafts.save_draft": lambda d: drafts.save_draft(d, an_entry(memo="อีกร่าง")),
    "dues.assign_opening": lambda d: dues.assign_opening(d, a_number(1), Money.baht(400), "ทะเบียนเก่า"),
    "dues.choose_plan": lambda d: dues.choose_plan(d, "q"),
    "dues.keep_plan": lambda d: dues.keep_plan(d, Plan("h", "ครึ่งปี", "", Period.OTHER, Money.baht(180), months=6)),
    "dues.pay_by_fund": lambda d: dues.pay_by_fund(
        d, a_number(7), Span(date(2025, 10, 1), date(2026, 9, 30)), "welfare", MARCH, "3/2568"
    ),
    "dues.release_deferred": lambda d: dues.release_deferred(d, MARCH),
    "dues.waive": lambda d: dues.waive(d, a_number(8), Span(NOVEMBER, MARCH), "น้ำท่วม"),
    "entries.post_entry": lambda d: entries.post_entry(d, an_entry(day=MARCH)),
    "entries.reverse_entry": lambda d: entries.reverse_entry(d, "PV6811-0001", MARCH, "จ่ายซ้ำ"),
    "grants.close_grant": lambda d: grants.close_grant(d, 2, MARCH),
    "grants.keep_grant": lambda d: grants.keep_grant(d, replace(WELL, name="ศาลา")),
    "grants.receive_grant": lambda d: grants.receive_grant(d, 1, _paper(400), "1111"),
    "committee.add_officer": lambda d: committee.add_officer(
        d, replace(CHAIR, name="นายก้อน", post=Post.TREASURER, from_day=MARCH)
    ),
    "committee.change_officer": lambda d: committee.change_officer(d, replace(CHAIR, number=1, name="นางมาลี ใจดี")),
    "committee.end_office": lambda d: committee.end_office(d, 1, MARCH, "ครบวาระ"),
    "grants.return_grant": lambda d: grants.return_grant(d, 1, _paper(300), "1111"),
    "grants.spend_grant": lambda d: grants.spend_grant(d, 1, _paper(100), PIPES),
    "hand_ins.hand_in": lambda d: hand_ins.hand_in(d, hand_ins.Slip(MARCH, "ป้าแดง", "นายก้อน", "1101", [1])),
    "handovers.hand_over": lambda d: handovers.hand_over(d, _handover(d)),
    "health.limit_administration": lambda d: health.limit_administration(d, 15),
    "imports.keep_mappings": lambda d: imports.keep_mappings(d, "members", [("ab" * 32, "{}")]),
    "mappings.keep_mapping": lambda d: mappings.keep_mapping(d, FlatFile.FINANCE, MAPPING),
    "matching.close_round": lambda d: matching.close_round(d, 1, MARCH),
    "matching.find_excess": lambda d: matching.find_excess(d, 2, _letter(7)),
    "matching.keep_programme": lambda d: matching.keep_programme(d, CODI, MatchTerms(), MARCH),
    "matching.lapse_approval": lambda d: matching.lapse_approval(d, 2, _letter(10)),
    "matching.open_round": lambda d: matching.open_round(d, "pao", 2026),
    "matching.record_approval": lambda d: matching.record_approval(d, 2, _letter(10)),
    "matching.record_asked": lambda d: matching.record_asked(d, 1, _letter(30)),
    "matching.record_receipt": lambda d: matching.record_receipt(d, 2, _letter(30), "1111"),
    "matching.return_excess": lambda d: matching.return_excess(d, 2, _letter(5), "1111"),
    "meetings.keep_meeting": lambda d: meetings.keep_meeting(
        d, replace(MONTHLY, number=1, attendance={1: Presence.PRESENT}, minutes="เปิดประชุม")
    ),
    "members.add_member": lambda d: members.add_member(d, a_member(99)),
    "members.change_member": lambda d: members.change_member(d, replace(_kept(d, 5), last_name="ดีใจ")),
    "members.import_members": lambda d: members.import_members(
        d, [a_member(at) for at in range(500, 530)], members.Source("ข.xlsx", "cd" * 32)
    ),
    "members.merge_members": lambda d: members.merge_members(d, a_number(1), a_number(2), "คนเดียวกัน"),
    "members.record_status": lambda d: members.record_status(
        d, a_number(6), StatusChange(MARCH, Status.RESIGNED, "ย้าย")
    ),
    "members.record_status_of_all": lambda d: members.record_status_of_all(
        d, [a_number(at) for at in range(10, 15)], StatusChange(MARCH, Status.SUSPENDED, "ค้างจ่าย")
    ),
    "packs.note_pack": lambda d: packs.note_pack(d, "2568", "0" * 64, 40),
    "past_benefits.take_back_benefits": lambda d: past_benefits.take_back_benefits(d, "cd" * 32, "ผิดแฟ้ม"),
    "past_benefits.take_in_benefits": lambda d: past_benefits.take_in_benefits(d, _paid_list("ab")),
    "payments.move_between_funds": lambda d: payments.move_between_funds(
        d, MARCH, "โอน", Purse("1111", "welfare"), Purse("1111", "reserve"), Money.baht(50)
    ),
    "payments.move_cash": lambda d: payments.move_cash(d, MARCH, "ถอนเงิน", "1111", "1101", Money.baht(100)),
    "payments.pay_money": lambda d: payments.pay_money(d, _moved("5303", till="1111")),
    "payments.receive_gift": lambda d: payments.receive_gift(d, _moved("5303", till="4304")),
    "payments.receive_money": lambda d: payments.receive_money(d, _moved("4401", till="1111")),
    "people.add_user": lambda d: people.add_user(d, "แดง", {Role.AUDITOR}, PASSWORD),
    "people.change_user": lambda d: people.change_user(
        d, replace(d.ask(lambda tx: people.get_user(tx, 2)), name="ก้อน ดี")
    ),
    "people.set_password": lambda d: people.set_password(d, 1, "อย่างอื่นแล้ว", PASSWORD),
    "people.set_pin": lambda d: people.set_pin(d, "4711"),
    "people.sign_out": people.sign_out,
    "periods.reopen_month": lambda d: periods.reopen_month(d, date(2025, 10, 1), "ลืมค่าไฟ", PIN),
    "privacy.answer_request": lambda d: privacy.answer_request(d, 1, RequestStatus.DONE, "ให้ดูแล้ว"),
    "privacy.erase_member": lambda d: privacy.erase_member(d, a_number(20)),
    "privacy.keep_names_for": lambda d: privacy.keep_names_for(d, 10),
    "privacy.receive_request": lambda d: privacy.receive_request(d, a_number(2), RequestKind.SHOW, "ขอดู", MARCH),
    "privacy.record_consents": lambda d: privacy.record_consents(
        d, a_number(2), [Consent(Purpose.HEALTH, MARCH, given=True, how="ลงชื่อ")]
    ),
    "privacy.whole_report": lambda d: privacy.whole_report(d, "member-list", {}),
    "privacy.write_down_breach": lambda d: privacy.write_down_breach(
        d, Breach(0, datetime(2026, 3, 1, tzinfo=UTC), "ไดรฟ์หาย", "หมู่ 3", Risk.SOME)
    ),
    "proposals.keep_proposal_facts": lambda d: proposals.keep_proposal_facts(d, {"tambon_villages": "12"}),
    "receipt_books.give_receipt_book": lambda d: receipt_books.give_receipt_book(
        d, ReceiptBook("23", 1, 50, "ป้าแดง", MARCH)
    ),
    "receipt_books.mark_receipt": lambda d: receipt_books.mark_receipt(d, "21", 3, Mark.SPOILED, "เขียนผิด", MARCH),
    "receipt_books.return_receipt_book": lambda d: receipt_books.return_receipt_book(d, "22", MARCH),
    "receipts.print_receipts": lambda d: receipts.print_receipts(d, ["RV6811-0001", "RV6811-0002"]),
    "reconciliations.approve_reconciliation": lambda d: reconciliations.approve_reconciliation(d, "1113", NOVEMBER),
    "reconciliations.undo_reconciliation": lambda d: reconciliations.undo_reconciliation(d, "1112", "ผิดวัน"),
    "recovery.make_pieces": lambda d: recovery.make_pieces(d, 2, 3),
    "signing_keys.change_closing_pin": lambda d: signing_keys.change_closing_pin(d, PIN, "246813"),
    "signing_keys.hand_key": lambda d: signing_keys.hand_key(d, PIN, 2, "246813"),
    "signing_keys.renew_key": lambda d: signing_keys.renew_key(d, PIN, "ครบปี"),
    "signing_keys.replace_lost_key": lambda d: signing_keys.replace_lost_key(d, "ลืม PIN", "246813"),
    "signing_keys.take_key": lambda d: signing_keys.take_key(d, 1),
    "recurring.add_recurring": lambda d: recurring.add_recurring(d, Recurring(0, "ค่าขยะ", RENT, 3, MARCH)),
    "recurring.post_recurring": lambda d: recurring.post_recurring(d, MARCH, [1]),
    "recurring.skip_recurring": lambda d: recurring.skip_recurring(d, 2, "ไม่มีบิล"),
    "recurring.stop_recurring": lambda d: recurring.stop_recurring(d, 3),
    "regulations.adopt_regulation": lambda d: regulations.adopt_regulation(
        d, "ระเบียบใหม่", MARCH, MARCH, "ประชุมใหญ่ 2", READY_TYPES[:3]
    ),
    "layouts.keep_layout": lambda d: layouts.keep_layout(d, A_LAYOUT),
    "layouts.remove_layout": lambda d: layouts.remove_layout(d, "own-cash"),
    "note_texts.write_note": lambda d: note_texts.write_note(d, 2026, "general", "ข้อมูลทั่วไป"),
    "templates.discard_template": lambda d: templates.discard_template(d, "pay", "ค่าไฟ"),
    "templates.keep_template": lambda d: templates.keep_template(d, templates.Template("receive", "ดอกเบี้ย", {})),
    "unfinished.keep_unfinished": lambda d: unfinished.keep_unfinished(d, "pay", '{"payee": "ร้าน"}'),
    "whole_book.note_export": whole_book.note_export,
    "withholdings.hand_in_tax": lambda d: withholdings.hand_in_tax(d, MARCH, "1111", MARCH),
    "withholdings.pay_fee": lambda d: withholdings.pay_fee(d, FEE),
}
_COMMITTEE: dict[str, Callable[[Desk], Any]] = {
    "approvals.approve": lambda d: approvals.approve(d, 1),
    "approvals.reject": lambda d: approvals.reject(d, 1, "ไม่มีใบเสร็จ"),
    "approvals.withdraw": lambda d: approvals.withdraw(_of_second(d), 2),
}
_FRESH: dict[str, Callable[[Desk], Any]] = {
    "openings.open_balances": lambda d: openings.open_balances(
        d, [a_line(each) for each in ("1111 welfare 5", "3101 welfare -5")]
    ),
    "people.begin_to_ask": lambda d: people.begin_to_ask(d, "มาลี", PASSWORD),
}


def an_ended_year(folder: Path) -> Desk:
    """Make a book whose first fiscal year, of three months, is over; its months are closed, the year is not."""
    desk = a_book(folder, "กองทุน ก.welfare", fiscal_year_start=1)
    entries.post_entry(desk, an_entry(day="2025-10-10"))
    entries.post_entry(desk, an_entry("5319 welfare 5", "1101 welfare -5", day="2025-11-05", series=Series.PAYMENT))
    for month in (10, 11, 12):
        periods.close_month(desk, date(2025, month, 1), PIN)
    return desk


def a_closed_year(folder: Path) -> Desk:
    """Make a book whose first fiscal year is closed."""
    desk = an_ended_year(folder)
    periods.close_year(desk, 2025, PIN)
    audits.propose_adjustment(desk, _proposed())
    reviews.take_review(desk, signed(a_review(book=book_of(desk))))
    return desk


_ENDED: dict[str, Callable[[Desk], Any]] = {
    "periods.close_year": lambda d: periods.close_year(d, 2025, PIN),
}


def _proposed(memo: str = "ค่าเสื่อม") -> Adjustment:
    """Make up an entry that an auditor proposes for the year after the closed one."""
    entry = an_entry("5319 welfare 5", "1101 welfare -5", day=MARCH, series=Series.PAYMENT, memo=memo)
    return Adjustment(2026, MARCH, "ผู้สอบบัญชี", "บิลตกค้าง", entry)


_YEAR: dict[str, Callable[[Desk], Any]] = {
    "audits.accept_adjustment": lambda d: audits.accept_adjustment(d, 1),
    "audits.decline_adjustment": lambda d: audits.decline_adjustment(d, 1, "ลงแล้ว"),
    "audits.propose_adjustment": lambda d: audits.propose_adjustment(d, _proposed("อีกรายการ")),
    "audits.record_opinion": lambda d: audits.record_opinion(d, 2025, "ผู้สอบบัญชี", OpinionKind.CLEAN, "ถูกต้อง", MARCH),
    "periods.close_month": lambda d: periods.close_month(d, date(2026, 1, 1), PIN),
    "periods.lock_year": lambda d: periods.lock_year(d, 2025, MARCH, "ประชุมใหญ่ 1/2569", PIN),
    "periods.reopen_year": lambda d: periods.reopen_year(d, 2025, "บิลตกค้าง", PIN),
    "reviews.reply_to_finding": lambda d: reviews.reply_to_finding(d, 1, "ลงชื่อแล้ว", is_done=True),
    "reviews.take_review": lambda d: reviews.take_review(d, _another_version(d)),
}
SCENES: dict[str, Callable[[Path], Path]] = {
    "busy": a_busy_book,
    "committee": a_committee_s_book,
    "fresh": lambda folder: _closed(a_book(folder, "กองทุน ก.welfare")),
    "ended": lambda folder: _closed(an_ended_year(folder)),
    "year": lambda folder: _closed(a_closed_year(folder)),
    "coop": a_busy_coop,
    "coop-profit": a_year_to_share,
    "coop-loss": a_year_of_loss,
}
ACTS: dict[str, tuple[str, Callable[[Desk], Any]]] = {
    name: (scene, act)
    for scene, acts in (
        ("busy", _BUSY),
        ("committee", _COMMITTEE),
        ("fresh", _FRESH),
        ("ended", _ENDED),
        ("year", _YEAR),
        ("coop", COOP),
        ("coop-profit", TO_SHARE),
        ("coop-profit", GROUP),
        ("coop-loss", LOSS),
    )
    for name, act in acts.items()
}


def _another_version(desk: Desk) -> bytes:
    return signed(a_review(a_finding(), a_finding(2), book=book_of(desk), version=2))


def _closed(desk: Desk) -> Path:
    desk.book.close()
    return desk.book.path


def _digest(desk: Desk) -> str:
    return desk.ask(lambda tx: attachments.attached(tx, attachments.Subject.MEMBER, a_number(1)))[0].hash


def _photo():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "JPEG")
    return attachments.Attachment("รูป.jpg", attachments.PHOTO, out.getvalue())


def _a_backup(desk: Desk) -> backups.Backups:
    """Say that a backup was made; making one has a trial of its own."""
    position = desk.ask(position_of)
    head = Head(
        position.book, position.name_th, "2026-03-31T02:00:00.000+00:00", "1", VERSION, 1, **asdict(position.heads),
        last_voucher="", salt="00" * 32,
    )  # fmt: skip
    return backups.Backups((BackupFile(Path("ก.welfare-backup"), head, 1, is_good=True),), (), None)


def _kept(desk: Desk, at: int) -> Member:
    return next(each for each in desk.ask(members.register) if each.number == a_number(at))


def _handover(desk: Desk):
    found = desk.ask(lambda tx: handovers.to_count(tx, MARCH))
    return handovers.Given(MARCH, Office.TREASURER, "นางคำ", "นางแดง", found=found)
