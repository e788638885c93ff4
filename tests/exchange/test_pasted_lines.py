"""Rows copied from a spreadsheet become the lines of an entry."""

from welfare_desk.exchange.pasted_lines import PastedLine, read_lines

ACCOUNTS = {"1101": "เงินสดในมือ", "5303": "ค่าเอกสาร/เครื่องเขียน", "2201": "รับล่วงหน้า"}
FUNDS = {"welfare": "กองทุนสวัสดิการ", "reserve": "กองทุนสำรอง"}


def read(*rows):
    return read_lines("\n".join("\t".join(row) for row in rows), ACCOUNTS, FUNDS, {"00401"})


def test_account_debit_and_credit():
    lines, problems = read(
        ("บัญชี", "ชื่อ", "เดบิต", "เครดิต"),
        ("5303", "ค่าเอกสาร/เครื่องเขียน", "1,250.50", ""),
        ("1101", "เงินสดในมือ", "-", "1,250.50"),
        ("", "", "", ""),
    )
    assert lines == [PastedLine("5303", debit="1250.50"), PastedLine("1101", credit="1250.50")]
    assert problems == []


def test_one_amount_with_its_sign_and_the_account_by_its_name():
    lines, _problems = read(("ค่าเอกสาร/เครื่องเขียน", "๓๕๐"), ("1101 เงินสดในมือ", "(200)"), ("1101", "-150"))
    assert lines == [
        PastedLine("5303", debit="350"),
        PastedLine("1101", credit="200"),
        PastedLine("1101", credit="150"),
    ]


def test_fund_and_member_are_found_in_their_cells():
    lines, _problems = read(("2201", "กองทุนสวัสดิการ", "00401", "", "90"), ("1101", "reserve", "90", ""))
    assert lines == [PastedLine("2201", "welfare", "00401", credit="90"), PastedLine("1101", "reserve", debit="90")]


def test_a_row_whose_account_is_unknown_is_named():
    lines, problems = read(("1101", "10", ""), ("9999", "10", "0"))
    assert lines == [PastedLine("1101", debit="10")]
    assert [(each.code, each.params["row"]) for each in problems] == [("paste.no_account", 2)]


def test_what_is_no_number_counts_for_nothing():
    assert read(("1101", ",", "")) == ([], [])
    assert read(("1101", "-")) == ([], [])
