"""What every test needs before anything else is imported, and what the whole run says at its end."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_terminal_summary(terminalreporter):
    """Name the gates before pytest that failed, where nobody can miss them."""
    failed = os.environ.get("WELFARE_FAILED_GATES")
    if failed:
        terminalreporter.section("gates that failed", red=True)
        terminalreporter.write_line(f"{failed}: see above, or enter: ./welfare test")
