"""What every test needs before anything else is imported, and what the whole run says at its end."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # where Linux has it: thousands of books are made, and no disk need hear of them
if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > 2**32:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


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


@pytest.fixture(scope="session", autouse=True)
def _keys_derived_once():
    """Derive no signing key's wrap twice from the same PIN and salt: the books of tests have much the same salts."""
    from functools import cache

    from welfare_desk.storage import signing

    real = signing.hash_secret_raw
    signing.hash_secret_raw = cache(real)
    yield
    signing.hash_secret_raw = real


@pytest.fixture(autouse=True)
def _in_thai():
    """Begin each test in Thai and in the words of a fund; a command or a window may leave others behind."""
    from welfare_desk import i18n

    i18n.choose("th")
    i18n.speak_of("")
