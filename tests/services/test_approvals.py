"""A second person approves what the book does not let one person post alone."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, an_entry, reopen
from tests.services.committee import a_committee, paid, with_rules
from tests.services.small_fund import refused
from welfare_desk.errors import Awaiting
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules, PendingStatus
from welfare_desk.ledger.people import Role
from welfare_desk.money import Money
from welfare_desk.services import approvals
from welfare_desk.services.accounts import deactivate_account
from welfare_desk.services.drafts import list_drafts, post_draft, save_draft
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.people import change_user
from welfare_desk.services.periods import close_month, reopen_month
from welfare_desk.storage import entries
from welfare_desk.storage.approvals import find


def sent(act, *given):
    """Do what needs a second person; give the number under which it waits."""
    with pytest.raises(Awaiting) as waits:
        act(*given)
    return approvals.pending_id(waits.value.reference)


def waiting(desk):
    return [each.reference for each in desk.ask(approvals.list_waiting)]


def count(desk):
    return desk.ask(entries.last_id)


def test_below_the_limit_one_person_posts(tmp_path):
    treasurer, _ = with_rules(tmp_path)
    assert post_entry(treasurer, paid(500)).voucher == "PV6903-0001"
    assert waiting(treasurer) == []


def test_above_the_limit_nothing_is_posted_and_the_work_waits(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    before = count(treasurer)
    number = sent(post_entry, treasurer, paid(501))
    assert count(treasurer) == before
    found = chair.ask(lambda tx: find(tx, number))
    assert (found.reference, found.kind, found.amount) == ("P-0001", ApprovalKind.PAYMENT, Money.baht(501))
    assert found.work.entries == (paid(501),)
    assert verify_book(treasurer).ok


def test_approved_work_is_posted_as_its_maker_s_with_the_approver_beside(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    number = sent(post_entry, treasurer, paid(501))
    assert approvals.approve(chair, number) == ("PV6903-0001",)
    asked = "SELECT made_by, approved_by FROM entries ORDER BY id DESC LIMIT 1"
    assert chair.ask(lambda tx: tx.exec_driver_sql(asked).one()) == (1, 2)
    done = chair.ask(lambda tx: find(tx, number))
    assert (done.status, done.vouchers, done.work.entries) == (PendingStatus.APPROVED, ("PV6903-0001",), ())
    assert refused(approvals.approve, chair, number) == ["pending.decided"]
    assert waiting(chair) == []
    assert verify_book(chair).ok


def test_nobody_approves_their_own_work(tmp_path):
    treasurer, _ = with_rules(tmp_path)
    number = sent(post_entry, treasurer, paid(501))
    assert refused(approvals.approve, treasurer, number) == ["approval.own"]
    assert refused(approvals.reject, treasurer, number, "ไม่") == ["approval.own"]


def test_who_does_not_approve_cannot(tmp_path):
    treasurer, clerk, _ = a_committee(tmp_path, Role.BOOKKEEPER, Role.CHAIR)
    post_entry(treasurer, an_entry("1101 welfare 20,000", "4101 welfare -20,000", day="2025-10-02"))
    approvals.set_approval_rules(treasurer, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    number = sent(post_entry, treasurer, paid(5))
    assert refused(approvals.approve, clerk, number) == ["permission.refused"]
    approvals.approve(treasurer, sent(post_entry, clerk, paid(6)))


def test_work_is_sent_back_with_a_reason_or_taken_back(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    first, second = sent(post_entry, treasurer, paid(501)), sent(post_entry, treasurer, paid(502))
    assert refused(approvals.reject, chair, first, " ") == ["pending.no_reason"]
    approvals.reject(chair, first, "ไม่มีใบเสร็จ")
    found = treasurer.ask(lambda tx: find(tx, first))
    assert (found.status, found.reason, found.work.entries) == (PendingStatus.REJECTED, "ไม่มีใบเสร็จ", (paid(501),))
    assert refused(approvals.withdraw, replace(treasurer, actor=2), second) == ["permission.refused"]
    approvals.withdraw(treasurer, second)
    assert waiting(treasurer) == []
    assert refused(approvals.approve, chair, second) == ["pending.decided"]
    assert verify_book(treasurer).ok


def test_only_who_sent_work_takes_it_back(tmp_path):
    treasurer, clerk, _ = a_committee(tmp_path, Role.BOOKKEEPER, Role.CHAIR)
    post_entry(treasurer, an_entry("1101 welfare 20,000", "4101 welfare -20,000", day="2025-10-02"))
    approvals.set_approval_rules(treasurer, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    number = sent(post_entry, treasurer, paid(5))
    assert refused(approvals.withdraw, clerk, number) == ["pending.not_own"]


def test_wrong_work_is_refused_at_once_and_never_sent(tmp_path):
    treasurer, _ = with_rules(tmp_path)
    assert refused(post_entry, treasurer, paid(900_000)) == ["entry.overdrawn"]
    assert refused(post_entry, treasurer, an_entry("1101 welfare 600", "4101 welfare -500")) == ["entry.unbalanced"]
    assert waiting(treasurer) == []


def test_what_cannot_be_posted_any_more_goes_on_waiting(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    number = sent(post_entry, treasurer, paid(501))
    deactivate_account(treasurer, "5319")
    assert refused(approvals.approve, chair, number) == ["entry.closed_account"]
    assert waiting(chair) == ["P-0001"]
    assert verify_book(treasurer).ok


def test_a_draft_changed_after_it_was_sent_is_not_approved(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    draft = save_draft(treasurer, paid(501))
    number = sent(post_draft, treasurer, draft)
    save_draft(treasurer, paid(999), draft)
    assert refused(approvals.approve, chair, number) == ["pending.differs"]
    assert len(chair.ask(list_drafts)) == 1
    save_draft(treasurer, paid(501), draft)
    assert approvals.approve(chair, number) == ("PV6903-0001",)
    assert chair.ask(list_drafts) == []


def test_undoing_needs_a_second_person_too(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    number = sent(reverse_entry, treasurer, "RV6810-0001", date(2026, 3, 3), "ลงผิด")
    assert approvals.approve(chair, number) == ("JV6903-0001",)
    assert verify_book(chair).ok


def test_reopening_a_month_needs_a_second_person_and_the_pin_stays_a_secret(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    close_month(treasurer, date(2025, 10, 1), PIN)
    assert refused(reopen_month, treasurer, date(2025, 10, 1), "ลืมใบเสร็จ", "000000") == ["pin.wrong"]
    number = sent(reopen_month, treasurer, date(2025, 10, 1), "ลืมใบเสร็จ", PIN)
    kept = chair.ask(lambda tx: tx.exec_driver_sql("SELECT content FROM pending").scalar_one())
    assert PIN not in kept
    assert refused(post_entry, treasurer, paid(5, day="2025-10-20")) == ["day.closed"]
    assert approvals.approve(chair, number) == ()
    post_entry(treasurer, paid(5, day="2025-10-20"))
    assert verify_book(chair).ok


def test_a_month_with_work_that_waits_is_not_closed(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    number = sent(post_entry, treasurer, paid(501, day="2025-10-20"))
    assert refused(close_month, treasurer, date(2025, 10, 1), PIN) == ["month.pending"]
    approvals.approve(chair, number)
    close_month(treasurer, date(2025, 10, 1), PIN)


def test_the_rules_are_changed_by_two_people_once_they_are_in_force(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    approvals.set_approval_rules(treasurer, treasurer.ask(approvals.approval_rules))
    number = sent(approvals.set_approval_rules, treasurer, ApprovalRules())
    assert treasurer.ask(approvals.approval_rules).is_on
    approvals.approve(chair, number)
    assert not treasurer.ask(approvals.approval_rules).is_on
    post_entry(treasurer, paid(2000))
    assert verify_book(chair).ok


def test_rules_without_a_second_person_are_refused_and_the_second_person_stays(tmp_path):
    (alone,) = a_committee(tmp_path)
    assert refused(approvals.set_approval_rules, alone, ApprovalRules({ApprovalKind.PAYMENT: Money(0)})) == [
        "approval.people"
    ]
    (tmp_path / "b").mkdir()
    treasurer, chair = with_rules(tmp_path / "b")
    assert refused(change_user, treasurer, replace(chair.person(), is_active=False)) == ["approval.people"]


def test_work_of_who_left_is_not_done(tmp_path):
    treasurer, clerk, chair = a_committee(tmp_path, Role.BOOKKEEPER, Role.CHAIR)
    post_entry(treasurer, an_entry("1101 welfare 20,000", "4101 welfare -20,000", day="2025-10-02"))
    approvals.set_approval_rules(treasurer, ApprovalRules({ApprovalKind.PAYMENT: Money(0)}))
    number = sent(post_entry, clerk, paid(5))
    change_user(treasurer, replace(clerk.person(), is_active=False))
    assert refused(approvals.approve, chair, number) == ["permission.refused"]


def test_waiting_work_changed_in_the_file_is_noticed(tmp_path):
    treasurer, chair = with_rules(tmp_path)
    number = sent(post_entry, treasurer, paid(501))
    treasurer.book.close()
    with closing(sqlite3.connect(treasurer.book.path)) as raw:
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE pending SET content = replace(content, '50100', '90100')")
        raw.execute("DROP TRIGGER pending_update")
        raw.execute("UPDATE pending SET content = replace(content, '50100', '90100')")
        raw.commit()
    desk = replace(reopen(treasurer), actor=chair.actor)
    assert refused(approvals.approve, desk, number) == ["pending.changed"]
    assert "approvals" in verify_book(desk).failed


def test_a_reference_is_read_as_it_is_written(tmp_path):
    treasurer, _ = with_rules(tmp_path)
    assert approvals.pending_id(" p-0012") == 12
    assert refused(approvals.pending_id, "ห้า") == ["pending.unread"]
    assert refused(approvals.approve, replace(treasurer, actor=2), 12) == ["pending.unknown"]
