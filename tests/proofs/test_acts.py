"""Every service that writes can be tried: each stands among the acts, does something, and dies without a trace."""

import pytest

from tests.proofs.acts import ACTS, NOT_TRIED, SCENES, SERVICES
from tests.proofs.kills import STEP, Act, sit_down, verified
from tests.test_kills import Camera

POINTS = 3


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return {name: make(tmp_path_factory.mktemp(name)) for name, make in SCENES.items()}


def test_every_service_that_writes_has_its_trial():
    assert set(SERVICES) - set(ACTS) - NOT_TRIED == set()
    assert set(ACTS) <= set(SERVICES), "no act of a service that is gone"
    assert set(ACTS) & NOT_TRIED == set()


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_that_dies_is_wholly_in_or_wholly_out(name, kept, tmp_path):
    scene, act = ACTS[name]
    tried = Act(kept[scene], name)  # it does something
    points = sorted({1 + (tried.steps - 1) * at // (POINTS - 1) for at in range(POINTS)})
    path = tried.copy()
    with (desk := sit_down(path)).book:
        desk.book.watch(Camera(path, tmp_path, points).look, STEP)
        act(desk)
    verified(path)
    outcomes = [tried.outcome(tmp_path / f"{step}" / path.name) for step in points]
    assert outcomes[0] == "wholly out"
    assert outcomes == sorted(outcomes, reverse=True), "first out, and from one moment on in"
