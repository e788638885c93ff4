"""The paper of the signing key: each key, how it came, who holds it, and what the last one signed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, an_entry
from tests.services.committee import a_committee
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.people import Role
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry
from welfare_desk.services.people import change_user
from welfare_desk.services.periods import close_month, reopen_month
from welfare_desk.services.signing_keys import hand_key, renew_key, replace_lost_key, take_key
from welfare_desk.storage import signing

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)
HERS = "246813"


@pytest.fixture
def desk(tmp_path):
    desk, *_others = a_committee(tmp_path, Role.CHAIR)
    post_entry(desk, an_entry(day="2025-10-05"))
    yield desk
    desk.book.close()


def asked(desk, **given):
    with spoken("en"), desk.book.read() as tx:
        return make_report(tx, "signing-key", given, desk.today)


def test_before_the_first_close_it_says_what_makes_the_key(desk):
    paper = asked(desk)
    assert (paper.rows, paper.facts) == ((), ())
    assert paper.nothing == "No month was closed yet; the first close makes the signing key."


def test_each_key_stands_with_how_it_came_and_who_holds_it(desk):
    close_month(desk, OCTOBER, PIN)
    hand_key(desk, PIN, 2, HERS)
    digest = close_month(desk, NOVEMBER, PIN).hex()
    [row] = asked(desk).rows
    assert row.cells[3:] == ("the first key, made at the first close", "มาลี, chair ก้อน")
    renew_key(desk, PIN, "ครบปี")
    replace_lost_key(desk, "ลืม PIN", PIN)
    paper = asked(desk)
    keys = [in_fours(key.fingerprint) for key in desk.ask(signing.keys)]
    assert [row.cells for row in paper.rows] == [
        (3, keys[2], date(2026, 4, 1), "replaced as lost, no other key vouches for it: ลืม PIN", "มาลี"),
        (2, keys[1], date(2026, 4, 1), "changed, and signed by the key before: ครบปี", "signs no longer"),
        (1, keys[0], date(2026, 4, 1), "the first key, made at the first close", "signs no longer"),
    ]
    assert len(keys[0]) == 39
    assert paper.facts == (("Signed month", "November 2568"), ("Its hash begins", in_fours(digest[:16])))
    assert paper.signatures == ("Head of the fund", "Treasurer")


def test_a_key_that_nobody_holds_says_so(desk):
    close_month(desk, OCTOBER, PIN)
    hand_key(desk, PIN, 2, HERS)
    take_key(desk, 1)
    chair = replace(desk, actor=2).person()
    change_user(desk, replace(chair, is_active=False))
    assert asked(desk).rows[0].cells[-1] == "nobody"


def test_an_earlier_month_is_asked_for_and_a_reopened_one_is_not_the_last(desk):
    first = close_month(desk, OCTOBER, PIN).hex()
    close_month(desk, NOVEMBER, PIN)
    assert asked(desk, month="2025-10-01").facts[1] == ("Its hash begins", in_fours(first[:16]))
    reopen_month(desk, NOVEMBER, "ลืมใบเสร็จ", PIN)
    assert asked(desk).facts[0] == ("Signed month", "October 2568")
    with pytest.raises(RuleError, match=r"month\.unsigned"):
        asked(desk, month="2025-12-01")
