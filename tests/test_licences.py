"""Every library that a release ships may be shipped with it, and is locked by its hash."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

LOCKED = (Path(__file__).parents[1] / "installers" / "requirements-run.txt").read_text(encoding="utf-8")
NAMES = re.findall(r"^([A-Za-z0-9_.-]+)==", LOCKED, re.MULTILINE)
# Each may be used in a program under GPL-3.0-or-later (the list of the Free Software Foundation).
GOOD = re.compile(r"MIT|MIT-0|MIT-CMU|BSD|Apache|LGPL|PSF|CC-BY-4.0|MPL-2.0|GPL-3.0")
UNSAID = {"sqlcipher3"}  # its wheel says nothing; its source is under the zlib licence
ELSEWHERE = {"colorama", "pywin32", "tzdata"}  # only where the computer needs them


def said_of(name):
    """Gather what a package says of its licence, in the three places where they do."""
    found = metadata(name)
    classified = [each.split(" :: ")[-1] for each in found.get_all("Classifier") or [] if each.startswith("License")]
    return " ".join(filter(None, [found.get("License-Expression"), found.get("License"), *classified]))


@pytest.mark.parametrize("name", sorted(set(NAMES) - ELSEWHERE))
def test_its_licence_fits_ours(name):
    said = said_of(name)
    assert bool(said) == (name not in UNSAID), said
    assert not said or GOOD.search(said), said


def test_every_locked_version_has_its_hash():
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCKED, flags=re.MULTILINE)
    bare = [each.split("==")[0] for each in entries if "==" in each and "--hash=sha256:" not in each]
    assert bare == []
    assert len(NAMES) > 20
