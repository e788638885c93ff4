"""Grants from the command line, from the letter to the close."""


def test_a_grant_goes_its_way(say, book):
    new = ("grant", "new", book, "--name", "บ่อน้ำ", "--giver", "อบต.", "--letter", "อบต 7")
    assert say.done(*new, "--income", "4203", "--amount", "900").out == "Grant 1 is kept; nothing was posted.\n"
    assert say.done("grant", "receive", book, "1", "--amount", "500", "--for", "งวดที่ 1").out.startswith("Posted as RV")
    spend = ("--for", "ค่าท่อ", "--expense", "5201", "--payee", "ร้านวัสดุ")
    assert say.done("grant", "spend", book, "1", "--amount", "300", *spend).out.startswith("Posted as PV")
    assert "is neither spent nor given back" in say.refused("grant", "close", book, "1")
    said = say.done("grant", "list", book, "--state", "open").out
    assert "being spent" in said
    assert say.done("grant", "return", book, "1", "--amount", "200", "--for", "โอนคืน", "--json").json["voucher"]
    assert say.done("grant", "close", book, "1").out == "Grant 1 is closed.\n"
    assert "There are no grants like these." in say.done("grant", "list", book, "--state", "open").out
    assert say.refused("grant", "close", book, "7") == "There is no grant 7."
    assert say.done("verify", book, "--json").json["ok"]
