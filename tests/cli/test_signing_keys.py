"""The signing key from the command line: shown, handed over, under another PIN, taken, renewed, replaced as lost."""

import json

import pytest

from tests.services.committee import PASSWORD

PIN, HERS, NEW = "135790", "246813", "975310"


@pytest.fixture
def who(tmp_path):
    """Write what a person knows: the own password, the PIN of the key, a new one."""

    def knows(user, pin=PIN, new_pin=""):
        path = tmp_path / f"{user}.json"
        kept = {"user": user, "password": PASSWORD, "new_password": PASSWORD, "pin": pin, "new_pin": new_pin}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return path

    return knows


@pytest.fixture
def closed(say, book, who):
    """A book of มาลี and ก้อน, who chairs, and an auditor; มาลี has closed October."""
    malee = ("--secrets", who("มาลี"))
    assert say.done("key", "show", book).out.startswith("No month was closed yet")
    assert say.refused("key", "renew", book, "--reason", "x", *malee).startswith("The book has no signing key yet")
    say.done("user", "begin", book, "--name", "มาลี", *malee)
    say.done("user", "add", book, "--name", "ก้อน", "--role", "chair", *malee)
    say.done("user", "add", book, "--name", "ดำ", "--role", "auditor", *malee)
    say.done("month", "close", book, "2025-10", *malee)
    return book


def shown(say, book, who):
    return say.done("key", "show", book, "--json", "--secrets", who("มาลี")).json


def test_the_key_is_handed_over_and_closes_under_the_other_pin(say, closed, who):
    before = shown(say, closed, who)
    assert (before["holders"], before["month"], before["keys"]) == (["มาลี"], "2025-10", 1)
    hand = ("key", "hand", closed, "--to")
    assert say.refused(*hand, "3", "--secrets", who("มาลี", new_pin=HERS)).startswith("ดำ may not close months")
    assert say.refused(*hand, "2", "--secrets", who("มาลี", new_pin="1")) == "A PIN has at least 6 characters."
    assert "handed to number 2" in say.done(*hand, "2", "--secrets", who("มาลี", new_pin=HERS)).out
    assert shown(say, closed, who)["holders"] == ["มาลี", "ก้อน"]
    said = say.done("key", "show", closed, "--secrets", who("ก้อน")).out.splitlines()
    assert said[1] == "Held by: มาลี, ก้อน"
    assert before["hash"][:4] in said[2]
    say.done("key", "pin", closed, "--secrets", who("ก้อน", HERS, NEW))
    assert say.refused("month", "close", closed, "2025-11", "--secrets", who("ก้อน", HERS)) == "The PIN is wrong."
    say.done("month", "close", closed, "2025-11", "--secrets", who("ก้อน", NEW))
    assert say.refused("key", "take", closed, "1", "--secrets", who("ก้อน")).startswith("ก้อน may not do this")
    assert "renew the key" in say.done("key", "take", closed, "2", "--secrets", who("มาลี")).out
    assert say.refused("key", "take", closed, "1", "--secrets", who("มาลี")).startswith("Nobody else holds")


def test_the_key_is_renewed_and_replaced_as_lost(say, closed, who):
    before = shown(say, closed, who)["fingerprint"]
    assert say.refused("key", "renew", closed, "--reason", " ", "--secrets", who("มาลี")).startswith("Write why")
    reason = ("--reason", "ครบปี", "--new-pin", "--json")
    new = say.done("key", "renew", closed, *reason, "--secrets", who("มาลี", new_pin=NEW)).json["fingerprint"]
    assert new != before
    assert shown(say, closed, who)["fingerprint"] == new
    assert say.refused("month", "close", closed, "2025-11", "--secrets", who("มาลี")) == "The PIN is wrong."
    said = say.done("key", "lost", closed, "--reason", "มาลีลืม PIN", "--secrets", who("ก้อน", new_pin=HERS)).out
    assert said.startswith("The new signing key is")
    assert shown(say, closed, who)["holders"] == ["ก้อน"]
    heard = say.done("verify", closed, "--json", "--secrets", who("มาลี"))
    assert heard.json["ok"] is True
    assert "replaced as lost" in say.done("verify", closed, "--secrets", who("มาลี")).out
    days = ("--from", "2025-01-01", "--to", "2030-12-31", "--as", "json", "--secrets", who("มาลี"))
    rows = say.done("trail", "show", closed, *days).json["rows"]
    assert [row["act"] for row in rows].count("Signing key changed") == 2
    paper = say.done("report", "signing-key", closed, "--secrets", who("มาลี")).out
    assert "no other key vouches for it: มาลีลืม PIN" in paper
