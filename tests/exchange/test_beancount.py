"""The journal for beancount: every account and every satang, in the signs that it takes."""

import re
import shutil
import subprocess
from collections import defaultdict

import pytest

from tests.builders import a_book, an_entry
from tests.exchange.test_hledger import NASTY, by_account
from tests.reports.books import a_small_book, post
from welfare_desk.exchange.beancount import beancount_journal
from welfare_desk.ledger.funds import Fund
from welfare_desk.money import Money

_POSTING = re.compile(
    r"^  ((?:Assets|Liabilities|Equity|Income|Expenses):[A-Z0-9][A-Za-z0-9:-]*)  (-?\d+\.\d\d) THB$", re.MULTILINE
)
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINES = re.compile(
    rf'^(?:|option "[a-z_]+" {_QUOTED}|\d{{4}}-\d\d-\d\d open [A-Za-z0-9:-]+ THB'
    rf"|\d{{4}}-\d\d-\d\d \* {_QUOTED} {_QUOTED}"
    rf"|  [a-z]+: {_QUOTED}|    member: {_QUOTED}|  [A-Za-z0-9:-]+  -?\d+\.\d\d THB)$"
)


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def exported(desk):
    with desk.book.read() as tx:
        return "".join(beancount_journal(tx))


def totals(text):
    found = defaultdict(int)
    for account, amount in _POSTING.findall(text):
        _root, code, fund = account.split(":")
        found[code, fund.lower()] += Money.baht(amount).satang
    return {key: satang for key, satang in found.items() if satang}


def test_it_totals_to_the_satang(desk):
    assert totals(exported(desk)) == by_account(desk)


def test_every_account_is_opened_once_before_it_is_used(desk):
    text = exported(desk)
    opened = re.findall(r"^\d{4}-\d\d-\d\d open (\S+) THB$", text, re.MULTILINE)
    assert len(opened) == len(set(opened))
    assert {account for account, _amount in _POSTING.findall(text)} <= set(opened)


def test_whatever_people_write_stays_a_text(tmp_path):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo=f"x {text} \\", payee=f'"{text}"\n*') for text in NASTY])
    text = exported(desk)
    assert [line for line in text.split("\n") if not _LINES.fullmatch(line)] == []
    assert totals(text) == by_account(desk)
    desk.book.close()


def test_a_fund_in_thai_letters_is_named_by_its_place():
    from welfare_desk.exchange.beancount import _fund_names

    funds = {code: Fund(code, code, "") for code in ("welfare", "อาชีพ", "b-2", "2b")}
    assert _fund_names(funds) == {"welfare": "Welfare", "อาชีพ": "F2", "b-2": "B-2", "2b": "F4"}


def test_a_book_without_entries_is_a_journal_too(tmp_path):
    desk = a_book(tmp_path)
    assert exported(desk).startswith('option "title" "กองทุนสวัสดิการชุมชนทดสอบ"\n')
    desk.book.close()


@pytest.mark.skipif(shutil.which("bean-check") is None, reason="beancount is not installed")
def test_beancount_is_content(desk, tmp_path):
    path = tmp_path / "a.beancount"
    path.write_text(exported(desk), encoding="utf-8")
    done = subprocess.run(["bean-check", path], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout + done.stderr) == (0, b"")
