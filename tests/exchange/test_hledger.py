import csv
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.builders import a_book, an_entry
from tests.reports.books import LAST, a_small_book, post, random_entries
from welfare_desk.exchange.hledger import hledger_journal
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.balances import turnovers

hledger = pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
ledger = pytest.mark.skipif(shutil.which("ledger") is None, reason="ledger is not installed")


def exported(desk, path):
    with desk.book.read() as tx:
        path.write_text("".join(hledger_journal(tx)), encoding="utf-8")
    return path


def run(*command):
    """Run a foreign program in a UTF-8 locale; whatever it complains about fails the test."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def by_account(desk):
    with desk.book.read() as tx:
        return {(row.account, row.fund): row.balance for row in turnovers(tx, None, LAST) if row.balance}


def key_of(account):
    """Read `Assets:1101-เงินสดในมือ:welfare`."""
    _, named, fund = account.split(":")
    return named.split("-")[0], fund


def said_by_hledger(path):
    rows = csv.reader(io.StringIO(run("hledger", "-f", path, "bal", "-N", "--flat", "-O", "csv")))
    next(rows)
    return {key_of(account): Money.baht(amount.removeprefix("THB ")).satang for account, amount in rows}


def said_by_ledger(path):
    shape = "%(account)\\t%(quantity(scrub(amount)))\\n"
    text = run("ledger", "--strict", "--pedantic", "-f", path, "bal", "--flat", "--no-total", "--format", shape)
    rows = [line.split("\t") for line in text.splitlines()]
    return {key_of(account): Money.baht(amount).satang for account, amount in rows}


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def test_an_entry_reads_like_a_journal(desk, tmp_path):
    text = exported(desk, tmp_path / "a.journal").read_text(encoding="utf-8")
    assert text.startswith("commodity THB\ntag member\n\naccount Assets:1101-เงินสดในมือ:administration\n")
    assert (
        """
2026-01-15 * (PV6901-0002) ร้านศึกษาภัณฑ์ | ค่าเครื่องเขียน
    Expenses:5303-ค่าเอกสาร/เครื่องเขียน:administration  THB 45.25
    Assets:1101-เงินสดในมือ:administration  THB -45.25

2026-01-20 * (JV6901-0002) นายบุญมี สุขใจ | ลงผิดคน
    Assets:1101-เงินสดในมือ:welfare  THB -21.00
    Assets:1101-เงินสดในมือ:reserve  THB -6.00
    Assets:1101-เงินสดในมือ:administration  THB -3.00
    Income:4101-เงินสมทบจากสมาชิก:welfare  THB 21.00
    ; member: 00002
    Income:4101-เงินสมทบจากสมาชิก:reserve  THB 6.00
    ; member: 00002
    Income:4101-เงินสมทบจากสมาชิก:administration  THB 3.00
    ; member: 00002
"""
        in text
    )


def test_the_same_book_gives_the_same_text(desk, tmp_path):
    assert exported(desk, tmp_path / "a").read_bytes() == exported(desk, tmp_path / "b").read_bytes()


NASTY = (
    "=1+1", "; comment", "a | b", "x  y", "(code) x", "[2026-01-01]", "* cleared", "! pending", "\u200bก", "key: value",
    "a ; b: c", "\u2028", "~ periodic", "=== x", "@ 5", "\ufeff", "น้ำ  ป๊ำ", "{x}", "'", '"', "\\", "-", "2026-01-01",
)  # fmt: skip


@pytest.mark.parametrize(
    "said", [pytest.param(said_by_hledger, marks=hledger), pytest.param(said_by_ledger, marks=ledger)]
)
def test_whatever_people_write_stays_a_text(tmp_path, said):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo=text, payee=text) for text in NASTY if text.strip()])
    post(desk, [an_entry(memo=f"x {text}", payee=text, series=Series.GENERAL) for text in NASTY])
    assert said(exported(desk, tmp_path / "a.journal")) == by_account(desk)
    desk.book.close()


@hledger
def test_hledger_is_content_and_totals_to_the_satang(desk, tmp_path):
    path = exported(desk, tmp_path / "a.journal")
    run("hledger", "-f", path, "check", "-s")
    assert said_by_hledger(path) == by_account(desk)


@ledger
def test_ledger_is_content_and_totals_to_the_satang(desk, tmp_path):
    assert said_by_ledger(exported(desk, tmp_path / "a.journal")) == by_account(desk)


@hledger
@ledger
@given(random_entries(most=15))
@settings(max_examples=8, deadline=None)
def test_both_agree_with_any_book(entries):
    with tempfile.TemporaryDirectory() as folder:
        desk = a_book(Path(folder))
        post(desk, entries)
        path = exported(desk, Path(folder) / "any.journal")
        expected = by_account(desk)
        desk.book.close()
        run("hledger", "-f", path, "check", "-s")
        assert said_by_hledger(path) == expected
        assert said_by_ledger(path) == expected


@hledger
def test_a_wrong_figure_would_be_seen(desk, tmp_path):
    path = exported(desk, tmp_path / "a.journal")
    path.write_text(path.read_text(encoding="utf-8").replace("THB 45.25", "THB 45.26"), encoding="utf-8")
    with pytest.raises(AssertionError):
        said_by_hledger(path)
