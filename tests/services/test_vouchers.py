"""Openings, drafts, money in, out and across, and the chart: what a treasurer does with vouchers."""

import pytest

from tests.builders import a_book, a_day, an_entry, journal, reopen
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.funds import Purse
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.accounts import activate_account, add_account, deactivate_account, open_funds, set_policy
from welfare_desk.services.books import read_split
from welfare_desk.services.drafts import (
    discard_draft,
    draft_id,
    get_draft,
    list_drafts,
    post_draft,
    post_drafts,
    save_draft,
)
from welfare_desk.services.entries import get_entry, post_entry
from welfare_desk.services.openings import open_balances, propose_opening
from welfare_desk.services.payments import move_between_funds, move_cash, pay_money, receive_money

DAY = a_day("2026-01-05")
SPLIT = read_split("70/20/10")


def refusal(act):
    with pytest.raises(RuleError) as refused:
        act()
    return [each.code for each in refused.value.problems]


def lines(*texts):
    return [OpeningLine(account, Money.baht(amount)) for account, amount in (text.split() for text in texts)]


def test_a_month_of_vouchers(tmp_path):
    desk = a_book(tmp_path, weights=SPLIT)
    opened = desk.ask(lambda tx: propose_opening(tx, lines("1101 500", "3101 -400", "3201 -100")))
    with spoken("en"):
        open_balances(desk, opened)
    receive_money(desk, MoneyMoved(DAY, "1101", (MoneyLine("4101", Money.baht(100)),), "contributions"))
    move_cash(desk, DAY, "deposit", "1101", "1111", Money.baht(300))
    move_between_funds(desk, DAY, "to reserve", Purse("1111", "welfare"), Purse("1111", "reserve"), Money.baht(50))
    pay_money(desk, MoneyMoved(DAY, "1101", (MoneyLine("5303", Money.baht(5)),), "paper", "ร้านค้า"))
    assert (
        journal(desk)
        == """
    1/10/2568  OB6810-0001 Opening balances
      1101 Cash on hand (treasurer) reserve             100.00
      1101 Cash on hand (treasurer) welfare             400.00
      3101 Fund – from members      welfare                         400.00
      3201 Reserve                  reserve                         100.00
    5/1/2569  RV6901-0001 contributions
      1101 Cash on hand (treasurer) welfare              70.00
      1101 Cash on hand (treasurer) reserve              20.00
      1101 Cash on hand (treasurer) administration       10.00
      4101 Member contributions     welfare                          70.00
      4101 Member contributions     reserve                          20.00
      4101 Member contributions     administration                   10.00
    5/1/2569  JV6901-0001 deposit
      1111 Bank – welfare account   welfare             235.00
      1111 Bank – welfare account   reserve              60.00
      1111 Bank – welfare account   administration        5.00
      1101 Cash on hand (treasurer) welfare                         235.00
      1101 Cash on hand (treasurer) reserve                          60.00
      1101 Cash on hand (treasurer) administration                    5.00
    5/1/2569  JV6901-0002 to reserve
      3801 Transfers between funds  welfare              50.00
      1111 Bank – welfare account   welfare                          50.00
      1111 Bank – welfare account   reserve              50.00
      3801 Transfers between funds  reserve                          50.00
    5/1/2569  PV6901-0001 paper
      5303 Documents and stationery welfare               5.00
      1101 Cash on hand (treasurer) welfare                           5.00"""
    )


def test_an_opening_given_again_posts_the_difference(tmp_path):
    desk = a_book(tmp_path)
    first = desk.ask(lambda tx: propose_opening(tx, lines("1101 500", "2201 -20", "3101 -480")))
    open_balances(desk, first)
    second = desk.ask(lambda tx: propose_opening(tx, lines("1101 510", "2201 -30", "3101 -480")))
    posted = open_balances(desk, second)
    assert posted is not None
    assert posted.voucher == "OB6810-0002"
    assert open_balances(desk, second) is None
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT account, fund, amount FROM opening_details").all() == [
            ("2201", "welfare", -3000)
        ]


def test_an_opening_that_is_wrong_is_refused_before_anything_is_shared(tmp_path):
    desk = a_book(tmp_path)
    assert refusal(lambda: desk.ask(lambda tx: propose_opening(tx, lines("1101 500", "3201 -480")))) == [
        "opening.unbalanced"
    ]
    assert refusal(lambda: desk.ask(lambda tx: propose_opening(tx, lines("1501 480", "3201 -480")))) == [
        "opening.fund_short"
    ]


