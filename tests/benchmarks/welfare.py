"""Deciding claims and listing a round of matching money, against a bare read of the rows they look at."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from random import Random

from tests.benchmarks.measure import Row, benchmark, turns
from tests.builders import a_book
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.contributions import record_collection
from welfare_desk.services.judging import Judge
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.storage import candidates
from welfare_desk.storage.matching import KeptProgramme
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms, ask

FIRST, TODAY = date(2024, 10, 1), date(2025, 9, 30)
MOST = 10_000
YEARS = 5  # of benefits given before
KINDS = ("SICK", "SICK", "EDU", "BIRTH", "ELDER", "FUNERAL", "FIRE", "STORM", "DISADV")
PAST = (
    "INSERT INTO past_benefits (source_hash, source, type, member, name, event_day, claim_day, paid_day, quantity, "
    "subject, relation, amount, right, voucher, reasons, words, is_override, made_by, made_at) "
    "VALUES ('', '', ?, ?, '', ?, ?, ?, ?, '', '', 20000, 20000, '', '[]', '', 0, 1, '')"
)
READ = (
    "SELECT * FROM members",
    "SELECT l.member, r.day, l.amount FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id",
    "SELECT type, member, event_day, paid_day, amount, quantity, subject FROM past_benefits",
)


def a_fund(folder, people):
    """Make a fund of so many people who paid their year, with five years of benefits in its lists."""
    desk = a_book(folder, "welfare.welfare", first_day=FIRST, today=TODAY)
    luck = Random(11)
    entered = date(2015, 1, 1)
    standing = (StatusChange(entered, Status.ACTIVE),)
    members = [
        Member(f"{at:05}", "นาย", f"{at}", "ใจดี", FIRST - timedelta(days=1), village="1", house=str(at // 3),
               birth_year=luck.randrange(1935, 2008), entry_day=entered, statuses=standing)
        for at in range(people)
    ]  # fmt: skip
    import_members(desk, members, Source("ทะเบียน.xlsx", "0" * 64))
    year = tuple(Payment(FIRST, "ผู้จ่าย", each.number, (PaymentLine(each.number, Money.baht(365)),)) for each in members)
    record_collection(desk, Collection("1", FIRST, year))
    adopt_regulation(desk, "ระเบียบ", date(2015, 1, 1), FIRST, "1/2567", READY_TYPES)
    rows = []
    for _at in range(people * 2):
        day = (FIRST - timedelta(days=luck.randrange(1, YEARS * 365))).isoformat()
        rows.append((luck.choice(KINDS), luck.choice(members).number, day, day, day, luck.randrange(1, 5)))
    with desk.book.write() as tx:
        tx.exec_driver_sql(PAST, rows)
    return desk


@benchmark("claims")
def deciding(sample, runs):
    """Decide as many claims as the book has entries (10,000 at most), and list a round over as many members."""
    count = min(sample.size, MOST)
    folder = sample.folder / f"welfare-{count}"
    folder.mkdir()
    desk = a_fund(folder, count)
    luck = Random(12)
    claims = []
    for _at in range(count):
        event = FIRST + timedelta(days=luck.randrange(360))
        member = f"{luck.randrange(count):05}"
        claims.append(Claim(luck.choice(KINDS), member, event, event, TODAY, luck.randrange(1, 6)))
    terms = MatchTerms()
    programme = KeptProgramme(1, MatchProgramme("codi", "สมทบ", "", Giver.STATE, "4201"), terms, FIRST)

    def decide():
        with desk.book.read() as tx:
            judge = Judge(tx)
            judge.look_ahead(claims)
            for each in claims:
                judge.decide(each)

    def listed():
        with desk.book.read() as tx:
            ask(candidates.candidates(tx, programme, 2025, TODAY, TODAY), terms)

    def bare():
        with closing(sqlite3.connect(desk.book.path)) as raw:
            for asked in READ:
                raw.execute(asked).fetchall()

    decided, round_taken, read = turns(runs, decide, listed, bare)
    desk.book.close()
    yield Row(f"decide {count:,} claims", "a bare read of the rows", count, decided, read)
    yield Row(f"decide {count:,} claims", "at most", count, decided, 5.0, 1 if count == 10_000 else None)
    yield Row(f"list a round over {count:,} members", "a bare read of the rows", count, round_taken, read)
    yield Row(
        f"list a round over {count:,} members", "at most", count, round_taken, 2.0, 1 if count == 10_000 else None
    )
