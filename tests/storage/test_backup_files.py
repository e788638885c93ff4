"""The format of a backup: whatever is altered, moved, cut off or added is found and named."""

import hashlib
import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from welfare_desk.errors import BookError, RuleError
from welfare_desk.storage.backup_files import Head, pack, read_head, unpack, unwrap_key, wrap_key

PATH = Path("กองทุน.welfare-backup")
KEY = bytes(range(32))
WORDS = "รหัสผ่าน ของกองทุน"
BOOK = random.Random(5).randbytes(700) + b"a" * 5000
CHUNK = 64
TAG, DIGEST = 16, 32


@pytest.fixture(scope="module")
def wrapped():
    return wrap_key(KEY, WORDS, random.Random(1).randbytes)


@pytest.fixture(params=["open", "encrypted"])
def backup(request, wrapped):
    key = wrapped if request.param == "encrypted" else None
    return a_backup(BOOK, key)


def a_head(size, key=None, **changes):
    told = {"book": "id", "name": "กองทุน", "at": "2026-01-05T03:00:00+00:00", "program": "0", "schema": 2}
    ends = {"entries": 1, "entry_seal": "ab", "acts": 2, "act_seal": "cd", "last_voucher": "RV6901-0001"}
    return Head(**{**told, **ends, "size": size, "salt": "11" * 32, "key": key, "chunk": CHUNK, **changes})


def a_backup(book, key=None, **changes):
    file = io.BytesIO()
    pack(io.BytesIO(book), file, a_head(len(book), key, **changes), KEY if key else None)
    return file.getvalue()


def opened(backup, key=KEY):
    book = io.BytesIO()
    unpack(io.BytesIO(backup), book, PATH, lambda _kept: key)
    return book.getvalue()


def refusal(backup, key=KEY):
    with pytest.raises(BookError) as refused:
        opened(backup, key)
    assert str(PATH) in refused.value.problem.sentence()
    return refused.value.problem.code


def content_at(backup):
    return backup.index(b"\n", backup.index(b"\n") + 1) + 1


def frames(backup):
    begin = content_at(backup)
    frame = CHUNK + (TAG if b'"wrapped"' in backup else DIGEST)
    return backup[:begin], [backup[at : at + frame] for at in range(begin, len(backup), frame)]


@pytest.mark.parametrize("size", [0, 1, CHUNK, 1000, 5000])
def test_a_book_of_any_size_comes_back(wrapped, size):
    book = random.Random(size).randbytes(size)
    assert opened(a_backup(book)) == opened(a_backup(book, wrapped)) == book


def test_content_that_fills_its_parts_exactly_comes_back():
    sizes = {len(frames(a_backup(random.Random(2).randbytes(size)))[1][-1]) for size in range(300, 300 + CHUNK + 1)}
    assert CHUNK + DIGEST in sizes, "one of them ends with a full part"
    for size in range(300, 300 + CHUNK + 1):
        book = random.Random(2).randbytes(size)
        assert opened(a_backup(book)) == book


def test_every_flipped_bit_is_found(backup):
    for at in range(len(backup)):
        altered = bytearray(backup)
        altered[at] ^= 1 << (at % 8)
        assert refusal(bytes(altered)) in {"backup.foreign", "backup.head", "backup.altered"}, at


def test_an_altered_part_is_named_by_its_number(backup):
    head, parts = frames(backup)
    parts[2] = bytes([parts[2][0] ^ 1]) + parts[2][1:]
    with pytest.raises(BookError) as refused:
        opened(head + b"".join(parts))
    assert refused.value.problem.params["part"] == 3


def test_wherever_it_is_cut_off_is_found(backup):
    for end in range(len(backup)):
        assert refusal(backup[:end]) in {"backup.foreign", "backup.head", "backup.cut", "backup.altered"}, end
    head, parts = frames(backup)
    assert len(parts) > 5
    assert refusal(head + b"".join(parts[:-1])) == "backup.cut"
    assert refusal(head) == "backup.cut"


def test_what_is_added_is_found(backup, wrapped):
    assert refusal(backup + b"x") == "backup.altered"  # what was the last part now runs on
    full = next(
        each
        for size in range(300, 400)
        for each in [a_backup(random.Random(2).randbytes(size), wrapped if b'"wrapped"' in backup else None)]
        if len(frames(each)[1][-1]) == len(frames(each)[1][0])
    )
    head, parts = frames(full)
    assert refusal(full + parts[0]) == "backup.added"
    assert head + b"".join(parts) == full


