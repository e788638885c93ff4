"""Every tambon has its place in the country."""

from welfare_desk.exchange.tambons import tambons
from welfare_desk.i18n import spoken


def test_every_tambon_is_named_once_with_its_district_and_province():
    found = {each.code: each for each in tambons()}
    assert len(found) == len(tambons()) > 7000
    assert found["400101"].name_th == "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000"
    assert found["100101"].name_th.startswith("แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร")
    with spoken("en"):
        assert found["400101"].name == "Nai Mueang, Mueang Khon Kaen, Khon Kaen 40000"
