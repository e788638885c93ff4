"""The profile, self-assessments, submissions, readiness and the status form in the book."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, a_book, a_line, an_entry
from tests.services.small_fund import refused
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.readiness import alarm, heads
from welfare_desk.services.certification import (
    assess_management,
    assess_virtue,
    keep_profile,
    limit_age,
    record_submission,
)
from welfare_desk.services.committee import add_officer
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.meetings import keep_meeting
from welfare_desk.services.members import add_member, record_status
from welfare_desk.services.openings import open_balances
from welfare_desk.services.periods import close_month
from welfare_desk.welfare.assessments import Virtue, VirtueItem
from welfare_desk.welfare.certification import Submission, SubmissionKind
from welfare_desk.welfare.committee import Officer, Origin, Post
from welfare_desk.welfare.meetings import Meeting, MeetingKind

DAY = date(2026, 3, 31)
OPENING = ("1111 welfare 2542490.84", "2101 welfare -47530", "3301 welfare 3486538.35", "3101 welfare -4000000",
           "3102 welfare -1500000", "3104 welfare -481499.19")  # fmt: skip
HANDED = Submission(0, SubmissionKind.PROGRAM, DAY, date(2026, 3, 1), " พอช. ")


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    open_balances(desk, [a_line(each) for each in OPENING])
    yield desk
    desk.book.close()


def report(desk, name, **asked):
    with spoken("en"):
        return desk.ask(lambda tx: make_report(tx, name, asked, desk.today))


def line(desk, words, **asked):
    return next(row.cells for row in report(desk, "status-form", **asked).rows if words in (row.cells[1], row.cells[4]))


def test_the_sample_of_the_design_is_what_section_10_says(desk):
    received, used = line(desk, "All receipts")[3::3]
    assert received == used == Money.baht("5981499.19")
    found = report(desk, "status-form")
    assert found.holds
    assert dict(found.answer)["is_detailed"] is False
    assert any("marked *" in note for note in found.notes)


def test_figures_before_the_book_stand_on_their_lines(desk):
    figures = {
        "R1.member": 4_000_000_00, "R1.codi_seed": 55_000_00, "R1.codi_match": 1_445_000_00, "R2.interest": 481_499_19,
        "P1.welfare": 3_000_000_00, "P2.other": 486_538_35, "6.5102": 2_000_000_00, "7.5202": 1_000_00,
    }  # fmt: skip
    with desk.book.write() as tx:
        for name, satang in figures.items():
            tx.exec_driver_sql("INSERT INTO form_figures (line, amount, people) VALUES (?, ?, 7)", (name, satang))
    assert line(desk, "Founding grant of CODI")[3] == Money.baht(55_000)
    assert line(desk, "Sickness / hospital stay")[5:] == (7, Money.baht(2_000_000))
    assert line(desk, "Religion and culture")[6] == Money.baht(1_000)
    assert dict(report(desk, "status-form").answer)["is_detailed"] is True
    assert verify_book(desk).ok


def test_section_10_counts_the_day_and_what_came_before_it(desk):
    post_entry(desk, an_entry("1111 welfare 365", "4101 welfare -365", day="2026-01-05"))
    spent = an_entry("5303 welfare 65", "1111 welfare -65", day="2026-02-05", series=Series.PAYMENT)
    post_entry(desk, spent)
    assert line(desk, "Contributions of members", on="2026-01-04")[3] == Money.baht(4_000_000)
    assert line(desk, "Contributions of members", on="2026-01-05")[3] == Money.baht(4_000_365)
    assert line(desk, "Stationery")[6] == Money.baht(65)
    assert report(desk, "status-form", on="2026-01-20").holds
    assert report(desk, "status-form").holds


def test_members_ever_and_now_are_counted(desk):
    for number, birth in (("00001", date(1950, 1, 1)), ("00002", date(2015, 1, 1)), ("00003", None)):
        person = Member(number, "นาย", f"ดี{number}", "งาม", date(2025, 9, 30), village=number[-1], birth_day=birth,
                        entry_day=date(2020, 1, 1))  # fmt: skip
        add_member(desk, person)
        record_status(desk, number, StatusChange(date(2020, 1, 1), Status.ACTIVE))
    record_status(desk, "00001", StatusChange(date(2026, 1, 5), Status.DEAD, "ชรา"))
    assert line(desk, "Members ever")[2::3] == (3, 2)
    assert line(desk, "Of them left")[4] == "died 1 · resigned 0 · lapsed 0"
    assert line(desk, "old people, 60 and above")[2::3] == (1, 0)
    assert any("1 members is not known" in note for note in report(desk, "status-form").notes)


def test_a_profile_stands_on_the_form_and_is_complete_once_told(desk):
    told = {"address": "ม.1", "coordinator": "นางคำ", "phone": "0812345678", "founded": "2010-11-01", "head": "นางมาลี",
            "supporting_body": "พอช.", "objectives": "ดูแลกัน", "population": "4200", "tambon_villages": "9",
            "members_at_start": "80", "money_at_start": "55000", "is_municipality": "yes"}  # fmt: skip
    assert refused(keep_profile, desk, {"founded": "2030-01-01"}) == ["book.founded_later"]
    keep_profile(desk, told)
    assert line(desk, "Coordinator")[4] == "นางคำ"
    assert line(desk, "Founding day")[4] == "1 November 2553"
    assert line(desk, "Members at the beginning")[2::3] == (80, 4200)
    assert line(desk, "Money at the beginning")[3] == Money.baht(55_000)
    assert line(desk, "Municipality or city")[4] == "yes"
    assert dict(report(desk, "fund-profile").facts)["Not told yet"] == 0
    assert "xxxxxx5678" in [row.cells[2] for row in report(desk, "fund-profile").rows]
    keep_profile(desk, {"population": ""})
    assert dict(report(desk, "fund-profile").facts)["Not told yet"] == 1


def test_readiness_turns_with_what_is_done(desk):
    def lights():
        return {row.cells[0]: row.cells[2] for row in report(desk, "readiness").rows}

    before = lights()
    assert [before[each] for each in ("1.1", "1.2", "2", "3")] == ["not in order"] * 4
    close_month(desk, date(2025, 10, 1), PIN)
    limit_age(desk, close_days=500)
    record_submission(desk, HANDED)
    for post in (Post.CHAIR, Post.SECRETARY, Post.TREASURER):
        add_officer(desk, Officer(0, f"นาง{post.value}", post, Origin.MEMBERS, DAY, date(2029, 12, 31)))
    keep_meeting(desk, Meeting(0, MeetingKind.COMMITTEE, DAY, "1/2569"))
    after = lights()
    assert [after[each] for each in ("1.1", "1.2", "2")] == ["in order"] * 3
    glance = {each.number: each for each in heads(report(desk, "readiness"))}
    assert (glance["2"].day, glance["2"].missing) == (DAY, ""), "the end of a term is no evidence of today"
    assert glance["1"].missing.startswith("The profile of the fund lacks")
    assert len(glance) == 10
    with pytest.raises(RuleError, match=r"age\.days"):
        limit_age(desk, close_days=0)


def test_the_alarm_tells_how_old_the_data_are(desk):
    found = desk.ask(lambda tx: alarm(tx, DAY))
    assert (found.is_old, found.closed_days, found.handed_days, found.general_due) == (True, None, None, None)
    keep_profile(desk, {"founded": "2026-01-15"})
    record_submission(desk, HANDED)
    found = desk.ask(lambda tx: alarm(tx, DAY))
    assert (found.handed_days, found.general_due) == (30, date(2026, 7, 15))
    keep_meeting(desk, Meeting(0, MeetingKind.GENERAL, DAY, "ประชุมใหญ่"))
    assert desk.ask(lambda tx: alarm(tx, DAY)).general_due is None


def test_a_fund_says_of_itself_what_it_wants(desk):
    boxes = {row.cells[1] for row in report(desk, "self-assessment").rows}
    assert "[×] a computer program" in boxes
    assess_management(desk, DAY, ["told_board"])
    boxes = {row.cells[1] for row in report(desk, "self-assessment").rows}
    assert {"[×] a notice board", "[  ] a computer program"} <= boxes
    assert refused(assess_management, desk, DAY, ["x"]) == ["assessment.unknown"]
    item = VirtueItem(Virtue.HONESTY, "อ่านบัญชี", 8, 10)
    assess_virtue(desk, DAY, [item])
    found = [row.cells[1:] for row in report(desk, "self-assessment").rows]
    assert ("อ่านบัญชี", None, 8, 10) in found
    assert ("All virtues", "80 %", 8, 10) in found
    assert refused(assess_virtue, desk, DAY, [replace(item, points=11)]) == ["virtue.points"]


def test_what_was_handed_up_is_listed_newest_first(desk):
    assert record_submission(desk, HANDED) == 1
    finance = replace(HANDED, kind=SubmissionKind.FINANCE, sha256="AB" * 32)
    assert record_submission(desk, finance) == 2
    rows = [row.cells for row in report(desk, "submissions").rows]
    assert [row[0] for row in rows] == [2, 1]
    assert rows[0][4:] == ("พอช.", "ab" * 8)
    assert refused(record_submission, desk, replace(HANDED, to_whom=" ")) == ["submission.no_whom"]
