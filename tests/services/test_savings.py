"""Shares and savings in the book: what each act posts, what is refused, and that every satang is somebody's."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.committee import PASSWORD
from tests.services.coop_book import CASH, a_coop, admit, move, open_account, sound
from tests.services.small_fund import balance, refused
from welfare_desk.coop.savings_products import SavingsKind, SavingsProduct
from welfare_desk.coop.shares import SharePurchase
from welfare_desk.errors import Awaiting
from welfare_desk.i18n import spoken
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.people import Role
from welfare_desk.money import ZERO, Money
from welfare_desk.services import savings, savings_interest, shares
from welfare_desk.services.approvals import approve, pending_id, set_approval_rules
from welfare_desk.services.books import BookKind
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.people import add_user, begin_to_ask
from welfare_desk.storage import savings as kept
from welfare_desk.storage import shares as kept_shares

JANUARY, JUNE_END, DECEMBER_END = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    coop = a_coop(tmp_path)
    yield coop
    assert sound(coop) == []
    coop.book.close()


def on(desk, number):
    return desk.ask(lambda tx: kept.balance(tx, kept.get(tx, number)))


def held(desk, member="00001"):
    return desk.ask(lambda tx: kept_shares.held(tx, member))


# Shares


def test_shares_are_bought_on_a_receipt_and_belong_to_the_member(desk):
    posted = shares.buy_shares(desk, SharePurchase("00001", Money.baht(500), date(2026, 3, 8), CASH, "มีนาคม"))
    assert posted.voucher.startswith("RV")
    assert held(desk) == Money.baht(1500)
    assert balance(desk, "31000") == Money.baht(-3500)
    assert desk.ask(lambda tx: kept_shares.share_months(tx, 2026))["00001"] == (100_000 * 12 + 50_000 * 9)


def test_shares_that_cannot_be_bought_are_refused_with_every_reason(desk):
    bad = SharePurchase("00001", Money.baht(15), date(2027, 1, 1), "41010")
    assert refused(shares.buy_shares, desk, bad) == ["match.future", "match.account", "share.whole"]
    assert refused(shares.buy_shares, desk, SharePurchase("09", Money.baht(10), JANUARY, CASH)) == ["member.unknown"]


def test_a_purchase_that_is_undone_is_nobodys(desk):
    posted = shares.buy_shares(desk, SharePurchase("00002", Money.baht(500), date(2026, 3, 8), CASH))
    reverse_entry(desk, posted.voucher, date(2026, 3, 9), "เขียนผิด")
    assert held(desk, "00002") == Money.baht(1000)


def test_a_plan_holds_from_its_day_until_another(desk):
    shares.set_share_plan(desk, "00001", Money.baht(300), date(2026, 2, 1))
    assert refused(shares.set_share_plan, desk, "00001", Money.baht(300), date(2026, 5, 1)) == ["share.same_plan"]
    assert refused(shares.set_share_plan, desk, "00001", Money.baht(15), date(2026, 5, 1)) == ["share.whole"]
    shares.set_share_plan(desk, "00001", ZERO, date(2026, 5, 1))
    months = [date(2026, 1, 31), date(2026, 4, 30), date(2026, 5, 1)]
    found = [desk.ask(lambda tx, day=day: kept_shares.plans(tx, day)).get("00001") for day in months]
    assert found == [None, Money.baht(300), None]


# Accounts


def test_an_account_is_opened_paid_into_and_paid_out(desk):
    number = open_account(desk)
    assert number == "ORD-00001"
    savings.deposit(desk, move(number, 500))
    assert savings.withdraw(desk, move(number, "250.25")).voucher.startswith("PV")
    assert on(desk, number) == Money.baht("10249.75")
    assert balance(desk, "21410") == -on(desk, number)
    assert open_account(desk, "00002") == "ORD-00002"
    assert refused(savings.withdraw, desk, move(number, 10_250)) == ["savings.too_much"]
    assert refused(savings.deposit, desk, move("XXX", 1)) == ["savings.unknown"]
    assert refused(open_account, desk, "00001", "NONE") == ["savings.no_product"]
    assert refused(open_account, desk, "00001", "PLE") == ["savings.monthly"]
    pledged = ("00001", "PLE", 1000, JANUARY, 300)
    assert refused(open_account, desk, *pledged) == ["savings.pledge"]


def test_what_is_held_cannot_be_taken_out_until_it_is_released(desk):
    number = open_account(desk, baht=100)
    hold = savings.hold_savings(desk, number, Money.baht(60), "คำสั่งศาล", JANUARY)
    assert refused(savings.withdraw, desk, move(number, 41)) == ["savings.too_much"]
    assert refused(savings.hold_savings, desk, number, Money.baht(41), "", JANUARY) == [
        "savings.hold", "savings.hold_reason",
    ]  # fmt: skip
    assert refused(savings.release_savings, desk, number, 9, "x", JANUARY) == ["savings.no_hold"]
    assert refused(savings.release_savings, desk, number, hold, " ", JANUARY) == ["savings.release_reason"]
    savings.release_savings(desk, number, hold, "ศาลสั่งปล่อย", JANUARY)
    savings.withdraw(desk, move(number, 41))


def test_an_account_sleeps_and_is_woken(desk):
    number = open_account(desk)
    assert savings.mark_dormant(desk, date(2027, 12, 31)) == ()
    assert savings.mark_dormant(desk, date(2028, 1, 1)) == (number,)
    assert savings.mark_dormant(desk, date(2028, 1, 1)) == ()
    assert refused(savings.withdraw, desk, move(number, 1)) == ["savings.dormant"]
    assert refused(savings.wake_savings, desk, number, " ", JANUARY) == ["savings.wake_reason"]
    savings.wake_savings(desk, number, "มาแสดงตัว", JANUARY)
    assert refused(savings.wake_savings, desk, number, "x", JANUARY) == ["savings.awake"]
    savings.withdraw(desk, move(number, 1))


def test_a_product_gets_new_versions_but_stays_what_it_is(desk):
    new = SavingsProduct("ORD", "ออมทรัพย์", kind=SavingsKind.SPECIAL, account="21410")
    assert refused(savings.keep_savings_product, desk, new, JANUARY) == ["savings.kind_stays", "savings.version_day"]
    savings.keep_savings_product(desk, SavingsProduct("ORD", "ออมทรัพย์", account="21410", rate=20_000), date(2026, 7, 1))
    assert savings.keep_usual_products(desk, JANUARY) == ()
    for account in ("31000", "21530", "32000"):  # shares, tax kept back, the reserve
        other = SavingsProduct("NEW", "ออมทรัพย์", account=account)
        assert refused(savings.keep_savings_product, desk, other, JANUARY) == ["savings.account_taken"]
    number = open_account(desk, baht=36_500)
    savings_interest.post_savings_interest(desk, DECEMBER_END)
    assert on(desk, number) == Money.baht("36500") + Money.baht(181) + Money.baht(368)


# Interest


def test_interest_is_accrued_by_the_month_and_posted_twice_a_year(desk):
    number = open_account(desk)
    posted = savings_interest.accrue_savings_interest(desk, date(2026, 1, 1))
    assert posted is not None
    assert balance(desk, "21510") == Money.baht("-8.49")  # 10,000 × 1 % × 31 / 365
    assert savings_interest.accrue_savings_interest(desk, date(2026, 1, 1)) is None
    for month in range(2, 7):
        savings_interest.accrue_savings_interest(desk, date(2026, month, 1))
    assert refused(savings_interest.post_savings_interest, desk, date(2026, 5, 31)) == ["savings.no_interest"]
    savings_interest.post_savings_interest(desk, JUNE_END)
    assert on(desk, number) == Money.baht("10049.59")
    assert (balance(desk, "21510"), balance(desk, "51010")) == (ZERO, Money.baht("49.59"))
    assert refused(savings_interest.post_savings_interest, desk, JUNE_END) == ["savings.no_interest"]
    savings.deposit(desk, move(number, 3650, date(2026, 6, 21)))  # written late: ten days of it are made good
    savings_interest.post_savings_interest(desk, DECEMBER_END)
    assert on(desk, number) == Money.baht("10049.59") + Money.baht(3650) + Money.baht("70.06")


def test_interest_in_the_future_is_refused(desk):
    open_account(desk)
    assert refused(savings_interest.post_savings_interest, desk, date(2027, 6, 30)) == ["match.future"]
    assert refused(savings_interest.accrue_savings_interest, desk, date(2027, 6, 1)) == ["match.future"]


def test_tax_is_kept_back_of_all_accounts_of_a_member_together(desk):
    taxed = SavingsProduct(
        "TAX", "มีภาษี", account="21410", rate=100_000, tax_rate=150_000, tax_free=Money.baht(1500), posting_months=(12,)
    )
    savings.keep_savings_product(desk, taxed, JANUARY)
    one, two = (open_account(desk, product="TAX") for _ in range(2))
    savings_interest.post_savings_interest(desk, DECEMBER_END)
    assert on(desk, one) == Money.baht(11_000)  # the first 1,000 are below the limit
    assert on(desk, two) == Money.baht(11_000 - 300)  # 15 % of 2,000
    assert balance(desk, "21530") == Money.baht(-300)


def test_an_account_is_closed_with_interest_to_the_day_before(desk):
    number = open_account(desk, baht=36_500)
    savings_interest.accrue_savings_interest(desk, date(2026, 1, 1))
    assert refused(savings.close_savings, desk, number, date(2026, 2, 10), CASH, " ") == ["savings.close_reason"]
    posted = savings.close_savings(desk, number, date(2026, 2, 10), CASH, "ย้ายบ้าน")
    assert posted is not None
    assert on(desk, number) == ZERO
    assert (balance(desk, "51010"), balance(desk, "21510")) == (Money.baht(40), ZERO)
    assert refused(savings.deposit, desk, move(number, 1)) == ["savings.closed"]
    assert refused(savings.wake_savings, desk, number, "x", JANUARY) == ["savings.awake"]
    reverse_entry(desk, posted.voucher, date(2026, 2, 11), "ปิดผิดบัญชี")
    savings.wake_savings(desk, number, "การปิดถูกยกเลิก", date(2026, 2, 11))
    savings.withdraw(desk, move(number, 1))


def test_a_fixed_account_that_is_broken_earns_the_lower_rate(desk):
    number = open_account(desk, product="FIX12", baht=36_500)
    assert refused(savings.withdraw, desk, move(number, 1)) == ["savings.fixed"]
    assert refused(savings.deposit, desk, move(number, 1)) == ["savings.fixed_once"]
    savings_interest.post_savings_interest(desk, JUNE_END)
    assert on(desk, number) == Money.baht("36952.50")  # 181 days of 2.50
    savings.close_savings(desk, number, date(2026, 7, 1), CASH, "จำเป็น")
    assert balance(desk, "51010") == Money.baht(181)  # 181 days of 1.00


def test_an_empty_account_is_closed_without_an_entry(desk):
    number = open_account(desk, baht=1, day=DECEMBER_END)
    savings.withdraw(desk, move(number, 1, DECEMBER_END))
    assert savings.close_savings(desk, number, DECEMBER_END, CASH, "ปิด") is None
    assert refused(savings.withdraw, desk, move(number, 1)) == ["savings.too_much", "savings.closed"][::-1]


def test_a_passbook_remembers_how_far_it_is_printed(desk):
    number = open_account(desk)
    savings.note_passbook_print(desk, number, 12)


def test_the_rules_of_shares_are_kept_but_a_share_that_is_paid_up_keeps_its_value(desk):
    from welfare_desk.coop.memberships import EntryRules
    from welfare_desk.coop.shares import ShareRules

    rules = ShareRules(Money.baht(100))
    entry = EntryRules(first_shares=Money.baht(100))
    assert refused(shares.set_member_rules, desk, rules, entry, JANUARY) == ["share.par_stays"]
    shares.set_member_rules(desk, ShareRules(counted_to=15), EntryRules(), date(2026, 7, 1))
    assert refused(shares.set_member_rules, desk, ShareRules(counted_to=40), EntryRules(), JANUARY) == [
        "share.counted_to"
    ]


def test_a_welfare_fund_refuses_all_of_it(tmp_path):
    from tests.builders import a_book

    fund = a_book(tmp_path, today=DECEMBER_END)
    purchase = SharePurchase("00001", Money.baht(10), JANUARY, "1101")
    assert refused(shares.buy_shares, fund, purchase) == ["coop.welfare_book"]
    assert refused(open_account, fund) == ["coop.welfare_book"]
    assert refused(admit, fund, "00001") == ["coop.welfare_book"]
    assert refused(savings.keep_usual_products, fund, JANUARY) == ["coop.welfare_book"]
    assert refused(savings_interest.post_savings_interest, fund, JUNE_END) == ["coop.welfare_book"]
    fund.book.close()


@pytest.mark.parametrize("kind", [BookKind.SAVINGS_GROUP, BookKind.VILLAGE_FUND])
def test_savings_groups_and_village_funds_do_the_same_on_their_own_charts(tmp_path, kind):
    group = a_coop(tmp_path, kind=kind, admitted=False)
    admit(group, "00001", till="11010")
    number = open_account(group, "00001", "PLE", 300, monthly=300, till="11010")
    savings_interest.accrue_savings_interest(group, JANUARY)
    savings_interest.post_savings_interest(group, JUNE_END)
    assert balance(group, "31020") == -on(group, number)
    assert balance(group, "31010") == Money.baht(-1000)
    assert sound(group) == []
    group.book.close()


def test_a_withdrawal_above_the_limit_waits_for_a_second_person(desk):
    number = open_account(desk)
    begin_to_ask(desk, "มาลี", PASSWORD)
    chair = add_user(desk, "ก้อน", [Role.CHAIR], PASSWORD)
    set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money.baht(1000)}))
    savings.withdraw(desk, move(number, 1000))
    with pytest.raises(Awaiting) as waits:
        savings.withdraw(desk, move(number, 2000))
    assert on(desk, number) == Money.baht(9000)
    (voucher,) = approve(replace(desk, actor=chair.id), pending_id(waits.value.reference))
    assert voucher.startswith("PV")
    assert on(desk, number) == Money.baht(7000)
