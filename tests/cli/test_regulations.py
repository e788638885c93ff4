"""Regulations from the command line: written out, changed by hand, adopted, listed, read and tried."""

from __future__ import annotations

import json

ADOPTED = ("--adopted", "2025-09-15", "--resolution", "ประชุมใหญ่ 1/2568")


def changed(path, **given):
    content = json.loads(path.read_text(encoding="utf-8"))
    content["benefits"][1] |= given
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def written(say, book, folder, *options):
    path = folder / "ระเบียบ.json"
    say.done("regulation", "write", book, path, *options)
    return path


def test_rules_go_out_into_a_file_and_come_back_as_they_were(say, book, tmp_path):
    rules = written(say, book, tmp_path)
    before = rules.read_text(encoding="utf-8")
    assert json.loads(before)["benefits"][1]["rules"][0]["says"]
    say.done("regulation", "adopt", book, "--name", "ระเบียบ", "--from", "2025-10-01", *ADOPTED, "--rules", rules)
    assert written(say, book, tmp_path, "--number", "1").read_text(encoding="utf-8") == before
    assert written(say, book, tmp_path, "--ready").read_text(encoding="utf-8") == before
    listed = say.done("regulation", "list", book, "--json").json
    assert [row["name"] for row in listed["rows"]] == ["ระเบียบ"]
    assert "Pays 100.00 baht a night." in say.done("regulation", "show", book).out
    assert say.refused("regulation", "show", book, "7") == "There is no regulation 7."
    assert say.refused("regulation", "write", book, tmp_path / "x", "--number", "7") == "There is no regulation 7."


def test_a_file_that_is_wrong_is_refused_with_each_place(say, book, tmp_path):
    rules = written(say, book, tmp_path)
    changed(rules, account="4101", rules=[{"kind": "rate", "amount": "ร้อย"}, {"kind": "waiting", "count": 0}])
    adopt = ("regulation", "adopt", book, "--name", "ระเบียบ", "--from", "2025-10-01", *ADOPTED, "--rules", rules)
    said = say.refused(*adopt)
    assert "SICK: Choose an account of benefits that the chart has." in said
    assert "SICK, rule 1 Rate: “ร้อย” is no number; write it as 1,000 or 33.50." in said
    assert "SICK, rule 2 Waiting days: Days: write a whole number of one or more." in said
    rules.write_text("[]", encoding="utf-8")
    assert say.refused(*adopt).startswith("This file holds no regulation")


def test_a_benefit_is_tried_without_anything_being_written(say, book, tmp_path):
    made_up = ("--event", "2026-01-10", "--entry", "2025-12-01", "--owes", "31", "--quantity", "3")
    said = say.done("regulation", "try", book, "sick", *made_up, "--json").json
    assert said["amount"] == 0
    refusing = [each["code"] for each in said["reasons"] if each["effect"] == "refuses"]
    assert refusing == ["benefit.arrears", "benefit.waiting"]
    assert "At most 600.00 baht for one event." in said["met"]
    rules = written(say, book, tmp_path)
    changed(rules, rules=[{"kind": "rate", "amount": "200", "unit": "night"}])
    said = say.done("regulation", "try", book, "SICK", *made_up, "--asked", "500", "--rules", rules).out
    assert said.startswith("500.00 baht by these rules; nothing was written.")
    assert say.refused("regulation", "try", book, "LUCK").startswith(
        "The rules know no benefit “LUCK”; they know BIRTH"
    )
    assert say.done("regulation", "list", book, "--json").json["rows"] == []
