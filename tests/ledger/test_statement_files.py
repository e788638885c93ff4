"""Whole statements from a trial balance by their layout files alone; every figure is invented, and worked out by hand.

An agency's three yearly statements, and those that come with the program for other bodies.
"""

from pathlib import Path

import pytest

from welfare_desk.ledger.accounts import problems_of_chart, read_chart
from welfare_desk.ledger.layout_files import read_layout
from welfare_desk.ledger.layout_problems import problems_of_layout, unlisted
from welfare_desk.ledger.statement_figures import set_apart
from welfare_desk.ledger.statement_layouts import Figure, own_lines
from welfare_desk.ledger.statement_rows import faults, fill
from welfare_desk.resource import resource

OURS = Path(__file__).parents[1] / "layouts"
# account: what stood at the start, what moved in the year (debit positive, in baht)
AGENCY = {
    "1110": (900, 225), "1120": (300, 100), "1130": (150, -30), "1131": (-10, -8), "1190": (20, 5), "1210": (700, 90),
    "1211": (-30, -12), "1220": (500, 60), "1221": (-80, -40), "2110": (-60, 15), "2120": (-15, -5),
    "2210": (-200, -50), "3100": (-1000, 0), "3200": (-1175, 0), "4100": (0, -800), "4200": (0, -45), "4900": (0, -12),
    "5100": (0, 240), "5200": (0, 207), "5300": (0, 40), "5400": (0, 20),
}  # fmt: skip
ENTRIES = ([("5300", 40), ("1221", -40)], [("5400", 20), ("1131", -8), ("1211", -12)])
POSITION = """
สินทรัพย์
   สินทรัพย์หมุนเวียน
      เงินสดและรายการเทียบเท่าเงินสด | 1,125 | 900
      เงินลงทุนระยะสั้น | 400 | 300
      เงินให้กู้ยืมที่ถึงกำหนดภายในหนึ่งปี – สุทธิ | 102 | 140
      สินทรัพย์หมุนเวียนอื่น | 25 | 20
   รวมสินทรัพย์หมุนเวียน | 1,652 | 1,360
   สินทรัพย์ไม่หมุนเวียน
      เงินให้กู้ยืมระยะยาว – สุทธิ | 748 | 670
      ที่ดิน อาคาร และอุปกรณ์ – สุทธิ | 440 | 420
   รวมสินทรัพย์ไม่หมุนเวียน | 1,188 | 1,090
รวมสินทรัพย์ | 2,840 | 2,450
หนี้สินและส่วนทุน
   หนี้สินหมุนเวียน
      เจ้าหนี้ | 45 | 60
      ค่าใช้จ่ายค้างจ่าย | 20 | 15
   รวมหนี้สินหมุนเวียน | 65 | 75
   หนี้สินไม่หมุนเวียน
      เงินอุดหนุนรอการรับรู้ | 250 | 200
   รวมหนี้สิน | 315 | 275
   ส่วนทุน
      ทุน | 1,000 | 1,000
      รายได้สูง (ต่ำ) กว่าค่าใช้จ่ายสะสม | 1,525 | 1,175
   รวมส่วนทุน | 2,525 | 2,175
รวมหนี้สินและส่วนทุน | 2,840 | 2,450"""
PERFORMANCE = """
รายได้
   รายได้จากงบประมาณ | 800
   รายได้ดอกเบี้ยจากเงินให้กู้ยืม | 45
   รายได้อื่น | 12
รวมรายได้ | 857
ค่าใช้จ่าย
   ค่าใช้จ่ายบุคลากร | 240
   ค่าใช้จ่ายเงินอุดหนุน | 207
   ค่าเสื่อมราคา | 40
   หนี้สงสัยจะสูญ | 20
รวมค่าใช้จ่าย | 507
รายได้สูงกว่าค่าใช้จ่ายสุทธิ | 350"""
CASH_FLOW = """
กระแสเงินสดจากกิจกรรมดำเนินงาน
   รายได้สูง (ต่ำ) กว่าค่าใช้จ่ายจากกิจกรรมตามปกติ | 350
   รายการปรับกระทบยอด
      ค่าเสื่อมราคา | 40
      หนี้สงสัยจะสูญ | 20
   สินทรัพย์และหนี้สินดำเนินงาน
      เงินให้กู้ยืม (เพิ่มขึ้น) ลดลง | (60)
      สินทรัพย์อื่น (เพิ่มขึ้น) ลดลง | (5)
      หนี้สิน เพิ่มขึ้น (ลดลง) | 40
กระแสเงินสดสุทธิจากกิจกรรมดำเนินงาน | 385
กระแสเงินสดจากกิจกรรมลงทุน
   เงินลงทุนระยะสั้น (เพิ่มขึ้น) ลดลง | (100)
   ซื้อที่ดิน อาคาร และอุปกรณ์ | (60)
กระแสเงินสดสุทธิจากกิจกรรมลงทุน | (160)
เงินสดเพิ่มขึ้น (ลดลง) สุทธิ | 225
เงินสด ณ วันต้นงวด | 900
เงินสด ณ วันปลายงวด | 1,125
เงินสดตามบัญชี | 1,125"""


def chart_of(path):
    accounts = read_chart(path.read_text(encoding="utf-8"))
    assert problems_of_chart(accounts) == []
    return {each.code: each for each in accounts}


