"""Another program's ledger opens as an ordinary book that totals to the file, or nothing is made."""

import gzip
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import outside
from tests.exchange.saft_files import angolan, norwegian, portuguese
from tests.exchange.test_saft import exported
from tests.reports.books import a_small_book
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.foreign_files import read_foreign
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.foreign_books import ForeignSource, look_at, open_ledger
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage import accounts

TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _english():
    with spoken("en"):
        yield


def file(folder, content, name="ledger.xml"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(folder, content, name="ledger.xml", **told):
    """Read a file and say everything that is wrong with it."""
    path = file(folder, content, name)
    ledger, sha256 = read_foreign(path)
    return [each.sentence() for each in look_at(ledger, ForeignSource(name, sha256, **told))[0]]


def refused(folder, content, name="ledger.xml"):
    """Read a file that is no ledger, and give what is said of it."""
    with pytest.raises(BookError) as error:
        read_foreign(file(folder, content, name))
    return error.value.problem.sentence()


def opened(folder, content, name="ledger.xml", **told):
    """Open a file as a book; give its desk, which reads, and what was said."""
    path = file(folder, content, name)
    ledger, sha256 = read_foreign(path)
    book = folder / "opened.welfare"
    made = open_ledger(book, ledger, ForeignSource(name, sha256, **told), outside(TODAY))
    return books.sit_down(book, outside(TODAY), writes=False), made


def balances(desk):
    """Give the balance of each account that has one, in baht."""
    with desk.book.read() as tx:
        kept = {code: sum(accounts.balances_by_fund(tx, code).values()) for code in accounts.chart(tx)}
    return {code: Money(satang).plain() for code, satang in kept.items() if satang}


def types(desk):
    with desk.book.read() as tx:
        return {code: each.type for code, each in accounts.chart(tx).items()}


def test_a_norwegian_year_opens_and_passes_every_check(tmp_path):
    desk, made = opened(tmp_path, norwegian())
    assert balances(desk) == {"1920": "150.50", "2050": "-100.00", "3000": "-50.50"}
    assert (made.debit, made.credit) == (Money(15050), Money(15050))
    assert verify_book(desk).ok
    facts = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT memo FROM entries ORDER BY id")])
    assert facts == ["Opening balances of ledger.xml", "S 17 · Kontingent mars"]
    desk.book.close()


@pytest.mark.parametrize("version", ["1.20", "1.30"])
def test_both_norwegian_versions_are_read(tmp_path, version):
    assert problems(tmp_path, norwegian(version=version)) == []


def test_a_portuguese_year_keeps_its_headers_and_its_closing(tmp_path):
    desk, _made = opened(tmp_path, portuguese())
    assert balances(desk) == {"1201": "800.00", "51": "-500.00", "818": "-300.00"}
    assert types(desk)["12"] is AccountType.HEADER
    assert "91" not in types(desk)  # analytic accounts are a second ledger
    kinds = desk.ask(lambda tx: [row[0] for row in tx.exec_driver_sql("SELECT kind FROM entries ORDER BY id")])
    assert kinds == ["opening", "normal", "closing"]
    assert verify_book(desk).ok
    desk.book.close()


def test_angolan_classes_are_read_by_their_own_meaning(tmp_path):
    desk, _made = opened(tmp_path, angolan())
    assert balances(desk) == {"431": "1000.00", "511": "-900.00", "621": "-250.00", "751": "150.00"}
    told = types(desk)
    assert (told["431"], told["621"], told["751"]) == (AccountType.ASSET, AccountType.INCOME, AccountType.EXPENSE)
    desk.book.close()


def test_what_we_write_as_saft_comes_back_with_the_same_balances(tmp_path):
    ours = a_small_book(tmp_path)
    content = exported(ours)
    desk, _made = opened(tmp_path, content)
    mine = balances(ours)
    back = balances(desk)
    moved = {"2201": "22010", "2203": "22030", "3301": "33010"}  # codes that mean more in a welfare fund
    assert back == {moved.get(code, code): amount for code, amount in mine.items()}
    desk.book.close()
    ours.book.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (norwegian(lines=("50.50", "50.40")), "entry 17: debit and credit of entry 17 differ by 0.10 baht."),
        (norwegian(lines=("50.505", "50.50")), "account 1920: 50.505 has more than two decimals."),
        (norwegian(lines=("5O.50", "50.50")), "account 1920: “5O.50” is no amount."),
        (norwegian(closing="150.00"), "1920 opens with 100.00 and moves 50.50; the file closes it with 150.00."),
        (norwegian(account="1921"), "the account 1921 is not in the file's own list of accounts."),
        (norwegian().replace("2024-03-05", "2025-03-05"), "lies outside what the file says it covers."),
        (norwegian().replace("2024-03-05", "2024-02-30"), "“2024-02-30” is no day."),
        (norwegian().replace(">1</NumberOfEntries", ">2</NumberOfEntries"), "it holds 2 entries; it holds 1."),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_place_and_nothing_is_made(tmp_path, content, said):
    found = problems(tmp_path, content)
    assert any(each.startswith(("Line ", "The totals")) and each.endswith(said) for each in found), found
    with pytest.raises(RuleError):
        opened(tmp_path, content)
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.xml"]


def test_a_book_that_lies_there_is_never_touched(tmp_path):
    (tmp_path / "opened.welfare").write_bytes(b"mine")
    with pytest.raises(BookError):
        opened(tmp_path, norwegian())
    assert (tmp_path / "opened.welfare").read_bytes() == b"mine"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (norwegian().replace("<AuditFile ", f"{BOMB}<AuditFile ", 1), "document type of its own"),
        (norwegian().replace("<AuditFile ", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><AuditFile ', 1), "document type"),
        (norwegian()[:-200], "no whole XML file"),
        (norwegian().replace("Kontingent mars", "&unknown;"), "no whole XML file"),
        (norwegian().replace("Kontingent mars", "<a>" * 60 + "</a>" * 60), "nested too deeply"),
        (norwegian().replace("Financial:NO", "Financial:XX"), "of a kind that is not read here"),
        ("<?xml version='1.0'?><html/>", "no ledger that is read here"),
        (b"\x00\x01\x02\x03" * 50, "Excel or CSV"),
        (gzip.compress(norwegian().encode())[:-30], "is damaged"),
    ],
)
def test_what_is_hostile_or_no_ledger_is_refused_in_words(tmp_path, content, said):
    assert said in refused(tmp_path, content)


def test_a_file_that_unpacks_to_more_than_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("welfare_desk.exchange.safe_xml.LARGEST", 100_000)
    assert "unpacks to more" in refused(tmp_path, gzip.compress(b" " * 5_000_000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_other_encodings_are_read(tmp_path, encoding):
    content = norwegian().replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    assert read_foreign(file(tmp_path, content))[0].name == "Foreningen Øst"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_broken_in_a_file_it_is_refused_or_right(tmp_path_factory, data):
    content = bytearray(portuguese().encode())
    for _each in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    path = file(tmp_path_factory.mktemp("mutated"), bytes(content))
    try:
        ledger, sha256 = read_foreign(path)
        found, chart = look_at(ledger, ForeignSource(path.name, sha256))
    except (BookError, RuleError):
        return
    assert bool(found) != (chart is not None)
