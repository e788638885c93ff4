"""What a fund does besides paying money, from the command line."""


def test_a_meeting_is_written_down_listed_and_taken_out(say, book):
    new = ("activity", "add", book, "committee_meeting", "--name", "ประชุมประจำเดือน", "--people", "9")
    assert say.done(*new, "--note", "ครั้งที่ 1").out == "Written down as number 1.\n"
    assert say.done("activity", "add", book, "welfare", "--name", "เยี่ยมไข้", "--json").json == {"activity": 2}
    said = say.done("activity", "list", book).out
    assert "ประชุมประจำเดือน" in said
    assert "committee meeting" in said
    assert say.done("activity", "remove", book, "1", "--reason", "ซ้ำ").out == "Number 1 was taken out.\n"
    assert "ประชุมประจำเดือน" not in say.done("activity", "list", book, "--from", "2020-01-01").out
    assert say.refused("activity", "remove", book, "1", "--reason", "ซ้ำ") == "There is no activity 1."
