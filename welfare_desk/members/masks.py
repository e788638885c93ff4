"""Hide ID numbers and telephone numbers: enough stays to tell one from another, too little to use it."""

from __future__ import annotations

import re

SHOWN_OF_ID = 3
SHOWN_OF_PHONE = 4
_BARE = r"(?<![0-9A-Za-z๐-๙]){}(?![0-9A-Za-z๐-๙])"  # Thai letters may stand against it, as people write
_ID = re.compile(_BARE.format(r"\d[- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d"))
_PHONE = re.compile(_BARE.format(r"(?:\+66[- ]?|[0๐])\d{1,2}[- ]?\d{3}[- ]?\d{3,4}"))


def hide_id(digits: str | None) -> str:
    """Write an ID number of the register with all but its last three digits hidden: x-xxxx-xxxxx-69-1."""
    if digits is None or len(digits) < SHOWN_OF_ID:
        return digits or ""
    return f"x-xxxx-xxxxx-{digits[-3:-1]}-{digits[-1]}"


def hide_phone(number: str) -> str:
    """Hide all but the last four digits of whatever stands where a telephone number belongs: xxx-xxx-4567."""
    hidden = sum(sign.isdigit() for sign in number) - SHOWN_OF_PHONE
    written: list[str] = []
    for sign in number:
        written.append("x" if sign.isdigit() and hidden > 0 else sign)
        hidden -= sign.isdigit()
    return "".join(written)


def hide_numbers(text: str) -> str:
    """Hide every ID number and telephone number in a text that somebody wrote, with dashes, blanks or Thai digits."""
    text = _ID.sub(lambda found: hide_id("".join(each for each in found[0] if each.isdigit())), text)
    return _PHONE.sub(lambda found: hide_phone(found[0]), text)