def written(layout, chart, *columns):
    assert problems_of_layout(layout, chart) == []
    assert faults(layout, chart, columns) == []
    lines = []
    for row in fill(layout, chart, columns):
        amounts = [f"({-each.satang:,})" if each.satang < 0 else f"{each.satang:,}" for each in row.amounts]
        lines.append("\n" + " | ".join(["   " * row.line.level + row.words, *amounts]))
    return "".join(lines)


@pytest.mark.parametrize(
    ("name", "said", "columns"),
    [("agency-position", POSITION, 2), ("agency-performance", PERFORMANCE, 1), ("agency-cash-flow", CASH_FLOW, 1)],
)
def test_the_statements_of_an_agency(name, said, columns):
    assert [sum(each[at] for each in AGENCY.values()) for at in (0, 1)] == [0, 0]
    chart = chart_of(OURS / "agency_chart.tsv")
    layout = read_layout((OURS / f"{name}.toml").read_text(encoding="utf-8"))
    assert unlisted(layout, chart) == ([], [])
    apart = {}
    for entry in ENTRIES:
        for code, satang in set_apart(entry, own_lines(layout, chart), chart).items():
            apart[code] = apart.get(code, 0) + satang
    now = {code: Figure(began, 0, moved, 0, apart.get(code, 0)) for code, (began, moved) in AGENCY.items()}
    before = {code: Figure(began) for code, (began, _moved) in AGENCY.items()}
    assert written(layout, chart, *[now, before][:columns]) == said


BODIES = {  # a trial balance after a year, and the totals of the position
    "cooperative": (
        {"11110": 50, "11131": 900, "11533": 4_000, "11591": -120, "12220": 800, "12221": -90, "21410": -2_600,
         "21520": -15, "22110": -500, "31000": -1_800, "32000": -400, "41010": -290, "51010": 45, "52010": 20},
        5_540, "ทุนเรือนหุ้นที่ชำระแล้ว | 1,800", "กำไรสุทธิที่ยังไม่ปิดบัญชี | 225",
    ),
    "savings_group": (
        {"11010": 30, "12210": 470, "13010": 1_500, "13110": -50, "21010": -600, "31010": -700, "31020": -580,
         "41010": -90, "53010": 20},
        1_950, "เงินรับฝาก | 600", "กำไรสุทธิที่ยังไม่ปิดบัญชี | 70",
    ),
    "village_fund": (
        {"11010": 5, "12110": 1_095, "13010": 900, "32010": -1_000, "31020": -800, "34100": -150, "41010": -70,
         "54010": 20},
        2_000, "เงินให้สมาชิกกู้ – สุทธิ | 900", "กำไรสุทธิที่ยังไม่ปิดบัญชี | 50",
    ),
    "welfare_fund": (
        {"1101": 10, "1111": 990, "1201": 75, "1501": 30, "1502": -5, "2201": -20, "3101": -800, "3102": -200,
         "3301": 60, "4101": -200, "5104": 60},
        1_100, "ที่ดิน อาคาร และอุปกรณ์ – สุทธิ | 25", "รายได้สูงกว่าค่าใช้จ่ายที่ยังไม่ปิดบัญชี | 140",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
def test_the_position_of_every_kind_of_body(kind):
    balances, assets, *said = BODIES[kind]
    assert sum(balances.values()) == 0
    chart = chart_of(resource("charts", f"{kind}.tsv"))
    layout = read_layout(resource("layouts", kind, "financial-position.toml").read_text(encoding="utf-8"))
    words = written(layout, chart, {code: Figure(satang) for code, satang in balances.items()})
    assert f"\nรวมสินทรัพย์ | {assets:,}\n" in words
    assert all(f" {each}\n" in words for each in said)


def test_the_money_of_a_fund_by_its_sources():
    chart = chart_of(resource("charts", "welfare_fund.tsv"))
    layout = read_layout(resource("layouts", "welfare_fund", "position-by-source.toml").read_text(encoding="utf-8"))
    balances = {code: Figure(satang) for code, satang in BODIES["welfare_fund"][0].items()}
    assert (
        written(layout, chart, balances)
        == """
เงินอยู่ที่ไหน
   เงินสดในมือ | 10
   เงินฝากธนาคาร | 990
   สินทรัพย์อื่น | 100
   หัก หนี้สิน | (20)
รวมเงินกองทุนสุทธิ | 1,080
เงินมาจากไหน
   สมาชิก | 1,000
   รัฐผ่าน พอช. | 200
   องค์กรปกครองส่วนท้องถิ่น | 0
   แหล่งอื่น | 0
   หัก สวัสดิการและค่าใช้จ่ายสะสม | (120)
รวมเงินกองทุนตามแหล่ง | 1,080"""
    )


def test_the_notice_of_a_village():
    chart = chart_of(resource("charts", "welfare_fund.tsv"))
    layout = read_layout(resource("layouts", "welfare_fund", "village-notice.toml").read_text(encoding="utf-8"))
    month = {
        "1101": Figure(500, moved=70),
        "1111": Figure(900, moved=-30),
        "4101": Figure(moved=-200, received=200),
        "5104": Figure(moved=150, paid=150),
        "5303": Figure(moved=10, paid=10),
    }
    assert (
        written(layout, chart, month)
        == """
เงินคงเหลือยกมา | 1,400
   เงินสมทบจากสมาชิก | 200
   รายรับอื่นทั้งหมด | 0
   จ่ายสวัสดิการ | (150)
   ค่าใช้จ่ายบริหาร | (10)
เงินคงเหลือยกไป | 1,440
ฝากไว้ที่
   เงินสดในมือ | 570
   ธนาคาร | 870
รวม | 1,440"""
    )
