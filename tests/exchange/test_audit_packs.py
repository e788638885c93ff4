"""The audit pack: nothing personal in it, every byte of it watched, and the same book made again by whoever gets it."""

import csv
import hashlib
import io
import json
import random
import shutil
import subprocess
import zipfile
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.builders import PIN, an_entry, outside
from tests.proofs.acts import PASSWORD, a_busy_book
from welfare_desk.errors import BookError, RuleError
from welfare_desk.exchange.archives import HashedFiles
from welfare_desk.exchange.attachments import prepare_attachment
from welfare_desk.exchange.audit_pack_checks import check_audit_pack, open_audit_pack
from welfare_desk.exchange.audit_packs import MANIFEST, MARK, PUBLIC_KEY, SIGNATURE, PackWish, write_audit_pack
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.attachments import Subject, attach
from welfare_desk.services.audit_packs import note_audit_pack, pack_signer
from welfare_desk.services.entries import post_entry
from welfare_desk.services.members import add_member
from welfare_desk.storage import trail
from welfare_desk.storage.audit_files import FILES
from welfare_desk.storage.positions import balances_of

PERSON, PHONE, HOUSE = "1101700230708", "0812345678", "77/131"
TEXTS = ("ค่ารถให้นางดวงจันทร์แสงทอง", "โทร 081-234-5678", "ดวงจันทร์ แสงทอง")
SCAN = "ใบเสร็จที่สแกนไว้".encode()
OUTSIDE = "2026-03-31"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Keep a fund where everything was done once, with a member whose name stands in memos and payees."""
    desk = books.sit_down(a_busy_book(tmp_path_factory.mktemp("book")), outside(OUTSIDE))
    add_member(
        desk,
        Member("00077", "นาง", "ดวงจันทร์", "แสงทอง", date(1960, 5, 2), PERSON, house=HOUSE, phone=PHONE, village="1"),
    )
    for text in TEXTS:
        lines = ("5319 welfare 5", "1111 welfare -5")
        post_entry(desk, an_entry(*lines, day="2026-03-05", series=Series.PAYMENT, memo=text, payee=text))
    lines = ("5319 welfare 7", "1111 welfare -7")
    post_entry(desk, an_entry(*lines, day="2026-03-05", series=Series.PAYMENT, memo="=ค่ากระดาษ", payee="ร้านค้า"))
    attach(desk, Subject.MEMBER, "00077", prepare_attachment("ดวงจันทร์.txt", SCAN))
    yield desk
    desk.book.close()


@pytest.fixture(scope="module")
def made(desk, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    return write_audit_pack(desk, folder / "แฟ้ม.wpack", signer=pack_signer(desk, PIN))


@pytest.fixture(scope="module")
def opened(made, tmp_path_factory):
    """Open the pack as somebody who has nothing but its file."""
    return open_audit_pack(made.path, tmp_path_factory.mktemp("auditor") / "สำเนา.welfare")


@contextmanager
def refused(code, *named):
    with pytest.raises(BookError) as found:
        yield
    assert found.value.problem.code == code
    assert all(each in found.value.problem.sentence() for each in named)


def files_of(path):
    with zipfile.ZipFile(path) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def written(path, files, key=None):
    """Write a pack by hand, consistent in itself: what somebody can do who knows the program."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        told = json.loads(files[MANIFEST])
        for each in told["files"]:
            content = files.get(each["name"], b"")
            each |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items():
            if name not in {MANIFEST, SIGNATURE, PUBLIC_KEY}:
                archive.writestr(name, content)
        manifest = json.dumps(told).encode()
        archive.writestr(MANIFEST, manifest)
        if key is not None:
            public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            archive.writestr(SIGNATURE, key.sign(manifest))
            archive.writestr(PUBLIC_KEY, public)
        archive.comment = MARK + b"0" * 64
    content = path.read_bytes()[:-64]
    path.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    return path


