"""What a close signs is written out here by hand, so that anyone can make it again, for ever."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import sha256

from welfare_desk.ledger.closing import PeriodStatement, hash_of_balances, hash_of_seals

STATEMENT = PeriodStatement(
    book="b0",
    period=202604,
    entries=2,
    seals_hash=b"\x01",
    debit_satang=73000,
    balances_hash=b"\x02",
    entry_head=b"\x03",
    audit_head=b"\x04",
    previous=b"",
    reopened=0,
)


def test_the_bytes_of_a_statement():
    assert STATEMENT.canonical() == b"6:period1:12:b06:2026041:22:015:730002:022:032:040:1:0"
    assert STATEMENT.hash() == sha256(STATEMENT.canonical()).digest()


def test_every_field_of_a_statement_is_signed():
    other = {int: 99, str: "other", bytes: b"other"}
    for field in fields(STATEMENT):
        changed = replace(STATEMENT, **{field.name: other[type(getattr(STATEMENT, field.name))]})
        assert changed.canonical() != STATEMENT.canonical(), field.name


def test_seals_count_in_their_order():
    assert hash_of_seals([b"a", b"b"]) == sha256(b"ab").digest()
    assert hash_of_seals([b"b", b"a"]) != hash_of_seals([b"a", b"b"])
    assert hash_of_seals([]) == sha256(b"").digest()


def test_balances_count_whatever_their_order_and_without_nil():
    written = b"4:11017:welfare5:365004:41017:welfare6:-36500"
    balances = [("4101", "welfare", -36500), ("1101", "welfare", 36500), ("1101", "reserve", 0)]
    assert hash_of_balances(balances) == sha256(written).digest()
    assert hash_of_balances(balances[::-1]) == hash_of_balances(balances)
