"""The certification pack from the window: looked through, made, stopped, and led from."""

import zipfile

import pytest

from welfare_desk.exchange.pack_checks import check_pack
from welfare_desk.services.packs import noted_packs
from welfare_desk.storage.book import open_book


@pytest.fixture
def page(quiet, wait):
    found = quiet("pack")
    wait(lambda: not any(said.startswith("กำลัง") for said in states(found).values()))
    return found


def states(page):
    report = page.table.model.report
    return {row.cells[1]: row.cells[2] or "" for row in report.rows}


def test_each_part_says_how_it_stands(page):
    found = states(page)
    assert found["งบทดลอง"] == "ร่าง"
    assert found["ทะเบียนเช็ค"].startswith("ไม่มีรายการ")
    assert "ปีบัญชี 2569" in page.sentence.said()
    assert page.year.text() == "2569"


def test_a_pack_is_made_and_noted(page, wait, tmp_path, path):
    page.scans.setChecked(True)
    page.write(tmp_path / "ชุด.zip")
    page.write(tmp_path / "another.zip")  # one at a time
    wait(page.making.folder.isVisible)
    assert not (tmp_path / "another.zip").exists()
    found = check_pack(tmp_path / "ชุด.zip")
    assert found.ok
    assert found.hash in page.sentence.said()
    with open_book(path, writes=False) as book, book.read() as tx:
        assert found.hash in noted_packs(tx)
    assert zipfile.is_zipfile(tmp_path / "ชุด.zip")


def test_a_pack_can_be_stopped(page, wait, tmp_path):
    page.write(tmp_path / "ชุด.zip")
    page.making.cancel()
    wait(page.make.isEnabled)
    assert list(tmp_path.glob("*.zip*")) == []
    assert page.sentence.said().startswith("หยุดจัดทำแล้ว")


def test_a_part_leads_to_where_it_is_made(page, wait, window):
    page.table.opened.emit(next(row.opens for row in page.table.model.report.rows if row.cells[1] == "ทะเบียนเช็ค"))
    wait(lambda: window.page() is not page)
    assert type(window.page()).__name__ == "ChequesScreen"
