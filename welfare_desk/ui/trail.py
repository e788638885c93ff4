"""The way through the pages, back and forward as in a browser."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """A page that was shown, with its parameters."""

    page: str
    params: dict[str, str]


class Trail:
    """The steps so far and where among them the person stands; a new step forgets what lay ahead."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._here = -1

    @property
    def here(self) -> Step | None:
        """Give the step that is shown; nothing before the first."""
        return self._steps[self._here] if self._steps else None

    def step(self, page: str, params: dict[str, str]) -> None:
        """Go on to a page; staying where one is makes no step."""
        if self.here != (page, params):
            del self._steps[self._here + 1 :]
            self._steps.append(Step(page, params))
            self._here += 1

    def back(self) -> Step | None:
        """Go one step back; nothing at the beginning."""
        return self._move(-1)

    def forward(self) -> Step | None:
        """Go one step forward again; nothing at the end."""
        return self._move(1)

    def clear(self) -> None:
        """Forget every step."""
        self._steps.clear()
        self._here = -1

    def _move(self, by: int) -> Step | None:
        to = self._here + by
        if not 0 <= to < len(self._steps):
            return None
        self._here = to
        return self._steps[to]
