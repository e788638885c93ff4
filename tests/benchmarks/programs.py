"""Whole processes from the command line: against hledger and ledger on our own export, and what they hold in memory."""

from tests.benchmarks.measure import NotRunError, Row, benchmark, child, goal, turns, welfare
from tests.benchmarks.sample import BUSY, TODAY

SMALL, LARGE = 100_000, 1_000_000
MOST_MEGABYTES = 300
_RAW = """
import sqlite3, sys
import welfare_desk.cli, welfare_desk.reports.catalogue, welfare_desk.services.books, welfare_desk.services.integrity
raw = sqlite3.connect(sys.argv[1])
raw.execute("SELECT account, fund, sum(amount) FROM postings GROUP BY account, fund").fetchall()
"""


class Race:
    """Processes that take turns; what they took and held is kept."""

    def __init__(self, sample, runs):
        self.sample, self.runs = sample, runs
        self.held = {}

    def against(self, ours, *peers):
        """Let our command and those of others take their turns; a refused one gives its reason instead of seconds."""
        works, refused = [self._work(ours)], {}
        for peer in peers:
            try:
                self._run(peer, limited=True)
            except NotRunError as error:
                refused[tuple(peer)] = str(error)
            else:
                works.append(self._work(peer))
        taken = turns(self.runs, *works)
        mine, others = taken[0], iter(taken[1:])
        return mine, [refused.get(tuple(peer)) or next(others) for peer in peers]

    def _work(self, command):
        return lambda: self._run(command)

    def _run(self, command, *, limited=False):
        ended = child(command, env=self.sample.environment, limited=limited)
        self.held[tuple(command)] = max(self.held.get(tuple(command), 0), ended.megabytes)
        return ended.seconds


def _rows(sample, name, mine, peers):
    """Give a row for each peer: its name, its seconds (or why there are none) and the goals by size."""
    for against, taken, goals in peers:
        if isinstance(taken, str):
            yield Row(name, against, sample.size, mine, None, note=taken)
        else:
            yield Row(name, against, sample.size, mine, taken, goal(sample.size, goals))


@benchmark("programs")
def programs(sample, runs):
    """Ask for the trial balance, a busy account and every check in a process of its own."""
    race, journal = Race(sample, min(runs, 3)), sample.journal
    today = ("--today", TODAY.isoformat())
    balance = welfare("report", "trial-balance", sample.path, *today)
    ledger, hledger = ["ledger", "-f", journal, "bal"], ["hledger", "-f", journal, "bal"]
    mine, (one, other) = race.against(balance, ledger, hledger)
    yield from _rows(
        sample, "trial balance, as a process", mine,
        [("ledger bal", one, {SMALL: 0.35, LARGE: 0.05}), ("hledger bal", other, {SMALL: 0.1, LARGE: 0.01})],
    )  # fmt: skip
    page = welfare("report", "general-ledger", sample.path, "--account", BUSY, "--with", "rows=200", *today)
    mine, (one,) = race.against(page, ["ledger", "-f", journal, "reg", f"{BUSY}-"])
    yield from _rows(sample, "a page of an account, as a process", mine, [("ledger reg", one, {SMALL: 0.15})])
    verify = welfare("verify", sample.path, *today)
    strict = ["ledger", "-f", journal, "--strict", "bal"]
    mine, (one, other) = race.against(verify, strict, ["hledger", "-f", journal, "check", "-s"])
    yield from _rows(
        sample, "verify, as a process", mine,
        [("ledger --strict bal", one, {SMALL: 0.8}), ("hledger check -s", other, {SMALL: 0.2})],
    )  # fmt: skip
    raw = [*welfare()[:2], "-c", _RAW, sample.path]
    race.against(raw)
    held = {name: race.held.get(tuple(command), 0) for name, command in
            {"balance": balance, "page": page, "verify": verify, "raw": raw, "ledger": ledger}.items()}  # fmt: skip
    yield from _memory(sample, held)


def _memory(sample, held):
    if not held["raw"]:
        yield Row("memory", "raw SQL, our imports", sample.size, unit="MB", note="this system does not tell")
        return
    for name, called in (("balance", "trial balance"), ("page", "a page of an account"), ("verify", "verify")):
        yield Row(f"memory: {called}", "at most", sample.size, held[name], MOST_MEGABYTES, 1, "MB")
    for name, called in (("balance", "trial balance"), ("verify", "verify")):
        yield Row(f"memory: {called}", "raw SQL, our imports", sample.size, held[name], held["raw"], 3, "MB")
    if held["ledger"]:
        at_most = goal(sample.size, {LARGE: 0.1})
        yield Row("memory: verify", "ledger bal", sample.size, held["verify"], held["ledger"], at_most, "MB")
