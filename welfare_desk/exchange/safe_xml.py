"""Read the XML of others without trusting it: no DTD, no entities, no network, and never more than memory holds."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 400_000_000
_DEEPEST = 40
GZIP = b"\x1f\x8b"


def unpacked(name: str, content: bytes) -> bytes:
    """Unpack gzip as far as memory allows; anything else is given back as it is."""
    if not content.startswith(GZIP):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            plain = packed.read(LARGEST + 1)
    except (OSError, EOFError, ValueError) as error:
        raise BookError(damaged(name)) from error
    except Exception as error:  # zlib has an error of its own
        raise BookError(damaged(name)) from error
    if len(plain) > LARGEST:
        text = N_("{file} unpacks to more than can be read.")
        raise BookError(problem("file.too_large", text, file=name))
    return plain


def damaged(name: str) -> Any:
    """Say that a file is damaged."""
    return problem("file.damaged", N_("{file} is damaged: it cannot be read to its end."), file=name)


def elements(name: str, content: bytes) -> Iterator[Any]:
    """Give the root when it begins, then every element when it ends; whoever has read one may `forget` it."""
    from lxml import etree  # noqa: PLC0415  # pyright: ignore[reportAttributeAccessIssue] - it has no stubs

    parser: Any = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in parser:
            if event == "start":
                depth += 1
                _refuse_deep(name, depth)
                if depth == 1:
                    _refuse_dtd(name, element)
                    yield element
            else:
                depth -= 1
                yield element
    except etree.XMLSyntaxError as error:
        text = N_("{file}, line {line}: this is no whole XML file.")
        raise BookError(problem("file.xml", text, file=name, line=error.lineno or "–")) from error


def _refuse_dtd(name: str, root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        text = N_("{file} brings a document type of its own, which can hide harm. It is not read.")
        raise BookError(problem("file.dtd", text, file=name))


def _refuse_deep(name: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise BookError(problem("file.deep", N_("{file} is nested too deeply to be a ledger."), file=name))


def forget(element: Any) -> None:
    """Let go of an element that was read, and of what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: Any) -> str:
    """Give the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, name: str) -> Any:
    """Find the first child of this name; None where there is none."""
    return None if element is None else next((each for each in element if local(each) == name), None)


def words(element: Any, *path: str) -> str:
    """Give the text at a path of names below an element; nothing where it is not."""
    for name in path:
        element = child(element, name)
    return "" if element is None else "".join(element.itertext()).strip()
