"""What is packed lies where each system looks for it."""

import configparser
import os
import shutil
import subprocess
import tarfile
import zipfile

import pytest
from lxml import etree

from installers import packages
from installers.frozen import LIST, version, write_list
from installers.icon import write_ico
from installers.setup import SCRIPT, setup


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "welfare-desk"
    (folder / "_internal" / "licences").mkdir(parents=True)
    (folder / "_internal" / "licences" / "README.txt").write_text("parts\n", encoding="utf-8")
    (folder / "welfare-desk").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "welfare-desk").chmod(0o755)
    if os.name != "nt":
        (folder / "welfare-desk-cli").symlink_to("welfare-desk")
    write_list(folder)
    return folder


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg-deb here")
def test_the_debian_package_lays_everything_in_its_place(folder, tmp_path):
    made = packages.debian_package(folder, tmp_path, tmp_path)
    listed = subprocess.run(["dpkg-deb", "-c", made], capture_output=True, text=True, check=True).stdout
    for wanted in (
        "./opt/welfare-desk/welfare-desk\n",
        "./usr/bin/welfare-desk -> /opt/welfare-desk/welfare-desk\n",
        "./usr/bin/welfare-desk-cli -> /opt/welfare-desk/welfare-desk-cli\n",
        "./usr/share/applications/welfare-desk.desktop\n",
        "./usr/share/mime/packages/welfare-desk.xml\n",
        "./usr/share/icons/hicolor/48x48/apps/welfare-desk.png\n",
        "./usr/share/doc/welfare-desk/copyright\n",
    ):
        assert wanted in listed
    assert LIST not in listed
    assert "/home" not in listed
    assert all("root/root" in line for line in listed.splitlines())
    said = subprocess.run(["dpkg-deb", "-I", made], capture_output=True, text=True, check=True).stdout
    assert f"Version: {version()}" in said
    assert "libegl1" in said
    assert not {"postinst", "prerm", "postrm"} & set(said.split())


def test_without_its_tool_there_is_no_debian_package_and_it_is_said(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(packages.shutil, "which", lambda _name: None)
    assert packages.debian_package(folder, tmp_path, tmp_path) is None
    assert "No .deb" in capsys.readouterr().out


def test_the_archive_is_nobodys_and_can_be_started(folder, tmp_path):
    with tarfile.open(packages.archive(folder, tmp_path)) as packed:
        program = packed.getmember(f"welfare-desk-{version()}/welfare-desk")
        assert program.uid == program.gid == 0
        assert program.mode & 0o111
        assert f"welfare-desk-{version()}/share/welfare-desk.desktop" in packed.getnames()


def test_a_stick_gets_the_sign_that_settings_stay_beside_the_program(folder, tmp_path):
    from welfare_desk.settings import PORTABLE

    with zipfile.ZipFile(packages.portable(folder, tmp_path)) as packed:
        assert f"WelfareDesk/{PORTABLE}" in packed.namelist()


def test_a_desktop_knows_the_program_and_its_books_by_thai_names():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(packages.LINUX / "welfare-desk.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Name[th]"] == "ระบบบัญชีกองทุนสวัสดิการชุมชน"
    (kind,) = etree.parse(packages.LINUX / "welfare-desk.xml").getroot()
    assert f"{kind.get('type')};" in entry["Desktop Entry"]["MimeType"]
    assert [each.get("pattern") for each in kind if each.tag.endswith("glob")] == ["*.welfare"]


def test_every_sentence_of_the_setup_is_said_in_both_languages():
    lines = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith("LangString ")]
    thai, english = ({line.split()[1] for line in lines if f"${{LANG_{each}}}" in line} for each in ("THAI", "ENGLISH"))
    assert thai == english
    assert len(thai) > 5


def test_the_setup_removes_no_folder_with_all_that_is_in_it():
    assert "/r " not in "".join(line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if "RMDir" in line)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="there is no makensis here")
def test_the_setup_is_made_without_a_warning(folder, tmp_path, capfd):
    write_ico(tmp_path / "x.ico")
    made = setup(folder, tmp_path, tmp_path / "x.ico", quick=True)
    assert made.read_bytes()[:2] == b"MZ"
    assert "warning" not in capfd.readouterr().out.lower()


def test_what_was_not_made_here_is_not_packed_into_a_setup(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("installers.setup.compiler", lambda: "makensis")
    (folder / LIST).unlink()
    with pytest.raises(SystemExit, match="was not made by"):
        setup(folder, tmp_path, tmp_path / "x.ico")
