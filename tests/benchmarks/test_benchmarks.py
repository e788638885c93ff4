"""The table of speeds can be made, from a tiny book; how fast it is, no test says."""

import pytest

from tests.benchmarks import measure
from tests.benchmarks.__main__ import main
from tests.benchmarks.measure import Row, goal, turns


@pytest.mark.slow
def test_the_table_has_a_line_for_every_subject_with_a_figure_in_it(tmp_path, capsys):
    names = [name for name in measure.BENCHMARKS if name != "window"]  # the window's own tests open it often enough
    main(
        [
            "--sizes",
            "300",
            "--runs",
            "0",  # each work has one turn
            "--books",
            str(tmp_path),
            *(each for name in names for each in ("--only", name)),
        ]
    )
    table = capsys.readouterr().out
    lines = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")]
    assert [line[0] for line in lines[:2]] == ["| what", "| ---"]
    for what in (
        "post one entry",
        "trial balance",
        "verify everything",
        "close a month",
        "beside last year",
        "prove eleven",
        "take in 300 members",
        "pdf",
    ):
        measured = [line for line in lines if what in line[0]]
        assert measured, what
        assert all(float(line[5]) > 0 for line in measured if line[4] != measure.NOT_RUN), measured


def test_a_row_says_whether_its_goal_is_met():
    assert Row("x", "y", 10, 3.0, 2.0, 1.5).met is True
    assert Row("x", "y", 10, 3.1, 2.0, 1.5).met is False
    assert Row("x", "y", 10, 3.1, 2.0).met is None
    assert Row("x", "y", 10, 3.1, None, 1.5, note="not installed").cells()[4:] == (
        measure.NOT_RUN, "–", "≤ 1.5", "–", "not installed",
    )  # fmt: skip


def test_a_goal_counts_from_its_size_on():
    goals = {100_000: 0.35, 1_000_000: 0.05}
    assert [goal(size, goals) for size in (99_999, 100_000, 999_999, 1_000_000)] == [None, 0.35, 0.35, 0.05]


@pytest.mark.parametrize(
    ("seconds", "median"),
    [
        ([4.0, 1.0, 3.0, 2.0], 2.0),  # the first turn only warms up
        ([9.0, 1.0, 4.0], 4.0),  # unless it takes long: then it counts, and there are three turns at most
    ],
)
def test_works_take_turns_and_the_median_counts(seconds, median):
    heard, times = [], iter(seconds)

    def timed():
        heard.append("timed")
        return next(times)

    assert turns(3, timed, lambda: heard.append("other"))[0] == median
    assert heard == ["timed", "other"] * len(seconds)


def test_one_turn_is_one_turn():
    assert turns(1, lambda: 2.5) == [2.5]
    assert turns(0, lambda: 2.5) == [2.5]