def test_whoever_gets_it_makes_the_same_book_again(desk, made, opened):
    assert made.is_sound
    assert opened.ok
    assert [each.id for each in opened.found.results if not each.ok] == []
    assert opened.differences == ()
    copy = books.sit_down(opened.path, outside(OUTSIDE))
    with copy.book:
        assert copy.ask(balances_of) == desk.ask(balances_of) != []
        head = copy.ask(lambda tx: tx.exec_driver_sql("SELECT seal FROM entries ORDER BY id DESC").first())
        assert head == desk.ask(lambda tx: tx.exec_driver_sql("SELECT seal FROM entries ORDER BY id DESC").first())


def test_nobody_writes_into_the_copy(opened):
    copy = books.sit_down(opened.path, outside(OUTSIDE))
    with copy.book:
        assert not copy.book.writes
        with refused("book.copy"):
            post_entry(copy, an_entry(day="2026-03-06"))


def test_names_numbers_addresses_health_and_secrets_are_in_none_of_its_files(made, desk):
    secrets = desk.ask(
        lambda tx: [
            *tx.exec_driver_sql("SELECT hash FROM user_secrets").scalars(),
            *(bytes(each).hex() for each in tx.exec_driver_sql("SELECT wrapped FROM signing_wraps").scalars()),
            *tx.exec_driver_sql("SELECT cause FROM claim_causes").scalars(),
        ]
    )
    assert len(secrets) > 2
    hidden = ["ใจดี", "ดวงจันทร์", "แสงทอง", PERSON, PHONE, "234-5678", HOUSE, PASSWORD, SCAN.decode(), *secrets]
    for name, content in files_of(made.path).items():
        assert [each for each in hidden if each.encode() in content] == [], name


def test_with_names_and_papers_health_and_secrets_stay_behind(desk, tmp_path):
    made = write_audit_pack(desk, tmp_path / "ชื่อ.wpack", PackWish(names=True, papers=True))
    files = files_of(made.path)
    assert "แสงทอง" in files["tables/members.csv"].decode()
    assert SCAN in files.values()
    assert not [name for name, content in files.items() if PERSON.encode() in content or PHONE.encode() in content]
    assert HOUSE not in files["tables/members.csv"].decode()
    assert "ย้าย" not in files["tables/member_status.csv"].decode()  # why a standing ended may tell of illness
    causes = desk.ask(lambda tx: list(tx.exec_driver_sql("SELECT cause FROM claim_causes").scalars()))
    assert not [name for name, content in files.items() if any(each.encode() in content for each in causes)]
    assert files["tables/user_secrets.csv"].count(b"\r\n") == 1
    opened = open_audit_pack(made.path, tmp_path / "สำเนา.welfare")
    assert opened.ok
    assert opened.pack.is_signed is None
    copy = books.sit_down(opened.path, outside(OUTSIDE))
    with copy.book:
        kept = copy.ask(lambda tx: tx.exec_driver_sql("SELECT content FROM attachments").scalars().all())
    assert SCAN in kept


def test_an_encrypted_book_is_handed_over_too(desk, tmp_path):
    from welfare_desk.services.passphrases import key_of, seal_book

    copy = Path(shutil.copy(desk.book.path, tmp_path / "ลับ.welfare"))
    seal_book(copy, outside(seed=5), "คำลับ คำใหม่", None)
    with (sat := books.sit_down(copy, outside(OUTSIDE), key=key_of(copy, "คำลับ คำใหม่"))).book:
        made = write_audit_pack(sat, tmp_path / "ลับ.wpack")
    assert open_audit_pack(made.path, tmp_path / "สำเนา.welfare").ok


