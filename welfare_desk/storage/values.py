"""Write the plain values of the rules as JSON, and read the same values back."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OURS = tuple(
    f"welfare_desk.{each}." for each in ("errors", "money", "ledger", "members", "welfare", "coop", "services")
)
_CLASS, _KEPT = "=", "is"


def written(value: object) -> str:
    """Write values: days, tuples, enumerations and dataclasses of the rules, and whatever JSON holds.

    Anything else is a `TypeError`: the program's own mistake.
    """
    return json.dumps(_out(value), ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Any:
    """Read what `written` wrote; what names anything but a value of the rules is a `BookError`."""
    return _in(json.loads(text))


_READ: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "bytes": bytes.fromhex,
    "tuple": lambda kept: tuple(_in(each) for each in kept),
    "dict": lambda kept: {_in(key): _in(each) for key, each in kept},
}


def _out(value: Any) -> Any:
    match value:
        case None | str() | int():
            out = value
        case list():
            out = [_out(each) for each in cast("list[Any]", value)]
        case date():
            out = _marked("day", value.isoformat())
        case bytes():
            out = _marked("bytes", value.hex())
        case tuple():
            out = _marked("tuple", [_out(each) for each in cast("tuple[Any, ...]", value)])
        case dict():
            pairs = cast("dict[Any, Any]", value).items()
            out = _marked("dict", [[_out(key), _out(each)] for key, each in pairs])
        case _:
            out = _ours(value)
    return out


def _ours(value: Any) -> dict[str, Any]:
    kind = cast("type[Any]", type(value))
    name = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(value, Enum) and _is_ours(name):
        return _marked(name, value.value)
    if is_dataclass(value) and _is_ours(name):
        return _marked(name, {each.name: _out(getattr(value, each.name)) for each in fields(value)})
    raise TypeError(kind)


def _marked(name: str, kept: object) -> dict[str, Any]:
    return {_CLASS: name, _KEPT: kept}


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return [_in(each) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    marked = cast("dict[str, Any]", value)
    name, kept = marked[_CLASS], marked[_KEPT]
    if name in _READ:
        return _READ[name](kept)
    kind = _class(name)
    if issubclass(kind, Enum):
        return kind(kept)
    return kind(**{field: _in(each) for field, each in kept.items()})


def _class(name: str) -> type[Any]:
    module, _, called = name.rpartition(".")
    found: Any = getattr(import_module(module), called, None) if _is_ours(name) else None
    if isinstance(found, type) and (issubclass(found, Enum) or is_dataclass(cast("type[Any]", found))):
        return cast("type[Any]", found)
    text = N_("The book holds a value “{name}” that this program does not know.")
    raise BookError(problem("value.unknown", text, name=name))


def _is_ours(name: str) -> bool:
    return name.startswith(_OURS)
