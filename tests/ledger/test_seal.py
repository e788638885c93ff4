"""The sealed bytes are fixed for ever: these expectations are written out by hand, and never change."""

from __future__ import annotations

import re
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.seal import GENESIS, SealedHead, audit_seal, commitment, document_hash, entry_seal, packed

HEAD = SealedHead(
    chain=1,
    voucher="RV6901-0001",
    day="2026-01-05",
    period=202604,
    kind="normal",
    posted_at="2026-01-05T02:03:04.000+00:00",
    made_by=1,
    approved_by=None,
    reverses=None,
    documents=b"",
    memo_commitment=b"\x00\xff",
    payee_commitment=b"\x10",
)
LINES = [("1101", "welfare", 36500, None), ("4101", "welfare", -36500, "00001")]

whole = st.integers(-(10**12), 10**12)
text = st.text(alphabet=st.sampled_from("-:0123456789กำa"), max_size=6)  # what could be taken for a length or an end
blob = st.binary(max_size=3)
VALUES = {"whole": whole, "text": text, "bytes": blob, "absent": st.none() | text}


def unpacked(packed_bytes):
    """Read packed fields back, by another road than the one that wrote them."""
    rest, found = packed_bytes.decode(), []
    while rest:
        if rest[0] == "-":
            found.append(None)
            rest = rest[1:]
        else:
            length = re.match(r"\d+", rest)[0]
            start = len(length) + 1
            found.append(rest[start : start + int(length)])
            rest = rest[start + int(length) :]
    return found


def test_fields_carry_their_length():
    assert packed(["ab", 12, None, b"\xff", "", "-", "กำ"]) == "2:ab2:12-2:ff0:1:-2:กำ".encode()
    assert packed([]) == b""


@given(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=5).flatmap(
    lambda shape: st.tuples(*[st.tuples(*[VALUES[kind] for kind in shape])] * 2)
))  # fmt: skip
def test_no_two_different_lists_of_a_shape_give_the_same_bytes(pair):
    one, other = pair
    assert (packed(one) == packed(other)) == (one == other)


@given(st.lists(st.none() | text, max_size=6), st.lists(st.none() | text, max_size=6))
def test_not_even_lists_of_different_lengths(one, other):
    assert (packed(one) == packed(other)) == (one == other)
    assert unpacked(packed(one)) == one


def test_the_seal_of_an_entry():
    written = (
        "5:entry1:1"
        "1:111:RV6901-000110:2026-01-056:2026046:normal29:2026-01-05T02:03:04.000+00:00"
        "1:1--0:4:00ff2:10"
        "4:11017:welfare5:36500-"
        "4:41017:welfare6:-365005:00001"
        "64:" + "0" * 64
    )
    assert entry_seal(HEAD, LINES, GENESIS) == sha256(written.encode()).digest()
    assert entry_seal(HEAD, LINES, GENESIS).hex() == "f3b36d09871cf50df777c1e2f956a5b03dc0f82c12ad7f039abd4ded2395750c"


def test_the_seal_of_an_audit_row():
    row = (1, "2026-01-05T02:03:04.000+00:00", 1, "entry.posted", "RV6901-0001", "{}")
    written = (
        "5:audit1:11:129:2026-01-05T02:03:04.000+00:001:112:entry.posted11:RV6901-00012:{}64:" + "0" * 64
    ).encode()
    assert audit_seal(row, GENESIS) == sha256(written).digest()


def test_the_hash_of_a_document():
    assert (
        document_hash("receipt", ["RV6901-0001", None, 36500])
        == sha256(b"8:document1:17:receipt11:RV6901-0001-5:36500").digest()
    )


def test_a_commitment_hides_the_text_behind_its_salt():
    assert commitment(b"\x01" * 16, "ค่าไฟ") == sha256(b"\x01" * 16 + "ค่าไฟ".encode()).digest()
    assert commitment(b"\x01" * 16, "x") != commitment(b"\x02" * 16, "x")


def test_every_field_of_the_head_is_sealed():
    seal = entry_seal(HEAD, LINES, GENESIS)
    other = {int: 99, str: "other", bytes: b"other", type(None): 7}
    for name, value in HEAD._asdict().items():
        assert entry_seal(HEAD._replace(**{name: other[type(value)]}), LINES, GENESIS) != seal, name


def test_every_line_its_order_and_the_seal_before_are_sealed():
    seal = entry_seal(HEAD, LINES, GENESIS)
    assert entry_seal(HEAD, LINES[::-1], GENESIS) != seal
    assert entry_seal(HEAD, LINES[:1], GENESIS) != seal
    assert entry_seal(HEAD, LINES, b"\x01" * 32) != seal
    for at in range(4):
        changed = [tuple("other" if column == at else value for column, value in enumerate(LINES[0])), LINES[1]]
        assert entry_seal(HEAD, changed, GENESIS) != seal
