"""Four programs of other people (hledger, ledger, beancount, GnuCash) total the book to the same satang as ours.

Random books, with texts that these programs might take for signs of their own; `WELFARE_PRACTICE` may name a book
that is tried too. Debian has hledger, ledger and gnucash-cli; `pip install beancount beanquery` brings the rest.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from datetime import timedelta
from html import unescape
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.builders import a_book, an_entry, outside
from tests.exchange.test_hledger import NASTY, by_account, said_by_hledger, said_by_ledger
from tests.reports.books import ACCOUNTS, FIRST, FUNDS, post
from welfare_desk.exchange.beancount import beancount_journal
from welfare_desk.exchange.gnucash import gnucash_book
from welfare_desk.exchange.hledger import hledger_journal
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services import books

TOOLS = ("hledger", "ledger", "bean-check", "bean-query", "gnucash-cli")
ENTRIES = 60
_CREDIT_SIDE = "234"  # liabilities, funds and income: GnuCash shows what they have as positive
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def missing():
    """Name the programs that are not here."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


def trial(seed):
    """Export a random book to each program and compare every account; the practice book with it where one is named."""
    lacking = missing()
    assert not lacking, lacking
    named = os.environ.get("WELFARE_PRACTICE")
    with TemporaryDirectory() as folder:
        desk = a_random_book(Path(folder), Random(seed))
        counts = agreed(desk, Path(folder))
        desk.book.close()
        if named:
            desk = books.sit_down(Path(named), outside("2026-01-15"), writes=False)
            practice = agreed(desk, Path(folder))
            counts = {name: counts.get(name, 0) + count for name, count in practice.items()}
            desk.book.close()
    return counts


def a_random_book(folder, random):
    """Make a book of entries on random days, in random funds, with awkward texts."""
    desk, made = a_book(folder), []
    for _ in range(ENTRIES):
        given, taken = random.choice(ACCOUNTS[2:]), random.choice(ACCOUNTS[:2])
        fund, baht = random.choice(FUNDS), random.randrange(1, 10**7) / 100
        day = FIRST + timedelta(days=random.randrange(100))
        series = random.choice((Series.RECEIPT, Series.PAYMENT, Series.GENERAL))
        texts = [f"x {random.choice(NASTY)} <&> {random.choice(NASTY)}" for _ in range(2)]
        lines = (f"{taken} {fund} {baht:.2f}", f"{given} {fund} -{baht:.2f}")
        made.append(an_entry(*lines, day=day, series=series, memo=texts[0], payee=texts[1]))
    post(desk, made)
    return desk


def agreed(desk, folder):
    """Let each program total what was written for it, and hold that against the book."""
    ours = by_account(desk)
    journals = (("journal", hledger_journal), ("beancount", beancount_journal), ("gnucash", gnucash_book))
    paths = {}
    for kind, writer in journals:
        paths[kind] = folder / f"book.{kind}"
        with desk.book.read() as tx:
            paths[kind].write_text("".join(writer(tx)), encoding="utf-8")
    for said, kind in (
        *((said_by_hledger, "journal"), (said_by_ledger, "journal")),
        *((said_by_beancount, "beancount"), (said_by_gnucash, "gnucash")),
    ):
        theirs = {key: satang for key, satang in said(paths[kind]).items() if satang}
        assert theirs == ours, (said.__name__, {*theirs.items()} ^ {*ours.items()})
    return {"accounts agreed": 4 * len(ours), "books": 1}


def ran(*command):
    """Run a program, and give what it wrote."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout


def said_by_beancount(path):
    """Total by beancount, after its own check."""
    assert not ran("bean-check", str(path))
    asked = "SELECT account, sum(number) GROUP BY account"
    rows = csv.reader(io.StringIO(ran("bean-query", "-f", "csv", str(path), asked)))
    next(rows)
    found = {}
    for account, amount in rows:
        _root, code, fund = account.strip().split(":")
        found[code, fund.lower()] = Money.baht(amount.strip()).satang
    return found


def said_by_gnucash(path):
    """Total by GnuCash's summary of accounts, which shows each kind of account on its own side."""
    out = path.with_suffix(".html")
    ran("gnucash-cli", "--report", "run", "--name", "Account Summary", f"--output-file={out}", str(path))
    found, key = {}, None
    for cell in _CELL.findall(out.read_text(encoding="utf-8")):
        text = unescape(_TAG.sub("", cell)).strip()
        if re.fullmatch(r"\d{4}/[\w-]+", text):
            key = tuple(text.split("/"))
        elif "฿" in text and key is not None:
            satang = Money.baht(text.replace("฿", "").replace(",", "")).satang
            found[key] = -satang if key[0][0] in _CREDIT_SIDE else satang
            key = None
    return found
