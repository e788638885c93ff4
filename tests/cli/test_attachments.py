"""Files and photos from the command line: attached, listed, saved, erased; and several standings at once."""

import json

import pytest
from PIL import Image


@pytest.fixture
def members(say, book):
    for number, name in (("00001", "มาลี"), ("00002", "มานี")):
        say.done("member", "add", book, number, "--first-name", name, "--last-name", "ใจดี")
    return book


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (40, 30), "teal").save(path)
    return path


def files(say, book, number="00001"):
    return say.done("attach", "list", book, "member", number, "--json").json["files"]


def test_a_photo_takes_the_place_of_the_one_before_and_a_document_stays(say, members, picture, tmp_path):
    say.done("attach", "add", members, "member", "00001", picture)
    say.done("attach", "add", members, "member", "00001", picture, "--photo")
    say.done("attach", "add", members, "member", "00002", picture, "--photo")
    newer = tmp_path / "b.png"
    Image.new("RGB", (20, 20), "orange").save(newer)
    say.done("attach", "add", members, "member", "00001", newer, "--photo")
    kept = [(each["type"], each["bytes"] is not None) for each in files(say, members)]
    assert sorted(kept) == [("image/jpeg", True), ("image/jpeg; role=photo", False), ("image/jpeg; role=photo", True)]
    assert files(say, members, "00002")[0]["bytes"], "another member's photo of the same picture stays"


def test_only_a_picture_of_a_member_is_a_photo(say, members, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("x", encoding="utf-8")
    refused = say.refused("attach", "add", members, "member", "00001", text, "--photo")
    assert refused == "Choose a picture: JPEG or PNG."
    assert say.refused("attach", "add", members, "voucher", "RV6901-0001", text, "--photo") == (
        "Only a member has a photo."
    )


def test_a_file_is_saved_as_it_was_and_erased_for_good(say, members, tmp_path):
    scan, back = tmp_path / "คำขอ.pdf", tmp_path / "back.pdf"
    scan.write_bytes(b"%PDF-1.4")
    digest = say.done("attach", "add", members, "member", "00001", scan, "--json").json["hash"]
    say.done("attach", "save", members, digest, "-o", back)
    assert back.read_bytes() == b"%PDF-1.4"
    say.done("attach", "erase", members, digest, "--reason", "ผิดคน")
    assert [each["bytes"] for each in files(say, members)] == [None]


def test_several_standings_are_recorded_at_once(say, members):
    say.done("member", "status", members, "00001,00002", "suspended", "--reason", "มติ")
    listed = json.dumps(say.done("report", "member-list", members, "--as", "json").json, ensure_ascii=False)
    assert listed.count("Suspended") == 2
