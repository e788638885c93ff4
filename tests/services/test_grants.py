"""Grants in the book: what each step posts, what a reversal undoes, and what a check finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry, journal, reopen
from tests.services.small_fund import a_fund, balance, refused
from tests.storage.forgery import forge, unguarded
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import grants
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage import grants as kept
from welfare_desk.welfare.grants import Grant, GrantPaper, Spending, figures_of

LETTER, JUNE, JULY, TODAY = date(2026, 4, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 10, 20)
WELL = Grant(0, "บ่อน้ำ", "อบต.", "4203", LETTER, Money.baht(900), "อบต 7")
PIPES = Spending("5201", "1111", "ร้านวัสดุ")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    assert grants.keep_grant(fund, WELL) == 1
    yield fund
    assert [each.id for each in verify_book(fund).results if not each.ok] == []
    fund.book.close()


def paper(baht, day=JUNE, words="งวดที่ 1"):
    return GrantPaper(day, Money.baht(baht), words)


def figures(desk, number=1):
    return desk.ask(lambda tx: figures_of(kept.grants(tx)[number], kept.events(tx)[number]))


def test_an_approval_posts_nothing(desk):
    assert figures(desk).to_come == Money.baht(900)
    assert balance(desk, "2203") == Money(0)


def test_a_grant_goes_from_the_letter_to_the_close(desk):
    grants.receive_grant(desk, 1, paper(500), "1111")
    assert (balance(desk, "1111"), balance(desk, "2203")) == (Money(50000), Money(-50000))
    grants.spend_grant(desk, 1, paper(300, JULY, "ค่าท่อ"), PIPES)
    assert (balance(desk, "5201"), balance(desk, "4203"), balance(desk, "2203")) == tuple(
        map(Money, (30000, -30000, -20000))
    )
    assert refused(grants.close_grant, desk, 1, TODAY) == ["grant.left"]
    grants.return_grant(desk, 1, paper(200, JULY), "1111")
    assert (balance(desk, "1111"), balance(desk, "2203")) == (Money(0), Money(0))
    grants.close_grant(desk, 1, TODAY)
    assert figures(desk).is_closed
    assert refused(grants.receive_grant, desk, 1, paper(1), "1111") == ["grant.closed"]


def test_a_reversed_step_no_longer_counts_and_opens_a_closed_grant_again(desk):
    grants.receive_grant(desk, 1, paper(500), "1111")
    posted = grants.spend_grant(desk, 1, paper(500, JULY), PIPES)
    grants.close_grant(desk, 1, TODAY)
    reverse_entry(desk, posted.voucher, TODAY, "ลงผิด")
    assert (figures(desk).spent, figures(desk).left, figures(desk).is_closed) == (Money(0), Money.baht(500), False)
    assert balance(desk, "4203") == Money(0)


def test_what_is_wrong_is_refused_before_anything_is_kept(desk):
    assert refused(grants.keep_grant, desk, replace(WELL, name="", day=date(2026, 12, 1))) == [
        "grant.no_name", "match.future",
    ]  # fmt: skip
    assert refused(grants.receive_grant, desk, 9, paper(1), "1111") == ["grant.unknown"]
    assert refused(grants.receive_grant, desk, 1, paper(1, date(2026, 12, 1)), "1111") == ["match.future"]
    assert refused(grants.receive_grant, desk, 1, paper(1), "4201") == ["match.account"]
    grants.receive_grant(desk, 1, paper(500), "1111")
    assert refused(grants.spend_grant, desk, 1, paper(1), replace(PIPES, expense="1111")) == ["grant.expense"]
    assert refused(grants.spend_grant, desk, 1, paper(1), replace(PIPES, account="none")) == ["match.account"]
    assert refused(grants.return_grant, desk, 1, paper(1), "2203") == ["match.account"]
    assert journal(desk).count("RV6906") == 1


def test_the_register_shows_the_open_ones_first(desk):
    grants.close_grant(desk, 1, TODAY)
    grants.keep_grant(desk, replace(WELL, name="ถนน"))
    found = desk.ask(lambda tx: make_report(tx, "grants", {}, TODAY))
    assert [row.cells[1] for row in found.rows] == ["ถนน", "บ่อน้ำ", "2 grants"]
    assert found.notes == ("1 grant is not closed.",)
    for state, names in (("open", ["ถนน", "1 grant"]), ("closed", ["บ่อน้ำ", "1 grant"])):
        found = desk.ask(lambda tx, state=state: make_report(tx, "grants", {"state": state}, TODAY))
        assert [row.cells[1] for row in found.rows] == names


def test_money_on_2203_from_elsewhere_is_a_note(desk):
    assert "note.grants" not in [each.code for each in verify_book(desk).noted]
    wrong = grants.receive_grant(desk, 1, paper(10), "1111")
    reverse_entry(desk, wrong.voucher, TODAY, "ลงผิด")
    assert "note.grants" not in [each.code for each in verify_book(desk).noted]
    post_entry(desk, an_entry("1111 welfare 70", "2203 welfare -70", day="2026-06-01"))
    [note] = [each for each in verify_book(desk).noted if each.code == "note.grants"]
    assert note.sentence() == "On 2203 stand 70.00 baht that did not come through the register of grants."


@pytest.mark.parametrize("change", [
    "UPDATE grant_events SET amount = 40000",
    "UPDATE grant_events SET words = 'อื่น'",
    "DELETE FROM grant_events",
])  # fmt: skip
def test_a_changed_step_is_found_out(tmp_path, change):
    desk = a_fund(tmp_path)
    grants.keep_grant(desk, WELL)
    grants.receive_grant(desk, 1, paper(500), "1111")
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute(change)
        forge(raw)
    desk = reopen(desk)
    failed = {each.id for each in verify_book(desk).results if not each.ok}
    desk.book.close()
    assert "documents" in failed
    assert ("subledger" in failed) == ("amount" in change)


def test_a_receipt_whose_money_is_spent_is_not_undone_before_the_spending(desk):
    post_entry(desk, an_entry("1111 welfare 900", "4301 welfare -900", day="2026-05-01", series=Series.RECEIPT))
    first = grants.receive_grant(desk, 1, paper(500), "1111")
    grants.receive_grant(desk, 1, paper(100), "1111")
    spent = grants.spend_grant(desk, 1, paper(300, JULY, "ค่าท่อ"), PIPES)
    assert refused(reverse_entry, desk, first.voucher, TODAY, "ผิดบัญชี") == ["reversal.grant_spent"]
    reverse_entry(desk, spent.voucher, TODAY, "ผิด")
    reverse_entry(desk, first.voucher, TODAY, "ผิดบัญชี")
    assert figures(desk).left == Money.baht(100)
