"""A few short random lives of a book; long ones by `./welfare prove lives`."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.proofs.lives import Life
from welfare_desk.storage import entries, periods, trail


def test_whatever_is_done_in_whatever_order_the_book_stays_right(tmp_path):
    done: Counter[str] = Counter()
    for seed in (104, 107):
        (tmp_path / str(seed)).mkdir()
        done += Life(tmp_path / str(seed), seed).live(45)
    acts = ("entry", "batch", "payment", "receipt", "deposit", "transfer", "undoing", "close", "opening again", "year")
    assert all(done[act] for act in acts), done
    assert all(done[f"{act} refused"] for act in ("entry", "batch", "slip", "undoing", "close")), done


@pytest.mark.parametrize(
    ("module", "name", "instead"),
    [
        (entries, "_refuse_overdraft", lambda _tx: None),
        (entries, "_move", lambda _tx, _heads, _lines: None),
        (entries, "_last_number", lambda _tx, _series, _month: 7),
        (entries, "entry_seal", lambda _head, _lines, _previous: b"\x00" * 32),
        (periods, "set_closed", lambda _tx, _period: None),
        (trail, "audit_seal", lambda _row, _previous: b"\x00" * 32),
    ],
)
def test_a_life_notices_when_the_program_goes_wrong(tmp_path, monkeypatch, module, name, instead):
    monkeypatch.setattr(module, name, instead)
    life = Life.__new__(Life)
    noticed = False
    try:
        life.__init__(tmp_path, 110)
        life.live(25)
    except Exception:  # noqa: BLE001 - whatever notices first: an invariant, a guard, the model
        noticed = True
    finally:
        life.desk.book.close()
    assert noticed


def test_the_same_life_is_sound_when_the_program_is(tmp_path):
    Life(tmp_path, 110).live(25)
