"""Keep what comes again every month under a name: money in, money out, money moved, journal entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import templates, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Template:
    """A form filled in beforehand: `content` holds what was typed, by the name of the field."""

    kind: str
    name: str
    content: dict[str, Any]


@needs(Permission.RECORD)
def keep_template(desk: Desk, template: Template) -> None:
    """Keep a template, in place of one of the same kind and name."""
    name = template.name.strip()
    if not name:
        raise RuleError(problem("template.no_name", N_("Give the template a name."), "name"))
    with desk.book.write() as tx:
        templates.put(tx, template.kind, name, json.dumps(template.content, ensure_ascii=False))
        trail.add(tx, desk.made(), "template.kept", name, kind=template.kind)


def list_templates(tx: Tx, kind: str) -> list[Template]:
    """Read the templates of a kind, in the order of their names."""
    return [Template(kind, name, json.loads(content)) for name, content in templates.of_kind(tx, kind)]


@needs(Permission.RECORD)
def discard_template(desk: Desk, kind: str, name: str) -> None:
    """Throw a template away."""
    with desk.book.write() as tx:
        if not templates.remove(tx, kind, name):
            raise RuleError(problem("template.unknown", N_("There is no template “{name}”."), "name", name=name))
        trail.add(tx, desk.made(), "template.discarded", name, kind=kind)
