"""Layouts of statements: what a file may say, what is wrong with one, and how it is filled with figures."""

from dataclasses import replace

import pytest

from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.layout_files import read_layout, write_layout
from welfare_desk.ledger.layout_problems import problems_of_layout, unlisted
from welfare_desk.ledger.statement_figures import between_funds, set_apart
from welfare_desk.ledger.statement_layouts import Figure, Measure, StatementKind, chosen, measures, own_lines, terms
from welfare_desk.ledger.statement_rows import faults, fill
from welfare_desk.resource import resource

CHART = {each.code: each for each in read_chart(resource("charts", "welfare_fund.tsv").read_text(encoding="utf-8"))}
CHARTS = ("welfare_fund", "cooperative", "savings_group", "village_fund")
HEAD = 'name = "short"\nkind = "position"\ntitle_th = "งบย่อ"\ntitle_en = "Short"\n'
SHORT = f"""{HEAD}
[[line]]
kind = "heading"
th = "มี"
en = "There is"

[[line]]
th = "เงินสด"
en = "Cash"
id = "cash"
accounts = ["1100"]
but = ["1114"]

[[line]]
th = "สินทรัพย์อื่น"
en = "Other assets"
id = "other"
types = ["asset"]
but = ["1101-1113"]
each = true

[[line]]
kind = "total"
th = "รวม"
en = "All"
id = "assets"
formula = "cash + other"

[[line]]
th = "หนี้สินและเงินกองทุน"
en = "Owed and funds"
id = "rest"
types = ["liability", "equity", "income", "expense"]
side = "credit"
above_th = "เหลือ"
above_en = "Left"
below_th = "ขาด"
below_en = "Short"

[[proof]]
th = "สองข้างเท่ากัน"
en = "Both sides agree"
left = "assets"
right = "rest"
"""


def balances(**codes):
    return {code.strip("_"): Figure(satang) for code, satang in codes.items()}


def said(layout, *columns):
    with spoken("en"):
        return [
            (row.words, *(None if each is None else each.satang for each in row.amounts))
            for row in fill(layout, CHART, columns)
        ]


def problems(text):
    with pytest.raises(RuleError) as refused:
        read_layout(text)
    return [(each.code, each.params["line"]) for each in refused.value.problems]


def test_a_layout_is_filled_line_by_line():
    now = balances(_1101=500, _1111=250, _1114=80, _1501=90, _1502=-20, _2101=-100, _3101=-800)
    before = balances(_1101=5, _3101=-5)
    assert said(read_layout(SHORT), now, before, None) == [
        ("There is",),
        ("Cash", 750, 5, None),
        ("Fixed deposits", 80, 0, None),
        ("Office equipment", 90, 0, None),
        ("Accum. depreciation – office equipment", -20, 0, None),
        ("All", 900, 5, None),
        ("Left", 900, 5, None),
    ]
    assert faults(read_layout(SHORT), CHART, [now, before, None]) == []


def test_words_turn_with_the_sign():
    layout = read_layout(SHORT)
    assert said(layout, balances(_1101=-5, _3101=5))[-1] == ("Short", -5)
    assert said(layout, balances(_1101=-5, _3101=5), balances(_1101=5, _3101=-5))[-1] == ("Owed and funds", -5, 5)
    with spoken("th"):
        assert (layout.title, layout.lines[0].name, layout.proofs[0].name) == ("งบย่อ", "มี", "สองข้างเท่ากัน")


