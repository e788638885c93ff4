"""What the catalogue says of a report: its name, its question, what it may be asked for, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report: its name for machines, its English title and the question it answers (marked), and how it is made."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    make: Callable[[Tx, Asked], Report]


class _Module(Protocol):
    @property
    def NAME(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def TITLE(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def QUESTION(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def PARAMETERS(self) -> tuple[Parameter, ...]: ...  # noqa: N802 - a constant of the module
    def make(self, tx: Tx, asked: Asked, /) -> Report: ...


def kind_of(module: _Module) -> ReportKind:
    """Declare the report that a module makes."""
    return ReportKind(module.NAME, module.TITLE, module.QUESTION, module.PARAMETERS, module.make)
