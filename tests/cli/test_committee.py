"""The committee and its meetings from the command line."""


def test_an_officer_is_taken_in_corrected_and_leaves(say, book):
    new = ("committee", "add", book, "นางมาลี ใจดี", "--post", "chair", "--from", "2025-10-01", "--to", "2029-09-30")
    assert say.done(*new, "--phone", "0812345678").out == "Written down as number 1.\n"
    assert say.done("committee", "add", book, "นายก้อน", "--post", "member", "--json").json == {"officer": 2}
    changed = ("committee", "change", book, "2", "--origin", "monks", "--name", "พระก้อน", "--post", "adviser")
    assert say.done(*changed, "--from", "2025-10-05").out == "Number 2 is corrected.\n"
    said = say.done("committee", "list", book, "--on", "2025-12-01").out
    assert "พระก้อน" in said
    assert "0812345678" not in said
    assert say.done("committee", "end", book, "2", "--day", "2025-11-01", "--reason", "ลาออก").out == (
        "The term of number 2 is ended.\n"
    )
    assert "พระก้อน" not in say.done("committee", "list", book).out
    assert "ลาออก" in say.done("committee", "list", book, "--all").out


def test_a_meeting_is_written_down_and_corrected(say, book):
    say.done("committee", "add", book, "นางมาลี", "--post", "chair", "--from", "2025-10-01")
    new = ("meeting", "add", book, "committee", "--name", "1/2569", "--day", "2025-12-01")
    assert say.refused(*new, "--resolution", "รับรอง") == "Write --resolution NUMBER=WORDS."
    assert say.refused(*new, "--present", "x") == "“x” is no whole number."
    assert say.done(*new, "--resolution", "1=รับรองรายงาน", "--present", "1").out == "Written down as number 1.\n"
    changed = ("meeting", "change", book, "1", "--name", "12/2568", "--place", "ศาลา", "--day", "2025-12-02")
    assert say.done(*changed, "--resolution", "2=จ่าย", "--minutes", "เปิด", "--people", "1").out == (
        "Number 1 is corrected.\n"
    )
    said = say.done("meeting", "list", book, "--from", "2025-10-01").out
    assert "12/2568" in said
    minutes = say.done("report", "meeting", book, "--number", "1").out
    assert "รับรองรายงาน" in minutes
    assert "จ่าย" in minutes
