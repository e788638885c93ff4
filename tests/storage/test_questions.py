"""On random small books, most of them damaged, the questions to the database and the pure rules agree."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_book
from welfare_desk.ledger.checks import ACCOUNT_ACTIVATED, ACCOUNT_DEACTIVATED, KeptBook, KeptEntry, KeptLine, failed
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.ledger.seal import GENESIS, SealedHead, commitment, entry_seal
from welfare_desk.ledger.vouchers import voucher_text
from welfare_desk.storage import periods
from welfare_desk.storage.book import open_book
from welfare_desk.storage.chains import Walk, walk_entries
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.questions import QUESTIONS

RIGHT = 0  # stands for the period of the entry's day
DAYS = ("2025-10-01", "2025-10-01", "2025-12-31", "2026-01-05", "2026-09-30", "2026-02-30", "2026-9-1", "2025-09-30")
PERIODS = (RIGHT, RIGHT, RIGHT, 202600, 202601, 202604, 202612, 202613, 202512)
KINDS = ("normal", "normal", "opening", "closing", "reversal", "odd")
MONTHS = ("2026-01", "2026-01", "2025-10", "2026-13", "bad")
MOMENTS = ("2026-01-01T00", "2026-01-02T00", "2026-01-03T00")


@pytest.fixture(scope="module", params=[10, 1], ids=["October", "January"])
def book(tmp_path_factory, request):
    """Give an unguarded book whose fiscal year starts in this month."""
    desk = a_book(tmp_path_factory.mktemp("random"), first_day="2025-10-01", fiscal_year_start=request.param)
    with desk.book.write() as tx:
        for statement in trigger_statements():
            tx.exec_driver_sql(f"DROP TRIGGER {statement.split()[2]}")
    desk.book.close()
    with open_book(desk.book.path) as book:
        yield book


def lines(day):
    amounts = st.sampled_from([-2, -1, 1, 2])
    line = st.builds(
        KeptLine,
        st.sampled_from(["1101", "4101", "3801", "1000", "5319"]),
        st.sampled_from(["welfare", "reserve"]),
        amounts,
        st.sampled_from([None, None, "00001"]),
        st.sampled_from([day, day, day, DAYS[0]]),
    )
    mirrored = line.map(lambda one: (one, replace(one, account="1101", satang=-one.satang)))
    return st.one_of(mirrored, mirrored, st.lists(line, max_size=4).map(tuple))


@st.composite
def entries(draw, position):
    day, month = draw(st.sampled_from(DAYS)), draw(st.sampled_from(MONTHS))
    series, number = draw(st.sampled_from(["RV", "PV", "OB", "XX"])), draw(st.integers(0, 3))
    if month[:2] == "20" and month != "2026-13" and draw(st.integers(0, 4)):
        voucher = series + voucher_text(Series.RECEIPT, date.fromisoformat(f"{month}-01"), number)[2:]
    else:
        voucher = f"X-{position}"
    return KeptEntry(
        position,
        series,
        month,
        number,
        voucher,
        day,
        draw(st.sampled_from(PERIODS)),
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(MOMENTS)),
        draw(st.sampled_from([None, None, None, 1, 2, 9])),
        draw(st.sampled_from([1, 1, 1, 0])),
        draw(lines(day)),
    )


@st.composite
def ledgers(draw):
    """Give entries whose unique keys are unique; some reversals are the mirror of what they name."""
    found, taken = {}, set()
    for position in range(1, draw(st.integers(2, 5))):
        entry = draw(entries(position))
        if {entry.voucher, (entry.series, entry.month, entry.number)} & taken:
            continue
        if entry.reverses in taken:
            entry = replace(entry, reverses=None)
        if entry.reverses in found and draw(st.booleans()):
            undone = found[entry.reverses].lines
            mirror = tuple(replace(line, satang=-line.satang, day=entry.day) for line in undone)
            entry = replace(entry, kind="reversal", lines=mirror)
        taken |= {entry.voucher, (entry.series, entry.month, entry.number), entry.reverses or 0}
        found[position] = entry
    return found


acts = st.lists(st.tuples(st.sampled_from(MOMENTS), st.booleans()), max_size=3).map(sorted)


def in_period(entry, calendar):
    """Put an entry into the period that its day says, as far as it says any."""
    if entry.period != RIGHT or "-9-" in entry.day:
        return entry
    kind = EntryKind(entry.kind) if entry.kind != "odd" else EntryKind.NORMAL
    last_real_day = date(int(entry.day[:4]), int(entry.day[5:7]), min(28, int(entry.day[8:])))
    return replace(entry, period=calendar.period_of(last_real_day, kind).id)


def keep(tx, ledger, uses):
    """Write a ledger as it is, and the acts on account 5319; give its seals as the pure rule makes them."""
    tx.exec_driver_sql("DELETE FROM postings")
    tx.exec_driver_sql("DELETE FROM entries")
    tx.exec_driver_sql("DELETE FROM audit")
    for at, (moment, in_use) in enumerate(uses, 1):
        action = ACCOUNT_ACTIVATED if in_use else ACCOUNT_DEACTIVATED
        tx.exec_driver_sql("INSERT INTO audit VALUES (?, ?, 1, ?, '5319', '{}', x'')", (at, moment, action))
    seal = GENESIS
    for entry in ledger.values():
        salt = bytes(16)
        bound = commitment(salt, "บันทึก")
        undone = ledger[entry.reverses].voucher if entry.reverses in ledger else None
        head = SealedHead(
            entry.id, entry.voucher, entry.day, entry.period, entry.kind, entry.posted_at, 1, None, undone, b"\x07",
            bound, bound,
        )  # fmt: skip
        own = [astuple(line)[:4] for line in entry.lines]
        seal = entry_seal(head, own, seal)
        tx.exec_driver_sql(
            "INSERT INTO entries VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, 1, NULL, ?, x'07', 'บันทึก', ?, ?, 'บันทึก', ?, ?, ?, ?)",
            (
                entry.id, entry.series, entry.month, entry.number, entry.voucher, entry.day, entry.period, entry.kind,
                entry.posted_at, entry.reverses, salt, bound, salt, bound, seal, entry.posted,
            ),
        )  # fmt: skip
        for at, line in enumerate(entry.lines, 1):
            row = (entry.id, at, line.account, line.fund, line.satang, line.member, line.day)
            tx.exec_driver_sql("INSERT INTO postings VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def named_by_questions(tx):
    named = {}
    for check, question in QUESTIONS.items():
        for place in question(tx):
            if "voucher" in place.params:
                assert place.code == check
                named.setdefault(place.params["voucher"], set()).add(check)
    return named


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ledger=ledgers(), uses=acts)
def test_questions_and_rules_agree(book, ledger, uses):
    with book.write() as tx:
        tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        calendar = periods.calendar(tx)
        ledger = {position: in_period(entry, calendar) for position, entry in ledger.items()}
        keep(tx, ledger, uses)
        known = KeptBook(
            calendar,
            ledger,
            frozenset({"1000"}),
            frozenset({"3801"}),
            {"5319": tuple(uses)} if uses else {},
        )
        by_rules = {entry.voucher: set(failed(entry, known)) for entry in ledger.values() if failed(entry, known)}
        assert named_by_questions(tx) == by_rules
        walk = Walk()
        walk_entries(tx, walk, lambda _: None)
        not_sealed = [place for place in walk.places.first if "count" not in place.params]
        assert not_sealed == []
        tx.rollback()
