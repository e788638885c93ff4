"""What comes again: posted when due, by one act, and found out where it was changed."""

from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry, journal, reopen
from tests.services.small_fund import refused
from tests.storage.forgery import forge, unguarded
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.recurring import Recurring
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.recurring import sources
from welfare_desk.services import recurring
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month
from welfare_desk.services.templates import Template, keep_template
from welfare_desk.storage import recurring as kept

OCTOBER, TODAY = date(2025, 10, 5), date(2026, 1, 15)
RENT = an_entry("5319 welfare 500", "1101 welfare -500", series=Series.PAYMENT, memo="ค่าเช่า", payee="นางคำ")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    post_entry(desk, an_entry("1101 welfare 20,000", "4302 welfare -20,000", day="2025-10-01"))
    yield desk
    assert [each.id for each in verify_book(desk).results if not each.ok] == []
    desk.book.close()


def rent(next_day=OCTOBER, **given):
    return Recurring(0, "ค่าเช่า", RENT, 1, next_day, **given)


def test_everything_due_is_posted_by_one_act(desk):
    assert recurring.add_recurring(desk, rent()) == 1
    close_month(desk, date(2025, 10, 1), PIN)
    posted = recurring.post_recurring(desk, TODAY)
    assert [each.voucher for each in posted] == ["PV6811-0001", "PV6811-0002", "PV6812-0001", "PV6901-0001"]
    assert "5/11/2568  PV6811-0002 ค่าเช่า\n" in journal(desk)
    assert "1/11/2568  PV6811-0001 ค่าเช่า (due on 5 Oct 2568, when the month was closed)" in journal(desk)
    assert refused(recurring.post_recurring, desk, TODAY) == ["recurring.nothing"]
    assert desk.ask(kept.all_recurring)[0].next_day == date(2026, 2, 5)


def test_only_the_chosen_ones_are_posted(desk):
    recurring.add_recurring(desk, rent(date(2026, 1, 5)))
    other = Recurring(0, "ค่าไฟ", RENT, 12, date(2026, 1, 6))
    number = recurring.add_recurring(desk, other)
    assert len(recurring.post_recurring(desk, TODAY, [number])) == 1
    assert [each.name for each, _day in desk.ask(lambda tx: kept.due(tx, TODAY))] == ["ค่าเช่า"]


def test_one_may_be_left_out_and_stopped_and_its_name_taken_again(desk):
    recurring.add_recurring(desk, rent())
    assert refused(recurring.skip_recurring, desk, 1, " ") == ["mark.no_reason"]
    assert recurring.skip_recurring(desk, 1, "เจ้าของยกเว้นให้") == date(2025, 11, 5)
    assert refused(recurring.add_recurring, desk, rent()) == ["recurring.twice"]
    recurring.stop_recurring(desk, 1)
    assert refused(recurring.stop_recurring, desk, 1) == ["recurring.unknown"]
    assert desk.ask(lambda tx: kept.due(tx, TODAY)) == []
    assert recurring.add_recurring(desk, rent(date(2026, 1, 10))) == 1
    assert [day for _each, day in desk.ask(lambda tx: kept.due(tx, TODAY))] == [date(2026, 1, 10)]


def test_nothing_is_posted_ahead_and_nothing_if_one_of_them_cannot_be(desk):
    recurring.add_recurring(desk, rent())
    assert refused(recurring.post_recurring, desk, date(2026, 2, 1)) == ["match.future"]
    dear = Recurring(0, "แพง", an_entry("5319 welfare 90,000", "1101 welfare -90,000"), 1, OCTOBER)
    recurring.add_recurring(desk, dear)
    assert refused(recurring.post_recurring, desk, TODAY) == ["entry.overdrawn"]
    assert "ค่าเช่า" not in journal(desk)


def test_a_template_becomes_an_entry(desk):
    content = {"payee": "การไฟฟ้า", "account": "5307", "amount": "๑,๒๐๐.50", "holder": "1101", "fund": "", "memo": ""}
    keep_template(desk, Template("PV", "ค่าไฟ", content))
    keep_template(desk, Template("PV", "ว่าง", {}))
    entry = desk.ask(lambda tx: recurring.entry_of_template(tx, "PV", "ค่าไฟ", OCTOBER))
    assert (entry.series, entry.memo, entry.payee) == (Series.PAYMENT, "ค่าไฟ", "การไฟฟ้า")
    assert [(line.account, line.amount.satang) for line in entry.postings] == [("5307", 120050), ("1101", -120050)]
    for kind, name, code in (("PV", "ว่าง", "recurring.template"), ("PV", "x", "template.unknown")):
        with pytest.raises(RuleError) as caught:
            desk.ask(lambda tx, kind=kind, name=name: recurring.entry_of_template(tx, kind, name, OCTOBER))
        assert caught.value.problems[0].code == code
    assert [each for each, _words in desk.ask(sources)] == ["PV:ค่าไฟ", "PV:ว่าง", "#RV6810-0001"]


def test_the_register_says_what_is_due(desk):
    assert desk.ask(lambda tx: make_report(tx, "recurring", {}, TODAY)).rows == ()
    recurring.add_recurring(desk, rent())
    recurring.add_recurring(desk, Recurring(0, "จบแล้ว", RENT, 3, OCTOBER, OCTOBER))
    recurring.post_recurring(desk, OCTOBER)
    found = desk.ask(lambda tx: make_report(tx, "recurring", {}, TODAY))
    first, last, total = found.rows
    assert (first.cells[3], first.cells[6].text(), first.cells[-1]) == ("every month", "1,500.00", "due, 3 times")
    assert last.cells[-1] == "came for the last time"
    assert total.cells[6].text() == "1,500.00"
    assert found.notes == ("3 entries are due.",)


def test_a_changed_posting_is_found_out(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    recurring.add_recurring(desk, Recurring(0, "ดอกเบี้ย", an_entry(), 1, OCTOBER))
    recurring.post_recurring(desk, TODAY)
    desk.book.close()
    with unguarded(desk.book.path) as raw:
        raw.execute("UPDATE recurring_posts SET day = '2025-10-06' WHERE day = '2025-10-05'")
        forge(raw)
    desk = reopen(desk)
    failed = {each.id for each in verify_book(desk).results if not each.ok}
    desk.book.close()
    assert failed == {"documents"}
