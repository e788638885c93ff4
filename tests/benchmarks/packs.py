"""Making the certification pack of a year, for a fund as large as most are."""

from tests.benchmarks.measure import Row, benchmark, turns
from tests.benchmarks.welfare import a_fund
from welfare_desk.exchange.packs import write_pack

PEOPLE = 1_139
MOST_SECONDS = 30.0


@benchmark("pack", once=True)
def packs(sample, runs):
    """Write the pack of a fund of so many people who paid their year; fewer where the book is smaller."""
    people = min(PEOPLE, sample.size)
    folder = sample.folder / "pack"
    folder.mkdir()
    desk = a_fund(folder, people)

    def write():
        write_pack(desk, folder / "pack.zip")

    (taken,) = turns(min(runs, 3), write)
    desk.book.close()
    goal = 1 if people == PEOPLE else None
    yield Row(f"certification pack, {people:,} members", "at most", people, taken, MOST_SECONDS, goal)
