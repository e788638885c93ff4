"""Whatever members of a cooperative do in whatever order, their records equal the ledger after each step."""

import pytest

from tests.proofs.coop import live


@pytest.mark.parametrize("seed", [11, 12])
def test_a_small_cooperative_lives_and_its_records_equal_the_ledger(tmp_path, seed):
    done = live(tmp_path, seed, count=40, months=2)
    assert done["months closed"] == 2
    assert done["lent"] > 0
