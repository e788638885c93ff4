"""The profile, self-assessments and what is handed up, from the command line."""


def test_a_profile_is_told_and_shown(say, book):
    told = ("fund", "profile", book, "--coordinator", "นางคำ", "--founded", "BE2553-11-01", "--population", "4200")
    assert say.done(*told).out == "The profile of the fund is kept.\n"
    assert "นางคำ" in say.done("report", "fund-profile", book).out
    assert say.refused("fund", "profile", book, "--population", "many") == "Write a whole number."
    assert say.done("fund", "age", book, "--close-days", "90").out == "The age of data is limited.\n"


def test_a_fund_assesses_itself(say, book):
    assert say.done("assess", "management", book, "told_board", "kept_file").out == "Kept as number 1.\n"
    item = "honesty=อ่านบัญชีในที่ประชุม 8/10"
    assert say.done("assess", "virtue", book, "--item", item, "--json").json == {"assessment": 2}
    assert "อ่านบัญชีในที่ประชุม" in say.done("report", "self-assessment", book).out
    assert say.refused("assess", "virtue", book, "--item", "x=1").startswith("Write --item VIRTUE=WORDS POINTS/MOST")


def test_what_was_handed_up_is_written_down_and_listed(say, book):
    new = ("submission", "record", book, "program", "--to", "พอช.", "--day", "2026-01-05", "--as-of", "2025-12-31")
    assert say.done(*new).out == "Written down as number 1.\n"
    assert say.done("submission", "record", book, "status_form", "--to", "อบต.", "--json").json == {"submission": 2}
    assert "พอช." in say.done("submission", "list", book).out
    assert "31 Dec 2568" in say.done("report", "readiness", book).out
