"""Runs one long trial by hand and writes into PROOFS.md what came of it: `./welfare prove NAME [--minutes N]`."""

import argparse
import secrets
import sys
from datetime import UTC, datetime

from tests.proofs.proof import ONCE, Held, held, names, proof, record
from welfare_desk import __version__


def main(arguments=None):
    """Run the trial that is asked for; exit code 1 when it does not hold."""
    parser = argparse.ArgumentParser(prog="./welfare prove", description=__doc__)
    parser.add_argument("name", choices=names(), help="one of: %(choices)s")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default %(default)s)")
    parser.add_argument("--seed", type=int, help="the first seed; chance chooses one otherwise")
    asked = parser.parse_args(arguments)
    seed = secrets.randbelow(10**9) if asked.seed is None else asked.seed
    minutes = 0.0 if asked.name in ONCE else asked.minutes
    outcome = held(proof(asked.name).trial, seed, minutes, say=lambda line: print(line, flush=True))
    print(record(asked.name, outcome, day=datetime.now(UTC).date(), version=__version__))
    return 0 if isinstance(outcome, Held) else 1


if __name__ == "__main__":
    sys.exit(main())
