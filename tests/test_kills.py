"""Fifty kills in the middle of each act, and each book they leave is sound; real ones by `./welfare prove kills`.

A process that dies leaves its files as they are at that moment. So at each chosen step the files are copied away
while the act goes on, which is a kill without the wait for a new process; some processes are truly killed as well.
"""

from __future__ import annotations

import shutil

import pytest

from tests.proofs import restores, upgrades
from tests.proofs.kills import ACTS, STEP, Act, a_kept_book, kill_after, kill_at_step, sit_down
from welfare_desk.errors import BookError
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.upgrade import upgrade

POINTS, TOUCHES = 50, 25


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return a_kept_book(tmp_path_factory.mktemp("kept"))


class Camera:
    """Copies the files of a book away at each of the chosen steps."""

    def __init__(self, path, folder, steps):
        self.path, self.folder, self.steps, self.at = path, folder, set(steps), 0

    def look(self):
        self.at += 1
        if self.at in self.steps:
            there = self.folder / f"{self.at}"
            there.mkdir()
            for file in self.path.parent.iterdir():
                if not file.name.endswith(("-shm", ".lock")):  # what a process shares, and holds, dies with it
                    shutil.copyfile(file, there / file.name)
        return False


@pytest.mark.parametrize("name", ACTS)
def test_at_whatever_step_an_act_dies_it_is_wholly_in_or_wholly_out(kept, tmp_path, name):
    act = Act(kept, name)
    points = sorted({1 + (act.steps - 1) * at // (POINTS - 1) for at in range(POINTS)})
    path = act.copy()
    with (desk := sit_down(path)).book:
        camera = Camera(path, tmp_path, points)
        desk.book.watch(camera.look, STEP)
        ACTS[name](desk)
        (tmp_path / "after").mkdir()  # the act is done, the program dies before it closes the book
        for file in path.parent.iterdir():
            if not file.name.endswith(("-shm", ".lock")):
                shutil.copyfile(file, tmp_path / "after" / file.name)
    outcomes = [act.outcome(tmp_path / f"{step}" / kept.name) for step in points]
    assert outcomes[0] == "wholly out"
    assert outcomes == sorted(outcomes, reverse=True), "first out, and from one moment on in"
    assert act.outcome(tmp_path / "after" / kept.name) == "wholly in"


def test_a_process_that_dies_inside_sqlite(kept):
    act = Act(kept, "batch")
    assert kill_at_step(act, act.steps // 2) == "wholly out"
    assert kill_at_step(act, act.steps + 1000) == "wholly in"  # it was done before it came to that


def test_a_process_that_is_killed_from_outside(kept):
    assert kill_after(Act(kept, "collection"), 0.03) in ("wholly out", "wholly in")


def test_a_book_that_is_half_done_would_be_noticed(kept):
    act = Act(kept, "batch")
    path = act.copy()
    with (desk := sit_down(path)).book, desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE movements SET debit = debit + 1")
    with pytest.raises(AssertionError):
        act.outcome(path)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    (made := tmp_path_factory.mktemp("scenes") / "scene").mkdir()
    return restores.a_scene(made)


@pytest.mark.parametrize("name", restores.ACTS)
def test_at_whatever_touch_of_a_file_a_backup_or_restore_dies_nothing_is_lost(scene, tmp_path, name):
    play = restores.Play(scene, name)
    there, at = play.copy(), 0
    points = sorted({1 + (play.touches - 1) * point // (TOUCHES - 1) for point in range(TOUCHES)})

    def look():
        nonlocal at
        at += 1
        if at in points:
            shutil.copytree(there, tmp_path / f"{at}", ignore=shutil.ignore_patterns("*-shm", "*.lock"))

    with restores.watching(there, look):
        restores.ACTS[name](there)
    outcomes = [play.judge(tmp_path / f"{touch}") for touch in points]
    assert outcomes[0] == "wholly out"
    assert outcomes == sorted(outcomes, reverse=True), "first out, and from one moment on in"
    assert play.judge(there) == "wholly in"


def test_a_process_that_dies_while_it_restores(scene):
    play = restores.Play(scene, "restore")
    assert restores.kill_at_touch(play, play.touches // 2) == "wholly out"
    assert restores.kill_at_touch(play, play.touches + 1000) == "wholly in"


def test_a_restore_that_is_half_done_would_be_noticed(scene):
    play = restores.Play(scene, "restore")
    there = play.copy()
    (there / restores.BOOK).write_bytes(restores.earlier(there).read_bytes())
    with pytest.raises(BookError):
        play.judge(there)


@pytest.mark.parametrize("version", [1, VERSION - 1])  # the longest way and the newest; `prove upgrades` goes them all
def test_at_whatever_touch_of_a_file_an_upgrade_dies_a_whole_book_lies_at_its_place(tmp_path, version):
    (scenes := tmp_path / "scenes").mkdir()
    play = upgrades.Play(scenes, version)
    there, at = play.copy(), 0

    def look():
        nonlocal at
        at += 1
        shutil.copytree(there, tmp_path / f"{at}", ignore=shutil.ignore_patterns("*-shm", "*.lock"))

    with upgrades.watching(there, look):
        upgrade(there / upgrades.BOOK)
    outcomes = [play.judge(tmp_path / f"{touch}") for touch in range(1, at + 1)]
    assert outcomes[0] == "wholly out"
    assert outcomes == sorted(outcomes, reverse=True), "first out, and from one moment on in"
    assert play.judge(there) == "wholly in"


def test_a_process_that_dies_while_it_upgrades(tmp_path):
    play = upgrades.Play(tmp_path, VERSION - 1)
    assert upgrades.kill_at_touch(play, play.touches // 2) == "wholly out"
    assert upgrades.kill_at_touch(play, play.touches + 1000) == "wholly in"
