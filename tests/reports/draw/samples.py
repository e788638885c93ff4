"""Reports to draw: a trial balance as a committee reads it, and random ones."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row

FUND = "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน"
DAY = date(2026, 1, 15)

TRIAL_COLUMNS = (
    Column("account", "เลขที่", Kind.CODE, 8),
    Column("name", "บัญชี", Kind.TEXT, 36),
    Column("brought", "ยกมา", Kind.MONEY, 14),
    Column("debit_satang", "เดบิต", Kind.MONEY, 14, "คงเหลือ"),
    Column("credit_satang", "เครดิต", Kind.MONEY, 14, "คงเหลือ"),
    Column("last_day", "วันล่าสุด", Kind.DAY, 12),
    Column("entries", "รายการ", Kind.NUMBER, 8),
)


def trial_balance() -> Report:
    """Draw every kind of column and row once: negative, nil, empty, a group, stacked marks, a formula."""
    return Report(
        name="trial-balance-sample",
        title="งบทดลอง",
        columns=TRIAL_COLUMNS,
        rows=(
            Row(("สินทรัพย์", None, None, None, None, None, None), Role.HEADING),
            Row(("1101", "เงินสดในมือ – ป๊ำ ที่ ญี่ปุ่น กี่ น้ำ", Money(368_000), Money(524_000), Money(0), DAY, 12)),
            Row(("1502", "ค่าเสื่อมราคาสะสม – ครุภัณฑ์", Money(-997_500), None, Money(1_045_000), None, 0)),
            Row(("รวมสินทรัพย์", None, Money(-629_500), Money(524_000), Money(1_045_000), None, 12), Role.SUBTOTAL),
            Row(("3101", "=HYPERLINK(1)", Money(386_604_000), Money(5), Money(0), date(2024, 2, 29), 1_139)),
            Row(("รวม 3 บัญชี", None, Money(0), Money(524_005), Money(1_045_000), None, 1_151), Role.TOTAL),
        ),
        subtitle="ณ วันที่ 15 มกราคม 2569",
        book_name=FUND,
        notes=("ยอดด้านเครดิตในช่องยกมาอยู่ในวงเล็บ",),
        facts=(("จำนวนบัญชี", 3), ("ยอดยกมา", Money(-12_345))),
        made_on=DAY,
    )


THAI = st.text(alphabet="กขญฐฎปฟนำำัิีึืุู็่้๊๋์ะาเแโใไๆฯ ", max_size=40)
TEXTS = st.one_of(
    THAI,
    st.sampled_from(["=1+1", "+66", "-", "@x", "ป๊ำ", "น้ำ", "ก่ำ", "ญี่ปุ่น", "a\nb", 'a"b,c', "(กกก)"]),
    st.text(alphabet=st.characters(codec="cp874", exclude_categories=["C"]), max_size=30),
).map(lambda text: " ".join(text.split()))
MONEY = st.integers(-(10**16), 10**16).map(Money)
DAYS = st.dates(date(1900, 3, 1), date(2456, 12, 31))
VALUES = {
    Kind.TEXT: TEXTS,
    Kind.CODE: st.from_regex(r"[A-Z]{0,2}[0-9]{1,13}", fullmatch=True),
    Kind.MONEY: st.none() | MONEY,
    Kind.DAY: st.none() | DAYS,
    Kind.NUMBER: st.none() | st.integers(-(10**9), 10**9),
}


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Make any report of up to six columns and a dozen rows."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=6))
    columns = tuple(
        Column(f"c{n}", f"ช่อง {n}", kind, draw(st.integers(4, 40)), draw(st.sampled_from(["", "กลุ่ม"])))
        for n, kind in enumerate(kinds)
    )
    cells = st.tuples(*(VALUES[kind] for kind in kinds))
    rows = draw(st.lists(st.builds(Row, cells, st.sampled_from(Role)), max_size=12))
    return Report("any", "รายงานใด ๆ", columns, tuple(rows), landscape=draw(st.booleans()), made_on=DAY)
