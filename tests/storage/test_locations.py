"""Where a book may be worked on: folders of every kind of computer, as values."""

import json
import os
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from tests.builders import a_book, outside
from welfare_desk.errors import BookError
from welfare_desk.services import books
from welfare_desk.services.backups import make_backups
from welfare_desk.services.restores import restore_book
from welfare_desk.storage import locations
from welfare_desk.storage.locations import Surroundings, dropbox_of, judge, mounts_of, surroundings

ONEDRIVE = Surroundings((("OneDrive", PureWindowsPath(r"D:\คลาวด์ ของฉัน")),))
MAPPED = Surroundings(mounts=((PureWindowsPath("Z:\\"), True),))
MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/home /home/กองกลาง nfs4 rw 0 0
/dev/sdb1 /home/กองกลาง/local ext4 rw 0 0
//nas/books /media/nas\040of\040fund cifs rw 0 0
me@host:/ /mnt/far fuse.sshfs rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
"""
LINUX = Surroundings(mounts=mounts_of(MOUNTS))


def verdict(path, around=Surroundings()):  # noqa: B008 - a frozen value
    found = judge(path, around)
    return found and (found.code, found.params.get("service"))


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\มาลี\OneDrive\Documents\กองทุน.welfare", "OneDrive"),
        (r"C:\Users\mali\onedrive - เทศบาลตำบล\a.welfare", "OneDrive"),
        (r"C:\Users\mali\Dropbox\a.welfare", "Dropbox"),
        (r"E:\Dropbox (กองทุน)\2569\a.welfare", "Dropbox"),
        (r"C:\Users\mali\Google Drive\a.welfare", "Google Drive"),
        (r"G:\My Drive\a.welfare", "Google Drive"),
        (r"G:\ไดรฟ์ของฉัน\กองทุน\a.welfare", "Google Drive"),
        (r"C:\Users\mali\iCloudDrive\a.welfare", "iCloud"),
    ],
)
def test_folders_that_a_service_copies_away_are_known_by_name(path, service):
    assert verdict(PureWindowsPath(path)) == ("place.cloud", service)


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\มาลี\Documents\กองทุน.welfare",
        r"C:\Users\mali\OneDriver\a.welfare",
        r"C:\My Documents\My Drive\a.welfare",
        r"C:\OneDrive.welfare",
        r"E:\a.welfare",
        r"\\?\C:\Users\mali\a.welfare",
    ],
)
def test_other_folders_are_this_computers(path):
    assert verdict(PureWindowsPath(path), ONEDRIVE) is None


def test_a_cloud_folder_of_any_name_is_known_by_what_the_computer_says():
    assert verdict(PureWindowsPath("d:\\คลาวด์ ของฉัน\\เอกสาร\\a.welfare"), ONEDRIVE) == ("place.cloud", "OneDrive")
    assert verdict(PureWindowsPath("d:\\คลาวด์ ของฉัน 2\\a.welfare"), ONEDRIVE) is None


@pytest.mark.parametrize(
    "path", [r"\\server\books\a.welfare", r"\\192.168.1.5\c$\a.welfare", r"\\?\UNC\server\books\a.welfare"]
)
def test_shares_are_another_computers(path):
    assert verdict(PureWindowsPath(path)) == ("place.network", None)


def test_a_mapped_drive_is_another_computers():
    assert verdict(PureWindowsPath("z:\\books\\a.welfare"), MAPPED) == ("place.network", None)
    assert verdict(PureWindowsPath("C:\\books\\a.welfare"), MAPPED) is None


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("/home/mali/a.welfare", False),
        ("/home/กองกลาง/a.welfare", True),
        ("/home/กองกลาง/local/a.welfare", False),
        ("/media/nas of fund/a.welfare", True),
        ("/mnt/far/away/a.welfare", True),
        ("/media/usb/a.welfare", False),
    ],
)
def test_the_nearest_mount_decides(path, is_remote):
    assert (verdict(PurePosixPath(path), LINUX) is not None) == is_remote


def test_the_reason_is_said_with_what_to_do():
    said = judge(PureWindowsPath(r"G:\My Drive\a.welfare"), Surroundings())
    assert said is not None
    assert r"G:\My Drive\a.welfare" in said.sentence()


def test_dropbox_tells_its_folders():
    assert dropbox_of('{"personal": {"path": "/home/x/D", "host": 1}, "business": {"path": "/b"}}') == [
        "/home/x/D",
        "/b",
    ]
    assert dropbox_of("") == dropbox_of("[]") == dropbox_of('{"personal": {}}') == dropbox_of('{"a": 1}') == []


def test_the_computer_is_asked(tmp_path):
    (there := tmp_path / "Roaming" / "Dropbox").mkdir(parents=True)
    (there / "info.json").write_text(json.dumps({"personal": {"path": str(tmp_path / "box")}}), encoding="utf-8")
    told = surroundings(tmp_path, {"OneDrive": str(tmp_path / "one"), "APPDATA": str(tmp_path / "Roaming")})
    assert judge(tmp_path / "box" / "a.welfare", told).params["service"] == "Dropbox"
    assert judge(tmp_path / "one" / "a.welfare", told).params["service"] == "OneDrive"
    assert judge(tmp_path / "a.welfare", told) is None


# What is refused there, and what is welcome


@pytest.fixture
def cloud(tmp_path):
    (made := tmp_path / "OneDrive").mkdir()
    return made


def refusal(act, *given, **how):
    with pytest.raises(BookError) as refused:
        act(*given, **how)
    return refused.value.problem.code


def test_no_book_is_made_or_written_in_a_cloud_folder(tmp_path, cloud):
    assert refusal(a_book, cloud) == "place.cloud"
    assert list(cloud.iterdir()) == []
    desk = a_book(tmp_path)
    desk.book.close()
    there = cloud / desk.book.path.name
    there.write_bytes(desk.book.path.read_bytes())
    assert refusal(books.sit_down, there, outside()) == "place.cloud"
    books.sit_down(there, outside(), writes=False).book.close()


def test_backups_are_welcome_there_and_no_restore(tmp_path, cloud):
    with (desk := a_book(tmp_path)).book:
        made = make_backups(desk, [cloud])
    assert made.is_good
    assert refusal(restore_book, made.made[0].path, cloud / "a.welfare", outside(), lambda: "") == "place.cloud"


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights on Windows")
def test_a_link_that_leads_there_is_followed(tmp_path, cloud):
    (link := tmp_path / "link").symlink_to(cloud)
    assert locations.place_problem(link / "a.welfare").code == "place.cloud"
    assert locations.place_problem(tmp_path / "a.welfare") is None


def test_books_usually_lie_in_the_documents_unless_these_are_copied_away(tmp_path, cloud):
    assert books.usual_folder(tmp_path / "Documents", tmp_path) == tmp_path / "Documents"
    assert books.usual_folder(cloud / "Documents", tmp_path) == tmp_path
