"""Two books of one body are put into one statement."""

from tests.builders import a_book, a_line
from tests.coop_books import a_busy_coop
from welfare_desk.services.openings import open_balances


def test_a_fund_and_a_cooperative_come_in_one_statement(say, tmp_path):
    coop = a_busy_coop(tmp_path)
    with (desk := a_book(tmp_path, "กองทุน ก.welfare")).book:
        open_balances(desk, [a_line("1114 welfare 11,500.50"), a_line("3101 welfare -11,500.50")])
        fund = desk.book.path
    same = say.done("combine", fund, coop, "--on", "2026-03-31", "--owes", "1:1114=2:21410/ORD-00001").out
    assert "taken out on both sides: 11,500.50 baht" in same
    assert "differ by" not in same
    out = tmp_path / "รวม.json"
    say.done("combine", fund, coop, "--on", "2026-03-31", "--owes", "1:1114=2:21410/ORD-00001", "-o", out)
    text = out.read_text(encoding="utf-8")
    assert "-1150050" in text
    for form in ("text", "csv", "xlsx", "pdf"):
        say.done("combine", fund, coop, "--as", form, "-o", tmp_path / f"x.{form}")
        assert (tmp_path / f"x.{form}").stat().st_size > 0
    differs = say.done("combine", fund, coop, "--on", "2026-03-31", "--owes", "1:1114=2:21420").out
    assert "differ by" in differs
    assert "write 1:1114=2:21410" in say.refused("combine", fund, coop, "--owes", "1114=21410")
    assert say.refused("combine", fund, coop, "--owes", "1:1=2:1") == "The chart has no account 1."
    assert "no savings account" in say.refused("combine", fund, coop, "--owes", "1:1114=2:21410/X")
