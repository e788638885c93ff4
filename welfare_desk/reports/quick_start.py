"""The quick start: from the setup to the first backup, a chapter each with a picture of the real screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.i18n import language
from welfare_desk.resource import resource

if TYPE_CHECKING:
    from pathlib import Path

_CHAPTER = re.compile(r"^# ([a-z-]+)\n## (.+)\n", re.MULTILINE)
_STEP = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


class Chapter(NamedTuple):
    """What is done, its steps in order (Markdown, bold only), and the picture that shows it, if there is one."""

    title: str
    steps: tuple[str, ...]
    picture: Path | None


def quick_start(kind: str = "") -> list[Chapter]:
    """Read the quick start of a kind of book in the chosen language."""
    name = "start-coop" if kind in MEMBER_OWNED else "start"
    parts = _CHAPTER.split(resource("help", f"{name}.{language()}.md").read_text(encoding="utf-8"))[1:]
    found: list[Chapter] = []
    for name, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        picture = resource("help", "pictures", f"{name}.png")
        found.append(Chapter(title, tuple(_STEP.findall(body)), picture if picture.is_file() else None))
    return found
