"""One sub-ledger: whatever the program or a stranger does, members' records equal their control accounts."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tests.builders import a_book, an_entry, reopen
from welfare_desk.coop.holdings import UNASSIGNED, Act, Holding, Ledger, Move, Moved, happened
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.members.register import Member
from welfare_desk.money import ZERO, Money
from welfare_desk.services.books import BookKind
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.members import add_member
from welfare_desk.storage import coop_accounts, coop_products, holdings, registers
from welfare_desk.storage.checks import verify

DAY = date(2026, 1, 5)


@pytest.fixture
def desk(tmp_path):
    with (made := a_book(tmp_path, kind=BookKind.COOPERATIVE)).book:
        for number in ("00001", "00002"):
            add_member(made, Member(number, "นาง", "มาลี", number, date(2025, 10, 1), village="1"))
        yield made


def shares_of(desk, member):
    with desk.book.write() as tx:
        found = holdings.find(tx, Ledger.SHARE, member)
        made = Holding(0, Ledger.SHARE, member, member, "", DAY)
        return found.id if found else holdings.open_holding(tx, desk.made(), made)


def buy(desk, member, baht, day="2026-01-05", explained=None):
    amount = Money.baht(baht)
    entry = an_entry(f"11110 general {baht}", f"31000 general -{baht} {member}", day=day, series=Series.RECEIPT)
    move = Move(shares_of(desk, member), "31000", Act.DEPOSIT, -(amount if explained is None else explained))
    with desk.book.write() as tx, holdings.post(tx, [Moved(entry, (move,))], desk.made()) as posted:
        pass
    return posted[0].voucher


def held(desk, member):
    return desk.ask(lambda tx: -holdings.balance(tx, holdings.find(tx, Ledger.SHARE, member).id, "31000"))


def refused(act):
    with pytest.raises(RuleError) as error:
        act()
    return [each.code for each in error.value.problems]


def test_shares_that_are_bought_stand_with_their_member(desk):
    buy(desk, "00001", 500)
    buy(desk, "00002", 300)
    buy(desk, "00001", 200)
    assert (held(desk, "00001"), held(desk, "00002")) == (Money(700_00), Money(300_00))
    assert desk.ask(holdings.control_differences) == {}
    assert desk.ask(verify).ok


def test_money_on_a_control_account_needs_to_be_somebody_s(desk):
    assert refused(lambda: post_entry(desk, an_entry("11110 general 50", "31000 general -50"))) == ["holding.control"]
    assert refused(lambda: buy(desk, "00001", 500, explained=Money(499_99))) == ["holding.differs"]


def test_a_reversal_takes_the_members_records_back_by_itself(desk):
    voucher = buy(desk, "00001", 500)
    reverse_entry(desk, voucher, date(2026, 1, 9), "บันทึกผิดคน")
    assert held(desk, "00001") == ZERO
    assert desk.ask(lambda tx: holdings.history(tx, 1)) == []
    assert desk.ask(verify).ok


def test_nobody_takes_out_more_than_is_there(desk):
    buy(desk, "00001", 500)
    buy(desk, "00002", 500)
    entry = an_entry("31000 general 501 00001", "11110 general -501", series=Series.PAYMENT)
    moved = Moved(entry, (Move(shares_of(desk, "00001"), "31000", Act.WITHDRAW, Money(501_00)),))

    def take():
        with desk.book.write() as tx, holdings.post(tx, [moved], desk.made()):
            pass

    assert refused(take) == ["holding.overdrawn"]


def test_an_opening_without_names_waits_for_them(desk):
    opening = an_entry(
        "11110 general 900", "31000 general -900", day="2025-10-01", series=Series.OPENING, kind=EntryKind.OPENING
    )
    post_entry(desk, opening)
    assert desk.ask(holdings.unassigned) == {"31000": Money(-900_00)}
    own, nobody = shares_of(desk, "00001"), desk.ask(lambda tx: holdings.find(tx, Ledger.SHARE, UNASSIGNED).id)
    entry = an_entry("31000 general 900", "31000 general -900 00001", day="2025-10-01")
    moves = (Move(nobody, "31000", Act.OPENING, Money(900_00)), Move(own, "31000", Act.OPENING, Money(-900_00)))
    with desk.book.write() as tx, holdings.post(tx, [Moved(entry, moves)], desk.made()):
        pass
    assert desk.ask(holdings.unassigned) == {}
    assert held(desk, "00001") == Money(900_00)
    assert desk.ask(verify).ok


def test_an_account_that_becomes_one_later_keeps_what_stood_on_it_for_nobody_yet(desk):
    post_entry(desk, an_entry("11110 general 80", "21690 general -80"))
    with desk.book.write() as tx:
        coop_accounts.keep_control(tx, "21690", Ledger.SAVINGS)
        coop_accounts.keep_control(tx, "21690", Ledger.SAVINGS)
    assert desk.ask(holdings.unassigned) == {"21690": Money(-80_00)}
    assert refused(lambda: post_entry(desk, an_entry("11110 general 1", "21690 general -1"))) == ["holding.control"]
    assert desk.ask(verify).ok


def test_what_happened_to_a_holding_and_versions_of_products_are_kept_in_order(desk):
    own = shares_of(desk, "00001")
    with desk.book.write() as tx:
        holdings.add_event(tx, desk.made(), own, happened(DAY, "held", "ค้ำประกัน", satang=5))
        holdings.add_event(tx, desk.made(), own, happened(DAY, "released"))
        coop_products.put(tx, desk.made(), ("savings", "ordinary", date(2025, 10, 1)), {"rate": 10_000})
        coop_products.put(tx, desk.made(), ("savings", "ordinary", date(2026, 1, 1)), {"rate": 15_000})
    assert [each.kind for each in desk.ask(lambda tx: holdings.events(tx, own))] == ["held", "released"]
    assert desk.ask(lambda tx: holdings.all_events(tx, Ledger.SHARE))[own][0].words == "ค้ำประกัน"
    rates = [
        desk.ask(lambda tx, day=day: coop_products.product(tx, "savings", "ordinary", day))
        for day in (date(2025, 9, 30), date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert rates == [None, {"rate": 10_000}, {"rate": 15_000}]


def stranger(desk, *acts):
    """Let a program that does not care for the guards change the book; it puts them back after itself."""
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            raw.execute(f"DROP TRIGGER {name}")
        for act in acts:
            raw.execute(act)
        for _name, sql in guards:
            raw.execute(sql)
        raw.commit()


@pytest.mark.parametrize(
    ("act", "check"),
    [
        ("UPDATE holding_moves SET amount = amount - 1", "subledger"),
        ("UPDATE holding_moves SET day = '2026-01-06'", "subledger"),
        ("UPDATE holding_moves SET holding_id = 2 WHERE holding_id = 1", "documents"),
        ("DELETE FROM holding_moves", "documents"),
        ("UPDATE holdings SET member = '00002' WHERE id = 1", "registers"),
        ("UPDATE coop_products SET content = '{}'", "registers"),
        ("DELETE FROM coop_products", "registers"),
        ("UPDATE control_accounts SET brought = 1", "subledger"),
        ("INSERT INTO loan_instalments VALUES (1, 1, 1, '2026-02-01', 5, 0)", "registers"),
    ],
)
def test_whatever_a_stranger_changes_is_found(desk, act, check):
    buy(desk, "00001", 500)
    shares_of(desk, "00002")
    with desk.book.write() as tx:
        coop_products.put(tx, desk.made(), ("savings", "ordinary", date(2025, 10, 1)), {"rate": 10_000})
    stranger(desk, act)
    again = reopen(desk)
    with again.book:
        found = {each.id for each in again.ask(verify).results if not each.ok}
    assert check in found


@pytest.mark.parametrize("table", ["holdings", "holding_moves", "control_accounts"])
def test_what_is_written_once_is_neither_changed_nor_deleted(desk, table):
    buy(desk, "00001", 500)
    column = {"holdings": "terms", "holding_moves": "amount", "control_accounts": "brought"}[table]
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        for act in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608 - names of the test
            with pytest.raises(sqlite3.IntegrityError, match="stays as it was written"):
                raw.execute(act)


def test_no_program_posts_to_a_control_account_past_the_members(desk):
    """The guard stands in the file: a stranger that posts an entry by the book's own rules is refused all the same."""
    buy(desk, "00001", 500)
    path = desk.book.path
    desk.book.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "INSERT INTO entries SELECT id + 1, 'JV', month, 1, 'JV6901-0001', day, period, kind, posted_at, made_by, "
            "NULL, NULL, x'', memo, memo_salt, memo_commitment, payee, payee_salt, payee_commitment, seal, 0 "
            "FROM entries"
        )
        raw.execute("INSERT INTO postings VALUES (2, 1, '11110', 'general', 100, NULL, '2026-01-05')")
        raw.execute("INSERT INTO postings VALUES (2, 2, '31000', 'general', -100, NULL, '2026-01-05')")
        with pytest.raises(sqlite3.IntegrityError, match="not those of the members"):
            raw.execute("UPDATE entries SET posted = 1 WHERE id = 2")


