"""GnuCash's own file: every account and every satang, and nothing that GnuCash would not take."""

import io
from collections import defaultdict
from fractions import Fraction

import pytest
from lxml import etree

from tests.builders import a_book, an_entry
from tests.exchange.test_hledger import NASTY, by_account
from tests.reports.books import a_small_book, post
from welfare_desk.exchange.gnucash import gnucash_book

SPACES = {name: f"http://www.gnucash.org/XML/{name}" for name in ("gnc", "act", "book", "cmdty", "split", "trn", "ts")}


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def exported(desk):
    with desk.book.read() as tx:
        return "".join(gnucash_book(tx)).encode()


def read(content):
    return etree.parse(io.BytesIO(content)).getroot()


def texts(root, path):
    return [each.text for each in root.iterfind(path, SPACES)]


def totals(root):
    """Add up the splits by account and fund, as the codes of the accounts name them."""
    codes = {
        account.findtext("act:id", None, SPACES): account.findtext("act:code", "", SPACES)
        for account in root.iterfind(".//gnc:account", SPACES)
    }
    found = defaultdict(int)
    for split in root.iterfind(".//trn:split", SPACES):
        code = codes[split.findtext("split:account", None, SPACES)]
        found[tuple(code.split("/"))] += int(100 * Fraction(split.findtext("split:value", None, SPACES)))
    return {key: satang for key, satang in found.items() if satang}


def test_it_totals_to_the_satang(desk):
    assert totals(read(exported(desk))) == by_account(desk)


def test_each_transaction_balances_and_each_account_has_its_parent(desk):
    root = read(exported(desk))
    for transaction in root.iterfind(".//gnc:transaction", SPACES):
        assert sum(Fraction(value) for value in texts(transaction, ".//split:value")) == 0
    guids = set(texts(root, ".//act:id"))
    assert set(texts(root, ".//act:parent")) <= guids
    assert len(guids) == len(texts(root, ".//act:id"))
    counted = root.find('.//gnc:count-data[@{http://www.gnucash.org/XML/cd}type="account"]', SPACES)
    assert int(counted.text) == len(guids)
    kinds = texts(root, ".//act:type")
    assert kinds.count("ROOT") == 1


def test_the_same_book_gives_the_same_text(desk):
    assert exported(desk) == exported(desk)


def test_whatever_people_write_stays_a_text(tmp_path):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo=f"x {text} <&>\x01\ufffe", payee=f"{text} ]]>") for text in NASTY])
    root = read(exported(desk))
    assert totals(root) == by_account(desk)
    assert any("<&>" in said for said in texts(root, ".//trn:description"))
    desk.book.close()


def test_numbers_of_people_are_hidden(tmp_path):
    desk = a_book(tmp_path)
    post(desk, [an_entry(memo="โทร 0812345678", payee="1-1017-00230-70-8")])
    said = exported(desk).decode()
    assert "0812345678" not in said
    assert "00230" not in said
    desk.book.close()