def test_an_account_in_no_line_or_in_two_and_a_proof_that_fails_are_named():
    lost = read_layout(SHORT.replace('but = ["1101-1113"]', 'but = ["1101-1113", "1501"]'))
    now = balances(_1101=10, _1501=5, _3101=-15, due_from=3)
    with spoken("en"):
        assert [each.sentence() for each in faults(lost, CHART, [now])] == [
            "1501 Office equipment has an amount and stands in no line of this statement.",
            "due_from has an amount and stands in no line of this statement.",
            "Both sides agree: this does not hold, it differs by 0.05 baht.",
        ]
    twice = read_layout(SHORT.replace('but = ["1101-1113"]', 'but = ["1102-1113"]'))
    assert [each.code for each in faults(twice, CHART, [now])][:1] == ["statement.twice"]
    assert faults(replace(lost, kind=StatementKind.FREE, proofs=()), CHART, [now]) == []
    assert faults(read_layout(SHORT), CHART, [balances(_1101=0)]) == []
    assert {row[0] for row in said(read_layout(SHORT.replace('"1100"', '"1111"')), now)} >= {"There is", "All"}
    grouped = read_layout(SHORT.replace('accounts = ["1100"]', 'form10 = ["A.cash_on_hand"]\ncash_flow = ["cash"]'))
    assert chosen(grouped.lines[1], CHART) == ["1101", "1102", "1103", "1104"]
    shows = read_layout(SHORT.replace('types = ["asset"]', 'types = ["asset"]\naccounts = ["due_from", "1000"]'))
    assert "due_from" in chosen(shows.lines[2], CHART)
    assert [row for row in said(shows, now) if row[0] == "Other assets"] == [("Other assets", 3)]


def test_receipts_and_payments_need_both_sides():
    text = f"""{HEAD.replace("position", "receipts-payments")}
[[line]]
th = "เงิน"
cash_flow = ["cash"]
[[line]]
th = "รับ"
types = ["asset", "liability"]
but = ["1101-1113"]
measure = "received"
side = "credit"
[[line]]
th = "รายได้"
types = ["income"]
measure = "cash"
side = "credit"
"""
    layout = read_layout(text)
    both = {"2201": Figure(received=5, paid=2), "4101": Figure(received=7), "1101": Figure(brought=1)}
    assert [each.params["account"][:4] for each in faults(layout, CHART, [both])] == ["2201"]
    assert faults(layout, CHART, [{"2201": Figure(received=5), "1501": Figure()}]) == []
    missing, twice = unlisted(layout, CHART)
    assert {"2201", "3401", "5101"} <= set(missing)
    assert not twice
    assert [row[1:] for row in said(layout, both)] == [(1,), (5,), (7,)]


def test_headings_go_with_their_lines():
    text = HEAD + "".join(
        f'[[line]]\nkind = "heading"\nth = "{words}"\nlevel = {level}\n' for words, level in (("a", 0), ("b", 1))
    )
    only = read_layout(text)
    assert said(only) == []
    line = '[[line]]\nth = "c"\naccounts = ["1101"]\nshown = true\n'
    assert said(read_layout(text + line), {}) == [("a",), ("b",), ("c", 0)]
    assert said(read_layout(text + line.replace("shown = true\n", "")), {}) == []
    assert said(read_layout(text + '[[line]]\nkind = "heading"\nth = "d"\n' + line), {}) == [("d",), ("c", 0)]


def test_formulas():
    assert terms("a + b_2 - c") == [(1, "a"), (1, "b_2"), (-1, "c")]
    assert terms("-a") == [(-1, "a")]
    assert [terms(each) for each in ("", "a b", "a +", "3", "A")] == [None] * 5


def test_measures():
    figure = Figure(brought=100, opened=3, moved=20, closed=-7, non_cash=4, received=9, paid=5)
    amounts = {each.value: figure.amount(each) for each in Measure}
    assert amounts == {
        "balance": 113, "opening": 100, "result": 23, "opened": 3, "change": 16, "non-cash": 4, "cash": -4,
        "received": -9, "paid": 5,
    }  # fmt: skip
    assert figure.plus(figure).brought == 200


