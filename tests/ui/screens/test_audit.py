"""The auditor's side of the window: a pack is made, opened as a copy that is only read, and its tests lead on."""

from datetime import date

import pytest

from tests.builders import PIN, outside
from welfare_desk.app import Opener
from welfare_desk.exchange import reviews
from welfare_desk.exchange.audit_pack_checks import check_audit_pack
from welfare_desk.exchange.audit_packs import write_audit_pack
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.audit_packs import pack_signer
from welfare_desk.services.periods import close_month
from welfare_desk.services.reviews import replies_file, reply_to_finding, take_review
from welfare_desk.storage import trail
from welfare_desk.storage.book import open_book
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.opener import FromPack

from .conftest import TODAY, Kept

WORDS = "ผู้สอบบัญชีอิสระ"


@pytest.fixture
def path(path):
    with (desk := books.sit_down(path, outside(TODAY))).book:
        close_month(desk, date(2025, 10, 1), PIN)
    return path


@pytest.fixture
def copied(path, tmp_path, wait):
    """Open a window at a copy that is made from a pack of the book."""
    with (desk := books.sit_down(path, outside(TODAY))).book:
        pack = write_audit_pack(desk, tmp_path / "แฟ้ม.wpack", signer=pack_signer(desk, PIN)).path
    made = MainWindow(Kept(), Opener(TODAY))
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.open_book(tmp_path / "สำเนา.welfare", FromPack(pack))
    wait(lambda: made.page() is not None and not made.jobs.is_busy())
    yield made
    made.close()


def test_a_pack_is_made_signed_and_noted(quiet, wait, tmp_path, path):
    page = quiet("audit-pack")
    page.form.set_values(pin=PIN)
    page.names.setChecked(True)
    page.write(tmp_path / "แฟ้ม.wpack")
    page.write(tmp_path / "another.wpack")  # one at a time
    wait(page.making.folder.isVisible)
    found = check_audit_pack(tmp_path / "แฟ้ม.wpack")
    assert (found.ok, found.is_signed, found.names) == (True, True, True)
    assert found.hash in page.sentence.said()
    assert page.form.values()["pin"] == ""
    assert not (tmp_path / "another.wpack").exists()
    with open_book(path, writes=False) as book, book.read() as tx:
        assert trail.hashes_of(tx, "audit_pack.made") == {found.hash}


def test_a_wrong_pin_is_said_at_its_field_and_nothing_is_made(quiet, wait, tmp_path):
    page = quiet("audit-pack")
    page.form.set_values(pin="999999")
    page.write(tmp_path / "แฟ้ม.wpack")
    wait(page.make.isEnabled)
    assert "PIN" in " ".join(each.words.said() for each in page.form.findChildren(type(page.form._complaints["pin"])))
    assert list(tmp_path.glob("*.wpack*")) == []


def test_a_pack_can_be_stopped(quiet, wait, tmp_path):
    page = quiet("audit-pack")
    page.write(tmp_path / "แฟ้ม.wpack")
    page.making.cancel()
    wait(page.make.isEnabled)
    assert list(tmp_path.glob("*.wpack*")) == []


def test_a_pack_opens_as_a_copy_at_the_auditors_desk(copied, wait):
    page = copied.page()
    assert type(page).__name__ == "AuditorScreen"
    assert copied.facts.is_copy
    assert not copied.facts.may(Permission.RECORD)
    said = " ".join(each.said() for each in page.findChildren(type(page.sentence)))
    assert "อ่านได้อย่างเดียว" in said
    assert "ตรงกับสมุด" in said
    rows = page.table.model.report.rows
    page.only.setChecked(True)
    assert 0 < len(page.table.model.report.rows) < len(rows)
    page.only.setChecked(False)
    page.table.opened.emit(next(row.opens for row in rows if row.opens))
    wait(lambda: copied.page() is not page and not copied.jobs.is_busy())
    assert type(copied.page()).__name__ == "ReportScreen"


@pytest.mark.parametrize(
    "name", ["today", "members", "journal", "claims", "close", "readiness", "integrity", "settings"]
)
def test_every_page_of_a_copy_can_be_looked_at(copied, app, wait, name):
    copied.go(name)
    app.processEvents()
    wait(lambda: not copied.jobs.is_busy())
    assert copied.page() is not None


def test_the_funds_own_book_has_the_same_desk(quiet, wait):
    page = quiet("auditor")
    wait(lambda: page.table.model.report is not None)
    assert page.year.value() == 2026
    page._report("trial-balance")
    wait(lambda: type(page.window().page()).__name__ == "ReportScreen")


def filled(app, wait, **values):
    """Fill in the form that stands open, and save it."""
    wait(lambda: app.activeModalWidget() is not None)
    dialog = app.activeModalWidget()
    dialog.form.set_values(**values)
    dialog.form.saved.emit()
    wait(lambda: app.activeModalWidget() is None)


def test_findings_are_written_beside_the_copy_signed_heard_and_settled(copied, app, wait, tmp_path, path):
    before = (tmp_path / "สำเนา.welfare").read_bytes()
    copied.go("review")
    page = copied.page()
    wait(page.empty.isVisible)
    page.begin()
    filled(app, wait, auditor="อรทัย ตรวจดี")
    wait(page.table.isVisible)
    page.write_one()
    filled(app, wait, found="ไม่มีลายเซ็นผู้รับเงิน", subject="RV6901-0001", kind="voucher", amount=Money.baht(90))
    wait(lambda: len(page.table.model.report.rows) == 1)
    assert page.table.model.report.rows[0].cells[2] == "ไม่มีลายเซ็นผู้รับเงิน"
    reviews.make_key(tmp_path / "auditor.pem", WORDS)
    page.sign_with(tmp_path / "auditor.pem")
    filled(app, wait, passphrase=WORDS)
    signed = tmp_path / "สำเนา.1.signed.wreview"
    wait(signed.exists)
    with (desk := books.sit_down(path, outside(TODAY))).book:
        take_review(desk, signed.read_bytes())
        reply_to_finding(desk, 1, "เซ็นแล้ว", is_done=True)
        replies = tmp_path / "replies.wreplies"
        replies.write_text(desk.ask(replies_file), encoding="utf-8")
    page.hear_replies(replies)
    wait(lambda: "เซ็นแล้ว" in str(page.table.model.report.rows[0].cells[6]))
    page.table.grid.setCurrentIndex(page.table.model.index(0, 0))
    page.settle_one()
    filled(app, wait, verdict="mended", resolution="เห็นลายเซ็นแล้ว")
    wait(lambda: page.table.model.report.rows[0].cells[7] == "แก้ไขแล้ว")
    assert (tmp_path / "สำเนา.welfare").read_bytes() == before


def test_a_ledger_of_another_program_opens_at_the_auditors_desk(tmp_path, wait):
    journal = tmp_path / "old.journal"
    journal.write_text("2019-10-02 x\n    Assets:Cash  100 THB\n    Income:Dues  -100 THB\n", encoding="utf-8")
    made = MainWindow(Kept(), Opener(TODAY))
    made.show()
    made.open_book(tmp_path / "เก่า.welfare", FromPack(journal))
    wait(lambda: made.page() is not None and not made.jobs.is_busy())
    assert type(made.page()).__name__ == "AuditorScreen"
    assert made.page().year.value() == 2020  # the years after its last entry are not its own
    made.close()
