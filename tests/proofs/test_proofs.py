"""The frame of the long trials, and a small trial of each."""

from collections import Counter
from datetime import date

import pytest

from tests.proofs.proof import ONCE, PROOFS, Failed, Held, held, names, proof, record


def a_clock(*, step):
    ticks = iter(range(0, 10_000, step))
    return lambda: next(ticks)


@pytest.mark.parametrize("name", sorted({*names()} - ONCE))
def test_a_small_trial_holds(name):
    module = proof(name)
    assert module.__doc__, "a proof says what it proves"
    if lacking := getattr(module, "missing", str)():
        pytest.skip(lacking)
    assert sum(Counter(module.trial(1)).values()) > 0, "a proof counts what it did"


def test_what_is_tried_once_is_there():
    assert {*names()} >= ONCE
    assert all(proof(name).__doc__ for name in ONCE)


def test_seed_after_seed_is_tried_until_the_time_is_up():
    tried = []

    def trial(seed):
        tried.append(seed)
        return {"kills": 5}

    outcome = held(trial, 7, minutes=1, clock=a_clock(step=20))
    assert tried == [7, 8, 9]
    assert outcome == Held(7, 60, Counter(kills=15, trials=3))


def test_it_is_tried_once_even_without_time():
    assert held(lambda _seed: {}, 1, minutes=0).counts == Counter(trials=1)


def test_the_first_seed_that_does_not_hold_ends_it_and_is_named():
    def trial(seed):
        assert seed < 8, "a penny | is lost"
        return {"kills": 5}

    outcome = held(trial, 7, minutes=9, clock=a_clock(step=1))
    assert isinstance(outcome, Failed)
    assert (outcome.seed, outcome.counts) == (8, Counter(kills=5, trials=1))
    assert "a penny / is lost" in str(outcome)
    assert "\n" not in str(outcome)


def test_what_came_of_it_is_a_line_of_the_table(tmp_path):
    path = tmp_path / "PROOFS.md"
    path.write_text("| date |\n", encoding="utf-8")
    outcome = Held(7, 90, Counter(kills=1500, trials=30))
    record("kills", outcome, day=date(2026, 1, 5), version="0.1.0", path=path)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "| date |",
        "| 2026-01-05 | 0.1.0 | kills | 7 | 1.5 min | 1,500 kills, 30 trials | held |",
    ]


def test_the_table_in_the_project_has_these_columns():
    header = next(line for line in PROOFS.read_text(encoding="utf-8").splitlines() if line.startswith("|"))
    assert header == "| day | version | proof | seed | time | counts | result |"
