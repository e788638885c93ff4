"""Files that a person keeps: a report in one of its forms, a paper, an attachment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ui import errors

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from welfare_desk.reports.model import Report

FORMS = (
    ("xlsx", N_("Excel workbook")),
    ("pdf", N_("PDF for printing")),
    ("csv", N_("CSV for other programs")),
    ("txt", N_("Plain text")),
    ("json", N_("JSON for programs")),
)


def drawn(report: Report, form: str) -> bytes:
    """Draw a report in one of its forms."""
    from welfare_desk.reports.draw.csv import as_csv  # noqa: PLC0415 - each drawer is loaded when it is needed
    from welfare_desk.reports.draw.json import as_json  # noqa: PLC0415 - see above
    from welfare_desk.reports.draw.text import as_text  # noqa: PLC0415 - see above

    match form:
        case "xlsx":
            from welfare_desk.reports.draw.xlsx import as_xlsx  # noqa: PLC0415 - see above

            return as_xlsx(report)
        case "pdf":
            from welfare_desk.reports.draw.pdf import as_pdf  # noqa: PLC0415 - see above

            return as_pdf(report)
        case "csv":
            return as_csv(report)
        case "json":
            return as_json(report).encode()
        case _:
            return as_text(report).encode()


def write_file(path: Path, content: bytes) -> int:
    """Write a file whole or not at all; give its size. One that cannot be written is a `BookError`."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as error:
        text = N_("Cannot write {path}: {reason}. Close it in other programs, or choose another folder.")
        raise BookError(problem("file.unwritable", text, path=path, reason=error.strerror)) from error
    return len(content)


def keep_file(parent: QWidget, path: Path, content: bytes) -> None:
    """Write a file at once, or show why it cannot be."""
    try:
        write_file(path, content)
    except BookError as error:
        errors.show(error, parent)
