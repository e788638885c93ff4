"""Files at a member and a voucher: attached by choosing, dropping and pasting; seen, erased; a member's photo."""

import io
import os
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QDialog

from tests.ui.screens.conftest import Kept
from welfare_desk.ui.photos import PhotoPicker, PictureView, newest_pictures, picture_from
from welfare_desk.ui.preview import Preview


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "รูป.png"
    Image.new("RGB", (40, 30), "teal").save(path)
    return path


@pytest.fixture
def card(quiet):
    return quiet("members", member="00402").card


def names(documents):
    return [each.name for each in documents.kept if each.size]


def test_a_file_is_attached_and_seen_in_both_places(card, wait, picture):
    card.documents.attach_files([picture])
    wait(lambda: names(card.documents) == ["รูป.png"])
    wait(lambda: names(card._few) == ["รูป.png"])
    card.documents.open(card.documents.kept[0])
    wait(lambda: card.window().findChildren(PictureView))
    [view] = card.window().findChildren(PictureView)
    assert not view.picture.pixmap().isNull()
    view.erase_asked.emit("ผิดคน")
    wait(lambda: not names(card.documents))
    assert [each.size for each in card.documents.kept] == [None]
    view.reject()


def test_dropped_and_pasted_files_and_pictures_are_taken(card, wait, picture):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    card.documents._take(data)
    wait(lambda: names(card.documents) == ["รูป.png"])
    QGuiApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    card.documents.paste()
    wait(lambda: len(names(card.documents)) == 2)


def test_documents_are_those_of_the_chosen_member(card, quiet, wait, picture):
    card.documents.attach_files([picture])
    wait(lambda: names(card.documents))
    other = quiet("members", member="00405").card
    wait(lambda: other.member.number == "00405" and not names(other.documents))
    quiet("members", member="00402")
    wait(lambda: names(card.documents))


def test_a_photo_takes_the_place_of_the_one_before(card, wait, picture, tmp_path):
    card.photo.take(picture)
    wait(card.photo.has_photo)
    newer = tmp_path / "ใหม่.jpg"
    Image.new("RGB", (20, 20), "orange").save(newer)
    card.photo.take(newer)
    wait(lambda: card.photo._picture.width() == 20)
    assert names(card.documents) == [], "the photo is no document"


def test_a_document_is_never_taken_for_a_photo_or_erased_with_one(card, quiet, wait, tmp_path):
    same = tmp_path / "photo.jpg"
    Image.new("RGB", (40, 30), "teal").save(same)
    card.documents.attach_files([same])
    wait(lambda: names(card.documents) == ["photo.jpg"])
    assert not card.photo.has_photo()
    card.photo.take(same)
    wait(card.photo.has_photo)
    other = quiet("members", member="00405").card
    wait(lambda: not other.photo.has_photo())
    other.photo.take(same)
    wait(other.photo.has_photo)
    newer = tmp_path / "newer.png"
    Image.new("RGB", (20, 20), "orange").save(newer)
    other.photo.take(newer)
    wait(lambda: other.photo._picture.width() == 20)
    card = quiet("members", member="00402").card
    wait(lambda: card.photo._picture.width() == 40)
    assert names(card.documents) == ["photo.jpg"]


def test_a_file_that_is_no_picture_is_no_photo(card, answer, wait, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("x", encoding="utf-8")
    seen = answer(1)
    card.photo.take(text)
    wait(lambda: seen)
    assert not card.photo.has_photo()


def test_a_voucher_shows_its_scan(quiet, wait, tmp_path):
    page = quiet("report", report="entry", voucher="RV6901-0001")
    assert page.documents.isVisible()
    scan = tmp_path / "ใบเสร็จ.pdf"
    scan.write_bytes(b"%PDF-1.4")
    page.documents.attach_files([scan])
    wait(lambda: names(page.documents) == ["ใบเสร็จ.pdf"])
    page.documents.open(page.documents.kept[0])
    wait(lambda: page.window().findChildren(Preview))
    page.window().findChildren(Preview)[0].reject()
    assert not quiet("report", report="trial-balance").documents.isVisible()


def test_the_newest_pictures_of_the_phone_come_first(app, tmp_path):
    assert newest_pictures(tmp_path / "gone") == []
    for number, name in enumerate(("เก่า.jpg", "ใหม่.png")):
        path = tmp_path / name
        Image.new("RGB", (60, 40)).save(path)
        os.utime(path, (number, number))
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    assert [each.name for each in newest_pictures(tmp_path)] == ["ใหม่.png", "เก่า.jpg"]
    kept = Kept()
    kept.photo_folder = str(tmp_path)
    picker = PhotoPicker(None, kept)
    assert picker.list.count() == 2
    assert [each.name for each in picker.chosen()] == ["ใหม่.png"]
    assert isinstance(picker, QDialog)
    assert app


def test_the_cards_tabs_are_turned_by_keys_and_remembered(quiet, window):
    page = quiet("members", member="00402")
    window._turn(1)
    assert page.memory["tab"] == "passbook"
    window._turn(-1)
    window._turn(-1)
    assert page.memory["tab"] == "history"
    assert page.card.history.model.rowCount() >= 1


def test_the_id_number_is_shown_only_on_asking(quiet):
    card = quiet("members", member="00402").card
    card.member = replace(card.member, national_id="1234567890121")
    card._show_id()
    assert "1234567890121" not in card._line2.said()
    card._look_at_id()
    assert "1234567890121" in card._line2.said()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "GIF"])
def test_a_picture_is_read_whatever_was_loaded_before(app, kind):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, kind)
    QPixmap().loadFromData(b"\x00" * 40, "TGA")  # from now on Qt would ask this plugin first
    assert (picture_from(out.getvalue()).width(), picture_from(b"no picture").isNull()) == (40, True)
    assert app
