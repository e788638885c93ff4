"""Papers of the day from the command line: cash handed in, receipt books, cheques."""


def test_cash_of_a_village_is_handed_in(say, book):
    say.done("member", "add", book, "00001", "--first-name", "มาลี", "--no-id", "missing")
    say.done("collect", book, "00001=30", "--village", "1", "--account", "1103")
    assert say.done("hand-in", "make", book, "1", "--by", "ป้าแดง").out.startswith("Posted as JV")
    assert "perhaps it was handed in already" in say.refused("hand-in", "make", book, "1", "--by", "ป้าแดง")


def test_a_receipt_book_is_given_marked_and_returned(say, book):
    assert say.done("receipt-book", "give", book, "21", "--holder", "ป้าแดง").out == "ป้าแดง holds receipt book 21.\n"
    say.done("receipt-book", "mark", book, "21", "3", "--reason", "เขียนผิด")
    say.done("receipt-book", "return", book, "21")
    row = say.done("report", "receipt-books", book, "--as", "json").json["rows"][0]
    assert (row["spoiled"], row["unused"], row["missing"]) == (1, 47, "1–2")


def test_a_cheque_is_drawn_changed_and_spoiled(say, book):
    say.done("money", "in", book, "--line", "4302=500", "--cash", "1111", "--memo", "บริจาค")
    say.done("money", "out", book, "--line", "5303=120", "--cash", "1111", "--memo", "เครื่องเขียน")
    voucher = say.done("report", "vouchers", book, "--as", "json").json["rows"][0]["voucher"]
    drawn = say.done("cheque", "draw", book, "0001234", "--voucher", voucher, "--json").json
    assert drawn == {"account": "1111", "number": "0001234", "satang": 12000}
    say.done("cheque", "change", book, "0001234", "presented")
    say.done("cheque", "spoil", book, "0001235", "--reason", "เขียนผิด")
    assert "cannot change in this way" in say.refused("cheque", "change", book, "0001234", "void", "--reason", "x")


def test_an_office_is_handed_over(say, book):
    say.done("money", "in", book, "--line", "4302=500", "--cash", "1101", "--memo", "บริจาค")
    hand_over = ("handover", book, "treasurer", "--by", "นางคำ", "--to", "นางแดง", "--keys", "กุญแจตู้")
    said = say.refused(*hand_over)
    assert said == "Count this too, or look into the passbook; write 0 if there is nothing."
    assert say.done(*hand_over, "--found", "1101=500").out == "Kept as handover 1.\n"
    row = say.done("report", "handovers", book, "--as", "json").json["rows"][0]
    assert (row["taker"], row["found_satang"]) == ("นางแดง", 50000)
