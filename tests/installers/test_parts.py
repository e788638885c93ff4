"""What goes into a release, what stays out, and whose licences lie beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from installers import frozen, icon, licences
from installers.parts import is_ours, is_wanted, needed
from installers.windows_test.runtime import for_windows

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\platforms\\qoffscreen.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6\\Qt6Pdf.dll",
        "PySide6\\Qt6Network.dll",  # Qt6Pdf asks for it
        "python311.dll",
        "geothai/data/x.json",
        "resources/locale/th/LC_MESSAGES/welfare_desk.mo",
    ],
)
def test_what_is_used_stays(name):
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6\\opengl32sw.dll",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "icuuc.dll",
        "stdnum/oui.dat",
        "api-ms-win-crt-runtime-l1-1-0.dll",
        "alembic/templates/generic/alembic.ini.mako",
    ],
)
def test_what_nobody_uses_stays_out(name):
    assert not is_wanted(name)


def test_our_tree_goes_in_without_what_it_was_made_from():
    assert is_ours("resources/locale/th/LC_MESSAGES/welfare_desk.mo")
    assert is_ours("welfare_desk/storage/triggers/ledger.sql")
    assert not is_ours("resources/locale/th/LC_MESSAGES/welfare_desk.po")
    assert not is_ours("welfare_desk/__pycache__/app.cpython-311.pyc")


def test_a_library_of_the_system_goes_where_nothing_that_stays_asks_for_it():
    found = [
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/q", "BINARY"),
        ("libused.so.1", "/used", "BINARY"),
        ("libbelow.so.1", "/below", "BINARY"),
        ("libgtk-3.so.0", "/gtk", "BINARY"),
        ("libpython3.11.so.1.0", "/py", "BINARY"),
        ("_cffi_backend.cpython-311-x86_64-linux-gnu.so", "/cffi", "EXTENSION"),
    ]
    asks = {"/q": ["libused.so.1", "libc.so.6"], "/used": ["libbelow.so.1"], "/gtk": ["libbelow.so.1"]}
    kept = [each[0] for each in needed(found, lambda path: asks.get(path, []))]
    assert kept == [each[0] for each in found if "gtk" not in each[0]]


def test_nothing_that_the_program_loads_is_left_out():
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("alone.py")],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_licence_of_every_part_lies_beside_it(tmp_path):
    lines = licences.gather(ROOT, tmp_path / "licences")
    named = " ".join(lines).lower()
    for name in (
        "python",
        "pyinstaller",
        "sarabun",
        "lucide",
        "sqlalchemy",
        "pyside6_essentials",
        "reportlab",
        "icu4py",
    ):
        assert name in named
    assert all(": " in line and not line.endswith(": see its notice") for line in lines if "sqlcipher3" not in line)
    assert "GNU LESSER" in (tmp_path / "licences" / "LGPL-3.txt").read_text(encoding="utf-8")
    folders = {each.name for each in (tmp_path / "licences").iterdir() if each.is_dir()}
    shipped = {line.split()[0] for line in lines[5:]}
    assert {each for each in shipped if each not in folders} <= {"PySide6_Addons", "PySide6_Essentials", "shiboken6"}


def test_whose_updates_are_taken_goes_in_only_where_the_build_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("WELFARE_UPDATE_KEY", "ab" * 32)
    frozen.prepare(tmp_path)
    assert (tmp_path / "resources" / "update-key.txt").read_text(encoding="ascii").strip() == "ab" * 32
    monkeypatch.delenv("WELFARE_UPDATE_KEY")
    frozen.prepare(tmp_path)
    assert list((tmp_path / "resources").iterdir()) == []
    monkeypatch.setenv("WELFARE_UPDATE_KEY", "a private key?")
    with pytest.raises(SystemExit, match="no public key"):
        frozen.prepare(tmp_path)


def test_the_list_names_every_file_and_itself(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").touch()
    frozen.write_list(tmp_path)
    listed = (tmp_path / frozen.LIST).read_bytes().decode("ascii").split("\r\n")
    assert listed == [str(Path("a/b.txt")), frozen.LIST, ""]


def test_a_name_that_the_setup_could_not_remove_is_refused(tmp_path):
    (tmp_path / "ไทย.txt").touch()
    with pytest.raises(SystemExit, match="could not remove"):
        frozen.write_list(tmp_path)


def test_windows_is_told_the_version():
    from welfare_desk import __version__

    assert frozen.version() == __version__
    assert frozen.version_numbers("1.2.3") == (1, 2, 3, 0)
    assert f"'ProductVersion', '{__version__}'" in frozen.version_resource("welfare-desk")


def test_the_window_shows_the_sign_as_it_is_drawn():
    drawn = icon.draw(icon.WINDOW_SIDE).convert("RGB")
    with Image.open(icon.WINDOW) as file:
        kept = file.convert("RGB")
    assert kept.size == drawn.size
    differs = sum(abs(ours - theirs) for ours, theirs in zip(drawn.tobytes(), kept.tobytes(), strict=True))
    assert differs / len(drawn.tobytes()) < 1, "draw it anew: python -m installers.icon"


def test_its_icon_has_every_size_that_windows_asks_for(tmp_path):
    icon.write_ico(tmp_path / "x.ico")
    with Image.open(tmp_path / "x.ico") as made:
        assert made.info["sizes"] == {(side, side) for side in icon.SIDES}


def test_a_lock_is_read_as_windows_would():
    lock = (
        "# head\na==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n    # via x\n"
        "b==2 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"
        "c==3 ; sys_platform == 'darwin' \\\n    --hash=sha256:cc\n"
    )
    asked = for_windows(lock)
    assert [line for line in asked.splitlines() if "==" in line] == ["a==1 \\", "b==2 \\"]
    assert "sha256:ab" in asked
    assert "via" not in asked
    assert for_windows(lock, ("b",)).startswith("b==2")
