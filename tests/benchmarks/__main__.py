"""Prints the table of speeds: what the program takes, against what the ground under it or another program takes.

    ./welfare bench [--sizes 10000,100000,1000000] [--only NAME …] [--runs N] [--books FOLDER]

The README beside this file says how to read it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import closing, exchange, files, ledger, lending, packs, programs, sealed, welfare, window  # noqa: F401 - each registers what it measures
from tests.benchmarks.measure import BENCHMARKS, ONCE, TITLES
from tests.benchmarks.sample import a_sample
from welfare_desk.storage.rows import expect_many


def main(arguments=None):
    """Measure, print line by line, and say at the end what missed its goal; exit code 1 when something did."""
    parser = argparse.ArgumentParser(
        prog="./welfare bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000", help="entries in the book (default %(default)s)")
    parser.add_argument("--only", action="append", choices=sorted(BENCHMARKS), help="only this; may be repeated")
    parser.add_argument("--runs", type=int, default=5, help="turns of which the median counts (default %(default)s)")
    parser.add_argument("--books", type=Path, help="keep the books in this folder, and take them from there")
    asked = parser.parse_args(arguments)
    sizes = [int(each) for each in asked.sizes.split(",")]
    expect_many()
    rows = []
    _line(TITLES)
    _line(["---"] * len(TITLES))
    with tempfile.TemporaryDirectory(prefix="welfare bench ") as scratch:
        for size in sizes:
            sample = a_sample((asked.books or Path(scratch)).absolute(), size)
            for name, measured in BENCHMARKS.items():
                if (asked.only and name not in asked.only) or (name in ONCE and size != sizes[-1]):
                    continue
                for row in measured(sample, asked.runs):
                    rows.append(row)
                    _line(row.cells())
    missed = [row for row in rows if row.met is False]
    print(f"\n{sum(row.met is True for row in rows)} goals met, {len(missed)} missed.")
    return 1 if missed else 0


def _line(cells):
    print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    sys.exit(main())
