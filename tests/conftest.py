"""What every test needs before anything else is imported, and what the whole run says at its end."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


settings.register_profile("any computer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any computer")  # how fast a computer draws examples is no fault of the program

CATALOGUE = Path(__file__).parents[1] / "resources" / "locale" / "th" / "LC_MESSAGES" / "welfare_desk.po"


def pytest_configure(config):
    """Compile the Thai catalogue where it is newer than what was compiled, once for all workers of a run."""
    compiled = CATALOGUE.with_suffix(".mo")
    if hasattr(config, "workerinput") or (compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime):
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source, locale="th"))


def pytest_terminal_summary(terminalreporter):
    """Name the gates before pytest that failed, where nobody can miss them."""
    failed = os.environ.get("WELFARE_FAILED_GATES")
    if failed:
        terminalreporter.section("gates that failed", red=True)
        terminalreporter.write_line(f"{failed}: see above, or enter: ./welfare test")


@pytest.fixture(scope="session", autouse=True)
def real_hasher():
    """Let Argon2id work with its least parameters, since tests sign in hundreds of times; one test asks the real."""
    from argon2 import PasswordHasher

    from welfare_desk.storage import people

    real = people.HASHER
    people.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield real
    people.HASHER = real
