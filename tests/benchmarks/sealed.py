"""An encrypted book against the same book in the open: opening, posting, asking, checking, copying."""

import random
from time import perf_counter

from tests.benchmarks.ledger import ONES
from tests.benchmarks.measure import Row, benchmark, turns
from tests.benchmarks.sample import BUSY, TODAY, made_up
from tests.builders import outside
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.passphrases import seal_book
from welfare_desk.storage.positions import position_of

WORDS = "ข้าวเหนียว มะม่วง"
AT_MOST = 1.5


@benchmark("sealed")
def sealed(sample, runs):
    """Do the same in both; the key is derived once beforehand, as the program does."""
    plain, path = sample.copy("plain"), sample.copy("sealed")
    key = seal_book(path, outside(TODAY, 2), WORDS, None)
    both = ((plain, None), (path, key))

    def row(what, *works, at_most=AT_MOST, note=""):
        ours, ground = turns(runs, *reversed(works))
        return Row(f"encrypted: {what}", "in the open", sample.size, ours, ground, at_most, note=note)

    yield row("open and ask where it stands", *(_opening(*each) for each in both))
    desks = [books.sit_down(each, outside(TODAY, 2), key=own) for each, own in both]
    try:
        for what, work in WORKS.items():
            yield row(what, *(work(desk) for desk in desks))
        copies = [_copying(desk, sample.folder / f"{number} copy.welfare") for number, desk in enumerate(desks)]
        yield row("copy, as for a backup", *copies, at_most=None, note="each page is enciphered anew")
    finally:
        for desk in desks:
            desk.book.close()


def _opening(path, key):
    def work():
        desk = books.sit_down(path, outside(TODAY, 2), writes=False, key=key)
        desk.ask(position_of)
        desk.book.close()

    return work


def _posting(desk):
    ready = made_up(10**9, random.Random(3))

    def work():
        start = perf_counter()
        for _ in range(ONES):
            post_entry(desk, next(ready))
        return (perf_counter() - start) / ONES

    return work


def _reporting(name, **asked):
    return lambda desk: lambda: desk.ask(lambda tx: make_report(tx, name, asked, TODAY))


def _copying(desk, path):
    def work():
        path.unlink(missing_ok=True)
        desk.book.copy_to(path, lambda _tx: None)

    return work


WORKS = {
    "post one entry, durable": _posting,
    "trial balance": _reporting("trial-balance"),
    "an account page": _reporting("general-ledger", account=BUSY),
    "verify everything": lambda desk: lambda: verify_book(desk),
}
