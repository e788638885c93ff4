"""Each promise of PROMISES.md is held by tests that exist, and by trials of which the latest held."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.proofs.proof import names

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "PROMISES.md").read_text(encoding="utf-8")
LINES = [line for line in TEXT.splitlines() if line.startswith("| ") and "promise | held by" not in line]
ROWS = [line.strip("| ").split(" | ") for line in LINES]
HOLDERS = sorted({each for row in ROWS for each in re.findall(r"`([^`]+)`", row[-1])})


@cache
def latest():
    """Read the latest outcome of each trial."""
    found = {}
    for line in (ROOT / "PROOFS.md").read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if len(cells) == 7 and cells[0][:2] == "20":
            found[cells[2]] = cells[-1]
    return found


def test_each_promise_names_what_holds_it():
    assert len(ROWS) > 20
    assert [row[0] for row in ROWS if not re.search(r"`(prove \w+|tests/[^`]+::test_\w+)`", row[-1])] == []


@pytest.mark.parametrize("holder", [each for each in HOLDERS if each.startswith("tests/")])
def test_the_test_is_there(holder):
    file, _colons, name = holder.partition("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), holder


@pytest.mark.parametrize("holder", [each for each in HOLDERS if not each.startswith("tests/")])
def test_the_latest_trial_held(holder):
    word, name = holder.split()
    assert (word, name in names()) == ("prove", True)
    assert latest().get(name) == "held"


def test_every_trial_there_is_holds_a_promise():
    assert {each.split()[1] for each in HOLDERS if each.startswith("prove")} == set(names())