def test_a_welfare_book_refuses_shares_savings_and_loans_outright(tmp_path):
    with (desk := a_book(tmp_path)).book:
        add_member(desk, Member("00001", "นาง", "มาลี", "ใจดี", date(2025, 10, 1), village="1"))
        assert desk.ask(coop_accounts.roles) == {}
        path = desk.book.path
    acts = (
        "INSERT INTO holdings VALUES (1, 'savings', '1', '00001', '', '2026-01-05', '{}')",
        "INSERT INTO control_accounts VALUES ('2201', 'savings', 0, 0)",
        "INSERT INTO coop_products VALUES ('loan', 'ordinary', '2026-01-05', '{}')",
        "INSERT INTO member_classes VALUES ('00001', '2026-01-05', 1, 'regular')",
        "INSERT INTO share_plans VALUES ('00001', '2026-01-05', 1, 10000)",
        "INSERT INTO loan_applications VALUES (1, '00001', 'ordinary', '2026-01-05', '{}', 1, 'x')",
        "INSERT INTO provisions VALUES (1, '2026-01-05', 'CODI', '{}', 0, 0, NULL)",
        "INSERT INTO surpluses VALUES (1, 2569, '{}', '1', '2026-01-05', 1)",
        "INSERT INTO payroll_sheets VALUES (1, '2026-01', 'x', 'asked', '{}', x'', 1, 'x')",
    )
    with closing(sqlite3.connect(path)) as raw:
        for act in acts:
            with pytest.raises(sqlite3.IntegrityError, match="a welfare fund keeps no shares"):
                raw.execute(act)


def test_every_register_is_bound_to_the_trail():
    """A table that guards keep as it was written is hashed too, but for what other hashes or entries cover."""
    from welfare_desk.storage.schema import metadata
    from welfare_desk.storage.schema_coop import holdings as of_coop

    assert of_coop.name in registers.BOUND
    covered = {each.children for each in registers.BOUND.values()} | {"holding_moves", "control_accounts"}
    coop = {
        name for name in metadata.tables
        if name.startswith(("holding", "coop_", "loan_", "provision", "surplus", "payroll", "share_", "member_class"))
    }  # fmt: skip
    assert coop - set(registers.BOUND) - covered == set()