@pytest.mark.parametrize(
    ("was", "becomes", "found"),
    [
        ('"งบย่อ"', '"งบย่อ', [("layout.toml", 3)]),
        (SHORT, '"', [("layout.toml", 1)]),
        ('name = "short"\n', "", [("layout.head", 1)]),
        ('"position"', '"sideways"', [("layout.choice", 2)]),
        ("each = true", "each = 1", [("layout.value", 24)]),
        ('"1100"', "1100", [("layout.value", 15)]),
        ('["1100"]', "1100", [("layout.value", 15)]),
        ('["asset"]', '["assets"]', [("layout.choice", 22)]),
        ('id = "cash"', 'id = "Cash"', [("layout.id", 14)]),
        ("formula =", "sum =", [("layout.unknown_key", 31)]),
        ("left =", "lft =", [("layout.unknown_key", 47)]),
        ("title_en", "title_fr", [("layout.unknown_key", 4)]),
        (SHORT, HEAD, [("layout.empty", 1)]),
        (SHORT, f'{HEAD}line = "one"\n', [("layout.empty", 1), ("layout.tables", 5)]),
        ('th = "เงินสด"', '"th" = ["a"]', [("layout.value", 11)]),
        ("left = ", '"left" = ["a"] # ', [("layout.value", 44)]),
        (SHORT, f'{HEAD}line = [{{th = "ก", level = 9}}]\n', [("layout.value", 1)]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_its_line(was, becomes, found):
    assert sorted(problems(SHORT.replace(was, becomes, 1))) == found


@pytest.mark.parametrize(
    ("was", "becomes", "found"),
    [
        ('th = "เงินสด"', 'th = ""', [("layout.no_words", 11)]),
        ('id = "other"', 'id = "cash"', [("layout.twice", 18), ("layout.unknown_line", 26)]),
        ('"1114"', '"1199"', [("layout.no_account", 11)]),
        ('accounts = ["1100"]\n', "", [("layout.no_accounts", 11)]),
        ("cash + other", "cash other", [("layout.formula", 26)]),
        ("cash + other", "cash + rest", [("layout.unknown_line", 26)]),
        ('right = "rest"', 'right = "nothing"', [("layout.unknown_line", 44)]),
    ],
)
def test_what_does_not_fit_the_chart_is_named_in_its_line(was, becomes, found):
    layout = read_layout(SHORT.replace(was, becomes, 1))
    assert [(each.code, each.params["line"]) for each in problems_of_layout(layout, CHART)] == found


@pytest.mark.parametrize("kind", CHARTS)
def test_the_layouts_that_come_with_the_program_are_whole(kind):
    text = resource("charts", f"{kind}.tsv").read_text(encoding="utf-8")
    chart = {each.code: each for each in read_chart(text)}
    files = {path.stem: path for folder in ("any", kind) for path in sorted(resource("layouts", folder).glob("*.toml"))}
    assert {"financial-position", "performance", "cash-flow", "receipts-payments"} <= set(files)
    for name, path in files.items():
        layout = read_layout(path.read_text(encoding="utf-8"))
        assert layout.name == name
        assert problems_of_layout(layout, chart) == [], name
        assert unlisted(layout, chart) == ([], []), name
        assert all(line.name_en for line in layout.lines), "a sentence of ours in both languages"
        again = read_layout(write_layout(layout))
        assert [replace(each, at=0) for each in again.lines] == [replace(each, at=0) for each in layout.lines]
        assert [replace(each, at=0) for each in again.proofs] == [replace(each, at=0) for each in layout.proofs]


def test_what_moves_no_money_is_taken_off_what_it_was_posted_against():
    own = ("5311", "5314", "4502")
    worn = [("5311", 300), ("1502", -100), ("1504", -200)]
    assert set_apart(worn, own, CHART) == {"5311": 300, "1502": -100, "1504": -200}
    sold = [("1101", 1200), ("1502", 600), ("1501", -1500), ("4502", -300)]
    assert set_apart(sold, own, CHART) == {"4502": -300, "1502": 300}
    lost = [("1101", 800), ("1502", 600), ("1501", -1500), ("5314", 100)]
    assert set_apart(lost, own, CHART) == {"5314": 100, "1501": -100}
    land = [("1101", 1200), ("1505", -1000), ("4502", -200)]
    assert set_apart(land, own, CHART) == {"4502": -200, "1505": 200}
    assert set_apart([("5311", 5), ("1101", -5)], own, CHART) == {}
    assert own_lines(read_layout(SHORT), CHART) == ()
    assert measures(read_layout(SHORT)) == {Measure.BALANCE}


def test_what_funds_owe_one_another_is_shown_where_cash_is_below_zero():
    found = {("1111", "welfare"): -100, ("1111", "reserve"): 300, ("1111", "administration"): 100, ("2101", "x"): -5}
    assert between_funds(found, CHART) == {
        ("1111", "welfare"): 100, ("due_to", "welfare"): -100,
        ("1111", "reserve"): -75, ("due_from", "reserve"): 75,
        ("1111", "administration"): -25, ("due_from", "administration"): 25,
    }  # fmt: skip
    assert between_funds({("1101", "welfare"): -9, ("1101", "reserve"): 5}, CHART) == {}
