"""What a proof is: a module beside this one with a docstring that says what it proves, and one function

    def trial(seed):
        '''Try it once; the same seed always tries the same.'''
        ...
        return {"kills": 50, "books opened": 50}    # what was done, counted

which raises when it does not hold. `./welfare prove NAME` tries seed after seed until the time is up; the tests
try seed 1 of each but those that build and install packages. What a seed needs to be tried again stands in PROOFS.md.
"""

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import monotonic

HERE = Path(__file__).parent
PROOFS = HERE.parents[1] / "PROOFS.md"
SECONDS = 60
ONCE = frozenset({"linux", "windows"})  # they build and install packages: by hand alone, and once is enough


@dataclass(frozen=True)
class Held:
    """All trials held."""

    seed: int
    seconds: float
    counts: Counter

    def __str__(self):
        return "held"


@dataclass(frozen=True)
class Failed:
    """The trial with this seed did not hold; the counts are of those before it."""

    seed: int
    seconds: float
    counts: Counter
    reason: str

    def __str__(self):
        return f"**failed**: {self.reason}"


def names():
    """Name all proofs there are."""
    framework = {"__init__", "__main__", "proof"}
    return sorted(
        file.stem
        for file in HERE.glob("*.py")
        if file.stem not in framework and not file.stem.startswith("test_") and not file.stem.endswith("acts")
    )


def proof(name):
    """Load a proof by its name."""
    return import_module(f"tests.proofs.{name}")


def held(trial, seed, minutes, *, say=str, clock=monotonic):
    """Try seed after seed until the time is up, at least once; stop at the first that does not hold."""
    begun, counts, this = clock(), Counter(), seed
    while True:
        try:
            counts += Counter(trial(this), trials=1)
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong in a trial is its outcome
            reason = f"{type(fault).__name__}: {fault}"
            return Failed(this, clock() - begun, counts, " ".join(reason.split())[:300].replace("|", "/"))
        this += 1
        passed = clock() - begun
        say(f"{passed:.0f} s: {counted(counts)}")
        if passed >= minutes * SECONDS:
            return Held(seed, passed, counts)


def counted(counts):
    """Write the counts as a sentence."""
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))


def record(name, outcome, *, day, version, path=PROOFS):
    """Append the outcome to the table of PROOFS.md and give back its line."""
    took = f"{outcome.seconds / SECONDS:.1f} min"
    cells = (day.isoformat(), version, name, outcome.seed, took, counted(outcome.counts), outcome)
    row = f"| {' | '.join(map(str, cells))} |"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(row + "\n")
    return row