def test_a_draft_is_no_voucher_until_it_is_posted(tmp_path):
    desk = a_book(tmp_path)
    wrong = an_entry("1101 welfare 365.00", "4101 welfare -356.00")
    key = save_draft(desk, wrong)
    assert [(each.reference, each.entry) for each in desk.ask(list_drafts)] == [("D-0001", wrong)]
    assert refusal(lambda: post_draft(desk, key)) == ["entry.unbalanced"]
    assert journal(desk) == ""
    save_draft(desk, an_entry(), key)
    desk = reopen(desk)
    assert desk.ask(lambda tx: get_draft(tx, key)).entry == an_entry()
    assert post_draft(desk, draft_id("d-0001")).voucher == "RV6901-0001"
    assert refusal(lambda: post_draft(desk, key)) == ["draft.unknown"]
    discard_draft(desk, save_draft(desk, wrong))
    assert desk.ask(list_drafts) == []
    assert refusal(lambda: draft_id("x")) == ["draft.unread"]


def test_a_draft_s_reference_is_never_given_twice(tmp_path):
    desk = a_book(tmp_path)
    first = save_draft(desk, an_entry())
    discard_draft(desk, first)
    assert save_draft(desk, an_entry()) != first


def test_several_drafts_are_posted_in_one_piece_or_not_at_all(tmp_path):
    desk = a_book(tmp_path)
    good, wrong = save_draft(desk, an_entry()), save_draft(desk, an_entry("1101 welfare 10", "4302 welfare -9"))
    assert refusal(lambda: post_drafts(desk, [good, wrong])) == ["entry.unbalanced"]
    assert [each.id for each in desk.ask(list_drafts)] == [good, wrong]
    assert len(post_drafts(desk, [good])) == 1
    assert [each.id for each in desk.ask(list_drafts)] == [wrong]


def test_a_posted_entry_is_read_again(tmp_path):
    desk = a_book(tmp_path)
    voucher = post_entry(desk, an_entry()).voucher
    assert desk.ask(lambda tx: get_entry(tx, voucher)).postings == an_entry().postings


def test_accounts_are_added_and_taken_out_of_use(tmp_path):
    desk = a_book(tmp_path)
    add_account(desk, "1115", "เงินฝาก ธ.ก.ส.", "BAAC", "1111")
    assert refusal(lambda: add_account(desk, "1115", "เงินฝาก", "", "1111")) == ["account.twice"]
    assert refusal(lambda: add_account(desk, "1116", "เงินฝาก", "", "9999")) == ["entry.unknown_account"]
    assert refusal(lambda: add_account(desk, "x", "เงินฝาก", "", "1111"))
    post_entry(desk, an_entry("1115 welfare 10", "4302 welfare -10"))
    assert refusal(lambda: deactivate_account(desk, "1115")) == ["account.has_balance"]
    assert refusal(lambda: deactivate_account(desk, "9999")) == ["entry.unknown_account"]
    deactivate_account(desk, "1114")
    assert refusal(lambda: post_entry(desk, an_entry("1114 welfare 10", "4302 welfare -10"))) == [
        "entry.closed_account"
    ]
    assert refusal(lambda: activate_account(desk, "9999")) == ["entry.unknown_account"]
    activate_account(desk, "1114")
    post_entry(desk, an_entry("1114 welfare 10", "4302 welfare -10"))


def test_a_split_must_be_whole_and_says_when_administration_is_high(tmp_path):
    desk = a_book(tmp_path)
    assert set_policy(desk, DAY, SPLIT) == []
    assert [each.code for each in set_policy(desk, a_day("2026-02-01"), read_split("60/10/30"))] == [
        "policy.high_administration"
    ]
    assert refusal(lambda: set_policy(desk, DAY, read_split("60/10"))) == ["policy.not_whole"]
    assert refusal(lambda: read_split("70 and 30")) == ["policy.unread"]
    assert [fund.code for fund in desk.ask(open_funds)] == ["welfare", "reserve", "administration", "designated"]


def test_a_book_is_not_made_from_half_answers(tmp_path):
    new = books.NewBook(" ", DAY, fiscal_year_start=13, weights=(("welfare", 90),))
    path = tmp_path / "ก.welfare"
    desk = a_book(tmp_path)
    outside = books.Outside(desk.today, desk.now, desk.random)
    assert refusal(lambda: books.create(path, new, outside)) == ["book.no_name", "book.month", "policy.not_whole"]
    assert not path.exists()


@pytest.mark.parametrize("kind", list(books.BookKind))
def test_every_kind_of_book_posts(tmp_path, kind):
    desk = a_book(tmp_path, kind=kind)
    fund = desk.ask(open_funds)[0].code
    chart = desk.ask(lambda tx: tx.exec_driver_sql("SELECT code, type, cash_flow FROM accounts ORDER BY code").all())
    cash = next(code for code, type_, flow in chart if flow == "cash" and type_ == "A")
    income = next(code for code, type_, _ in chart if type_ == "R")
    assert post_entry(desk, an_entry(f"{cash} {fund} 10", f"{income} {fund} -10")).voucher == "RV6901-0001"