def test_parts_that_changed_places_are_found(backup):
    head, parts = frames(backup)
    parts[1], parts[2] = parts[2], parts[1]
    assert refusal(head + b"".join(parts)) == "backup.altered"
    head, parts = frames(backup)
    assert refusal(head + b"".join(parts[:1] + parts[2:])) == "backup.altered"


def test_parts_of_another_backup_of_the_same_book_are_found(wrapped):
    for key in (None, wrapped):
        head, parts = frames(a_backup(BOOK, key))
        _other, strange = frames(a_backup(BOOK, key, at="2026-01-06T03:00:00+00:00"))
        assert refusal(head + parts[0] + strange[1] + b"".join(parts[2:])) == "backup.altered"


def test_a_head_is_read_by_anyone_and_bound_to_the_content(wrapped):
    backup = a_backup(BOOK, wrapped)
    head, line = read_head(io.BytesIO(backup), PATH)
    assert head == a_head(len(BOOK), wrapped)
    forged = line.replace(b'"entries":1', b'"entries":9')
    signed = forged + hashlib.sha256(forged).hexdigest().encode() + b"\n"
    assert read_head(io.BytesIO(signed), PATH)[0].entries == 9
    assert refusal(signed + backup[content_at(backup) :]) == "backup.altered"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "welfare-backup 2"}, "backup.newer"),
        ({"chunk": 0}, "backup.head"),
        ({"chunk": 2**40}, "backup.head"),
        ({"chunk": "many"}, "backup.head"),
        ({"salt": "zz"}, "backup.head"),
        ({"key": {"salt": "zz", "nonce": "", "wrapped": ""}}, "backup.head"),
        ({"key": {"salt": ""}}, "backup.head"),
    ],
)
def test_a_head_that_makes_no_sense_is_refused(changes, code):
    _head, line = read_head(io.BytesIO(a_backup(BOOK)), PATH)
    forged = json.dumps({**json.loads(line), **changes}, separators=(",", ":")).encode() + b"\n"
    assert refusal(forged + hashlib.sha256(forged).hexdigest().encode() + b"\n") == code


@pytest.mark.parametrize("size", [len(BOOK) - 1, len(BOOK) + 1, 0])
def test_a_book_longer_or_shorter_than_the_head_says_is_refused(size):
    file = io.BytesIO()
    pack(io.BytesIO(BOOK), file, a_head(size), None)
    assert refusal(file.getvalue()) == "backup.size"


@pytest.mark.parametrize("content", [b"", b"\n", b"SQLite format 3\0" * 100, b'{"format":"welfare-backup 1"' * 9000])
def test_what_is_no_backup_is_said_to_be_none(content):
    assert refusal(content) in {"backup.foreign", "backup.head"}


def test_nothing_of_the_book_can_be_read_in_an_encrypted_one(wrapped):
    book = "นางมาลี ใจดี".encode() * 100
    assert b"\xe0\xb8" not in a_backup(book, wrapped, name="-").split(b"\n", 1)[1]
    assert refusal(a_backup(book, wrapped), key=bytes(32)) == "backup.altered"


def test_the_same_book_is_never_encrypted_alike_twice(wrapped):
    one, other = a_backup(BOOK, wrapped), a_backup(BOOK, wrapped, salt="22" * 32)
    assert one[content_at(one) :][:CHUNK] != other[content_at(other) :][:CHUNK]


def test_a_passphrase_opens_the_key_and_no_other_does(wrapped):
    assert unwrap_key(wrapped, WORDS) == KEY
    with pytest.raises(RuleError):
        unwrap_key(wrapped, WORDS + " ")
    with pytest.raises(RuleError):
        unwrap_key(replace(wrapped, salt="00" * 16), WORDS)


def test_a_passphrase_may_be_composed_by_any_keyboard():
    composed = wrap_key(KEY, "caf\u00e9 caf\u00e9", random.Random(1).randbytes)
    assert unwrap_key(composed, "cafe\u0301 cafe\u0301") == KEY


def test_a_short_passphrase_is_refused():
    with pytest.raises(RuleError):
        wrap_key(KEY, "1234567", random.Random(1).randbytes)


def test_it_can_be_broken_off(wrapped):
    def stop(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pack(io.BytesIO(BOOK), io.BytesIO(), a_head(len(BOOK)), None, stop)
    with pytest.raises(InterruptedError):
        unpack(io.BytesIO(a_backup(BOOK, wrapped)), io.BytesIO(), PATH, lambda _kept: KEY, stop)
