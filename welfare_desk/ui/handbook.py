"""The handbook: one section a page, in both languages, as Markdown under `resources/help`."""

from __future__ import annotations

import re

from welfare_desk.i18n import language
from welfare_desk.resource import resource

_HEAD = re.compile(r"^# ([a-z-]+)\n", re.MULTILINE)


def handbook() -> dict[str, str]:
    """Read the handbook in the chosen language: Markdown by the name of the page."""
    text = resource("help", f"{language()}.md").read_text(encoding="utf-8")
    parts = _HEAD.split(text)[1:]
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
