"""An auditor's entry is proposed, posted after the year was reopened, or declined; the opinion stands with the year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.audits import Adjustment, OpinionKind
from welfare_desk.ledger.entries import Series
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.model import Standing
from welfare_desk.services.audits import (
    accept_adjustment,
    decline_adjustment,
    propose_adjustment,
    record_opinion,
    years_to_audit,
)
from welfare_desk.services.drafts import list_drafts, save_draft
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month, close_year, lock_year, reopen_month, reopen_year
from welfare_desk.storage import adjustments

OCTOBER, MEETING = date(2025, 10, 1), date(2026, 3, 2)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, fiscal_year_start=11)
    post_entry(desk, an_entry(day="2025-10-10"))
    close_month(desk, OCTOBER, PIN)
    close_year(desk, 2025, PIN)
    yield desk
    desk.book.close()


def proposed(day="2025-10-31"):
    entry = an_entry("5319 welfare 5", "1101 welfare -5", day=day, series=Series.PAYMENT, memo="ค่าไฟ")
    return Adjustment(2025, MEETING, " ผู้สอบบัญชี ", " บิลตกค้าง ", entry)


def codes(act, *arguments):
    with pytest.raises(RuleError) as refused:
        act(*arguments)
    return [each.code for each in refused.value.problems]


def standing(desk):
    return desk.ask(lambda tx: statement_status(tx, OCTOBER, date(2025, 10, 31))).standing


def test_a_proposed_entry_is_posted_once_the_year_is_open_again(desk):
    draft = save_draft(desk, proposed().entry)
    number = propose_adjustment(desk, proposed(), draft)
    assert desk.ask(list_drafts) == []
    assert codes(accept_adjustment, desk, number) == ["day.closed"]
    reopen_year(desk, 2025, "ผู้สอบเสนอ", PIN)
    reopen_month(desk, OCTOBER, "ผู้สอบเสนอ", PIN)
    assert accept_adjustment(desk, number).voucher == "PV6810-0001"
    close_month(desk, OCTOBER, PIN)
    close_year(desk, 2025, PIN)
    assert codes(accept_adjustment, desk, number) == ["adjustment.decided"]
    [kept] = desk.ask(adjustments.all_adjustments)
    assert (kept.decision, kept.voucher, kept.adjustment.proposed_by) == ("accepted", "PV6810-0001", "ผู้สอบบัญชี")
    assert verify_book(desk).ok


def test_a_declined_entry_keeps_the_reason(desk):
    number = propose_adjustment(desk, proposed())
    assert codes(decline_adjustment, desk, number, " ") == ["adjustment.no_reason"]
    decline_adjustment(desk, number, "ลงแล้วในเดือนถัดไป")
    assert codes(decline_adjustment, desk, number, "อีก") == ["adjustment.decided"]
    assert codes(accept_adjustment, desk, 7) == ["adjustment.unknown"]
    with spoken("en"), desk.book.read() as tx:
        [row] = make_report(tx, "adjustments", {}, desk.today).rows
    assert row.cells[7] == "declined: ลงแล้วในเดือนถัดไป"


def test_the_statements_say_how_they_stand(desk):
    assert standing(desk) is Standing.CLOSED
    assert desk.ask(years_to_audit) == [2025]
    assert codes(record_opinion, desk, 2026, "ผู้สอบ", OpinionKind.CLEAN, "", MEETING) == ["opinion.open"]
    record_opinion(desk, 2025, "ผู้สอบ", OpinionKind.QUALIFIED, "ขาดใบเสร็จ", MEETING)
    record_opinion(desk, 2025, "ผู้สอบ", OpinionKind.CLEAN, "", MEETING)
    assert standing(desk) is Standing.AUDITED
    lock_year(desk, 2025, MEETING, "มติ 1", PIN)
    assert standing(desk) is Standing.LOCKED
    assert codes(propose_adjustment, desk, proposed()) == ["year.locked"]
    with spoken("en"), desk.book.read() as tx:
        notes = make_report(tx, "adjustments", {}, desk.today).notes
    assert notes == (
        "Of the year 2568, 2 Mar 2569, ผู้สอบ: with a reservation. ขาดใบเสร็จ",
        "Of the year 2568, 2 Mar 2569, ผู้สอบ: without reservation.",
    )
    assert verify_book(desk).ok


def test_an_opinion_is_outdated_once_the_year_was_reopened(desk):
    record_opinion(desk, 2025, "ผู้สอบ", OpinionKind.CLEAN, "", MEETING)
    reopen_year(desk, 2025, "บิลตกค้าง", PIN)
    close_year(desk, 2025, PIN)
    with spoken("en"):
        mark = desk.ask(lambda tx: statement_status(tx, OCTOBER, date(2025, 10, 31)))
        notes = desk.ask(lambda tx: make_report(tx, "adjustments", {}, desk.today)).notes
    assert (mark.standing, mark.is_audited) == (Standing.CLOSED, False)
    assert mark.words.endswith(" · not audited since the year was reopened 1 April 2569")
    said = "Of the year 2568, 2 Mar 2569, ผู้สอบ: without reservation."
    assert notes == (f"{said} Outdated: the year was reopened on 1 Apr 2569; ask the auditor again.",)
    record_opinion(desk, 2025, "ผู้สอบ", OpinionKind.CLEAN, "", MEETING)
    assert standing(desk) is Standing.AUDITED
    with spoken("en"):
        notes = desk.ask(lambda tx: make_report(tx, "adjustments", {}, desk.today)).notes
    assert [note.endswith("ask the auditor again.") for note in notes] == [True, False]
