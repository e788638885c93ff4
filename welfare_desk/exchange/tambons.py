"""Tambons with their codes: subdistrict, district, province and post code, as the package `geothai` gives them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import geothai

from welfare_desk.i18n import named

if TYPE_CHECKING:
    from geothai import types

_BANGKOK = "10"


class Tambon(NamedTuple):
    """A subdistrict: its six-digit code, and how an address names it in Thai and in English."""

    code: str
    name_th: str
    name_en: str

    @property
    def name(self) -> str:
        """Name it in the chosen language."""
        return named(self.name_th, self.name_en)


@cache
def tambons() -> tuple[Tambon, ...]:
    """Give every tambon of the country, in the order of their codes."""
    return tuple(
        _named(province, district, tambon)
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
        for tambon in geothai.subdistricts(district.code)
    )


def _named(province: types.Province, district: types.District, tambon: types.Subdistrict) -> Tambon:
    post = tambon.postal_codes[0] if tambon.postal_codes else ""
    if province.code == _BANGKOK:
        thai = f"แขวง{tambon.name_th} {district.name_th} {province.name_th}"
    else:
        thai = f"ต.{tambon.name_th} อ.{district.name_th} จ.{province.name_th}"
    english = f"{tambon.name_en}, {district.name_en}, {province.name_en}"
    return Tambon(tambon.code, f"{thai} {post}".strip(), f"{english} {post}".strip())