def test_any_program_checks_it(made, tmp_path):
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path)
    for line in (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    if shutil.which("openssl"):
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", PUBLIC_KEY, "-rawin"]
        files = ["-in", MANIFEST, "-sigfile", SIGNATURE]
        assert subprocess.run([*command, *files], cwd=tmp_path, check=False, capture_output=True).returncode == 0
    journal = list(csv.DictReader(io.StringIO((tmp_path / "ledger/journal.csv").read_text(encoding="utf-8-sig"))))
    satang = {side: sum(int(each[side].replace(".", "")) for each in journal) for side in ("debit", "credit")}
    assert satang["debit"] == satang["credit"] > 0
    again = json.loads((tmp_path / "ledger/journal.json").read_text(encoding="utf-8"))
    assert len(again["rows"]) == len(journal) == made.lines
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert book.sheetnames == [each.name for each in FILES]
    at = next(
        index
        for index, cell in enumerate(next(book["journal"].iter_rows(min_row=4, values_only=True)))
        if cell == "debit"
    )
    rows = list(book["journal"].iter_rows(min_row=5, values_only=True))
    assert round(sum(row[at] for row in rows) * 100) == satang["debit"]


def test_every_column_is_told_in_both_languages(made):
    told = list(csv.DictReader(io.StringIO(files_of(made.path)["data_dictionary.csv"].decode("utf-8-sig"))))
    assert len(told) == sum(len(each.columns) for each in FILES)
    assert all(each["meaning_th"] != each["meaning_en"] for each in told)


def test_no_text_is_a_formula(made):
    journal = list(csv.DictReader(io.StringIO(files_of(made.path)["ledger/journal.csv"].decode("utf-8-sig"))))
    assert {each["description"] for each in journal if "กระดาษ" in each["description"]} == {"'=ค่ากระดาษ"}


def test_the_same_book_gives_the_same_list_but_for_the_signed_page(desk, tmp_path):
    packs = [write_audit_pack(desk, tmp_path / name, signer=pack_signer(desk, PIN)) for name in ("ก.wpack", "ข.wpack")]
    before, after = (json.loads(files_of(each.path)[MANIFEST])["files"] for each in packs)
    other = {one["name"] for one, two in zip(before, after, strict=True) if one != two}
    assert other <= {"certificate.pdf", "SHA256SUMS"}


def test_no_bit_turns_unseen(made, tmp_path):
    content, luck = made.path.read_bytes(), random.Random(7)
    for _ in range(60):
        place, bit = luck.randrange(len(content)), luck.randrange(8)
        turned = bytearray(content)
        turned[place] ^= 1 << bit
        (path := tmp_path / "turned.wpack").write_bytes(turned)
        with suppress(BookError):
            assert not check_audit_pack(path).ok, f"byte {place}, bit {bit}"


def test_what_was_done_to_a_file_is_said_by_its_name(made, tmp_path):
    files = files_of(made.path)
    told = json.loads(files[MANIFEST])
    with zipfile.ZipFile(path := tmp_path / "a.wpack", "w") as archive:
        for name, content in files.items():
            if name != "ledger/funds.csv":
                archive.writestr(name, content + b" " if name == "ledger/accounts.csv" else content)
        archive.writestr("../../ภายนอก.exe", b"x")
        archive.comment = MARK + b"0" * 64
    found = check_audit_pack(path)
    assert {name: state.value for name, state in found.files if name in found.changed} == {
        "ledger/accounts.csv": "changed",
        "ledger/funds.csv": "missing",
        "../../ภายนอก.exe": "added",
    }
    assert found.is_signed
    with refused("wpack.changed", "ledger/accounts.csv", "ledger/funds.csv"):
        open_audit_pack(path, tmp_path / "b.welfare")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.wpack"]
    assert told["format"] == "welfare-desk-audit-pack/1"


def test_who_writes_other_figures_and_signs_them_anew_is_found_out_with_the_place(made, tmp_path):
    files = files_of(made.path)
    rows = files["ledger/journal.csv"].decode("utf-8-sig").split("\r\n")
    name = "statements/trial-balance.json"
    kept = json.loads(files[name])
    row = next(row for row in kept["rows"] if any(isinstance(cell, dict) for cell in row[1]))
    cell = next(cell for cell in row[1] if isinstance(cell, dict))
    cell["satang"] += 100
    files |= {
        "ledger/journal.csv": (
            "\ufeff" + "\r\n".join([rows[0], rows[1].replace(",THB,", ",USD,"), *rows[2:]])
        ).encode(),
        name: json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(),
    }
    path = written(tmp_path / "b.wpack", files, Ed25519PrivateKey.generate())
    opened = open_audit_pack(path, tmp_path / "c.welfare")
    assert opened.found.ok
    key, line, statement = opened.differences
    assert key.code == "wpack.key"
    assert line.params == {"file": "ledger/journal.csv", "row": 2, "column": "currency", "theirs": "USD", "ours": "THB"}
    assert (statement.code, statement.params["file"]) == ("wpack.cell", name)
    assert statement.params["theirs"] - statement.params["ours"] == Money(100)


def test_who_changes_the_ledger_itself_breaks_its_seals(made, tmp_path):
    files = files_of(made.path)
    rows = files["tables/postings.csv"].decode("utf-8-sig").split("\r\n")
    at = rows[0].split(",").index("amount")
    for line in (-3, -2):  # both sides of the last entry, so that it still balances
        cells = rows[line].split(",")
        cells[at] = str(int(cells[at]) + (100 if int(cells[at]) > 0 else -100))
        rows[line] = ",".join(cells)
    files["tables/postings.csv"] = ("\ufeff" + "\r\n".join(rows)).encode()
    opened = open_audit_pack(written(tmp_path / "b.wpack", files), tmp_path / "c.welfare")
    assert not opened.ok
    assert "broken_seal" in {each.id for each in opened.found.results if not each.ok}
    assert opened.differences != ()


def test_what_is_no_pack_is_refused(made, tmp_path):
    files = files_of(made.path)
    told = json.loads(files[MANIFEST])
    bombs = {
        "empty": b"",
        "text": b"no pack at all",
        "zip": _zipped({"a.txt": b"x"}),
        "format": _zipped({MANIFEST: json.dumps({**told, "format": "other"}).encode()}),
        "list": _zipped({MANIFEST: b"[]"}),
        "bomb": _zipped({MANIFEST: json.dumps({**told, "files": [{"name": "x", "bytes": 1 << 50}]}).encode()}),
        "key": _zipped({MANIFEST: files[MANIFEST], SIGNATURE: b"", PUBLIC_KEY: b"no key"}),
    }
    for name, content in bombs.items():
        (path := tmp_path / f"{name}.wpack").write_bytes(content)
        with refused("wpack.none"):
            check_audit_pack(path)
    with refused("wpack.unreadable"):
        check_audit_pack(tmp_path / "none.wpack")


def _zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_pack_of_another_version_is_not_guessed_at(made, tmp_path):
    files = files_of(made.path)
    files[MANIFEST] = json.dumps(json.loads(files[MANIFEST]) | {"schema": 1}).encode()
    with refused("tables.version"):
        open_audit_pack(written(tmp_path / "b.wpack", files), tmp_path / "c.welfare")


def test_nothing_lies_there_when_it_cannot_be_written(desk, tmp_path):
    with refused("file.unwritable"):
        write_audit_pack(desk, tmp_path / "ไม่มี" / "a.wpack")
    with pytest.raises(RuleError):
        write_audit_pack(desk, tmp_path / "a.wpack", PackWish(year=1900))
    assert list(tmp_path.iterdir()) == []


def test_the_trail_says_what_was_handed_over(desk, made):
    note_audit_pack(desk, made.hash, made.files, names=False)
    assert made.hash in desk.ask(lambda tx: trail.hashes_of(tx, "audit_pack.made"))


def test_files_of_one_archive_are_listed_as_they_are_written():
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        files = HashedFiles(archive)
        files.add_table("a.csv", ("x",), [("1",), ("2",)])
        assert files.files[0]["rows"] == 2
        assert files.files[0]["sha256"] == hashlib.sha256(archive.read("a.csv")).hexdigest()
