"""Photos and documents are kept once, found by their hash, and erased without a gap in the trail."""

import hashlib
import io
import sqlite3
from contextlib import closing

import pytest
from PIL import Image

from tests.builders import a_book, an_entry
from tests.services.test_members import a_member
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.attachments import LARGEST_FILE, LARGEST_PICTURE, read_attachment
from welfare_desk.ledger.people import SIGHTS, Permission
from welfare_desk.services import claims
from welfare_desk.services.attachments import (
    Attachment,
    Subject,
    attach,
    attached,
    attachment_content,
    erase_attachment,
)
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim

SEES = frozenset(SIGHTS)
SCAN = Attachment("ใบรับรอง.pdf", "application/pdf", b"%PDF-1.7 a scan")


def a_big_picture(path, size=(3000, 2000)):
    Image.effect_noise(size, 80).convert("RGB").save(path, "PNG")
    return path


def test_a_file_is_kept_once_and_found_at_both_places(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member("00001"))
    voucher = post_entry(desk, an_entry()).voucher
    digest = attach(desk, Subject.MEMBER, "00001", SCAN)
    assert digest == hashlib.sha256(SCAN.content).hexdigest()
    assert attach(desk, Subject.VOUCHER, voucher, SCAN) == digest
    attach(desk, Subject.VOUCHER, voucher, SCAN)  # again: nothing new
    for subject, key in ((Subject.MEMBER, "00001"), (Subject.VOUCHER, voucher)):
        found = desk.ask(lambda tx, subject=subject, key=key: attached(tx, subject, key))
        assert [(each.name, each.size) for each in found] == [("ใบรับรอง.pdf", len(SCAN.content))]
    assert desk.ask(lambda tx: attachment_content(tx, digest, SEES)) == SCAN.content
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'file.attached'").scalar_one() == 2


def test_an_erased_file_leaves_its_hash_and_may_come_back(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member("00001"))
    digest = attach(desk, Subject.MEMBER, "00001", SCAN)
    with pytest.raises(RuleError):
        erase_attachment(desk, digest, " ")
    erase_attachment(desk, digest, "ตามคำขอของสมาชิก")
    assert desk.ask(lambda tx: attached(tx, Subject.MEMBER, "00001"))[0].size is None
    with pytest.raises(RuleError):
        erase_attachment(desk, digest, "again")
    attach(desk, Subject.MEMBER, "00001", SCAN)
    assert desk.ask(lambda tx: attachment_content(tx, digest, SEES)) == SCAN.content


def test_a_paper_of_a_claim_is_read_by_those_alone_who_may_see_what_concerns_health(tmp_path):
    desk = a_book(tmp_path, today="2026-05-20")
    add_member(desk, a_member("00001"))
    adopt_regulation(desk, "ระเบียบ", desk.today.replace(month=1), desk.today, "1/2569", READY_TYPES)
    claims.take_claim(desk, Claim("SICK", "00001", *[desk.today] * 3))
    digest = attach(desk, Subject.CLAIM, "1", SCAN)
    for key in ("1", "C-0001", "c-1"):
        assert [each.hash for each in desk.ask(lambda tx, key=key: attached(tx, Subject.CLAIM, key))] == [digest]
    assert desk.ask(lambda tx: attachment_content(tx, digest, SEES)) == SCAN.content
    with pytest.raises(RuleError) as refusal:
        desk.ask(lambda tx: attachment_content(tx, digest, frozenset({Permission.PERSONAL})))
    assert refusal.value.problems[0].code == "attachment.health"


def test_nothing_is_attached_to_nobody(tmp_path):
    desk = a_book(tmp_path)
    with pytest.raises(RuleError):
        attach(desk, Subject.MEMBER, "99999", SCAN)
    with pytest.raises(RuleError):
        attach(desk, Subject.VOUCHER, "RV6901-0001", SCAN)


def test_a_large_picture_is_made_small_and_stays_readable(tmp_path):
    read = read_attachment(a_big_picture(tmp_path / "รูปถ่าย 1.png"))
    assert (read.name, read.media_type) == ("รูปถ่าย 1.jpg", "image/jpeg")
    assert len(read.content) <= LARGEST_PICTURE
    with Image.open(io.BytesIO(read.content)) as picture:
        assert picture.format == "JPEG"
    original = tmp_path / "รูปถ่าย 1.png"
    assert read_attachment(original, as_it_is=True).content == original.read_bytes()


def test_whatever_cannot_be_attached_says_why(tmp_path):
    empty, large = tmp_path / "empty.pdf", tmp_path / "large.pdf"
    empty.write_bytes(b"")
    large.write_bytes(bytes(LARGEST_FILE + 1))
    for path, kind in ((empty, RuleError), (large, RuleError), (tmp_path / "none.pdf", BookError)):
        with pytest.raises(kind):
            read_attachment(path)
    large.write_bytes(bytes(LARGEST_PICTURE + 1))  # large, but no picture: as it is
    assert len(read_attachment(large).content) == LARGEST_PICTURE + 1


def test_a_file_that_was_exchanged_is_found(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member("00001"))
    attach(desk, Subject.MEMBER, "00001", SCAN)
    assert verify_book(desk).failed == ()
    with desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE attachments SET content = NULL")
        tx.exec_driver_sql("UPDATE attachments SET content = x'00'")
    assert verify_book(desk).failed == ("documents",)


def test_a_kept_file_is_not_written_over(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member("00001"))
    attach(desk, Subject.MEMBER, "00001", SCAN)
    desk.book.close()
    for statement in (
        "UPDATE attachments SET content = x'00'",
        "UPDATE attachments SET name = 'x'",
        "INSERT OR REPLACE INTO attachments SELECT hash, name, media_type, x'00' FROM attachments",
        "DELETE FROM attachments",
        "DELETE FROM attachment_links",
        "UPDATE attachment_links SET subject = '00002'",
    ):
        with closing(sqlite3.connect(desk.book.path)) as raw, pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
