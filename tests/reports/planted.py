"""What dishonest or careless people do to a sound fund: one case for each of an auditor's tests.

Each writes its case and gives a text that the test's list must hold: a voucher, or part of a sentence.
"""

from __future__ import annotations


def gap(pen):
    pen.change("UPDATE entries SET number = 3, voucher = 'PV6901-0003' WHERE voucher = 'PV6901-0002'")
    return "PV6901-0003"


def same_number(pen):
    pen.change("UPDATE entries SET voucher = 'pv6901-0001' WHERE voucher = 'PV6901-0002'")
    return "pv6901-0001"


def late_number(pen):
    return pen.entry("2026-01-02", "5303 200", "1111 -200")  # after PV6901-0002 of the 15th


def paper_missing(pen):
    pen.row("receipt_books", book="7", first=1, last=50, holder="มาลี", given_day="2025-10-01")
    pen.receipt("2026-01-10", "30", "7", 1)
    return pen.receipt("2026-01-11", "30", "7", 4)


def paper_twice(pen):
    pen.receipt("2026-01-10", "30", "7", 1)
    return pen.receipt("2026-01-11", "30", "7", 1)


def paper_out_of_order(pen):
    pen.receipt("2026-01-12", "30", "7", 1)
    return pen.receipt("2026-01-10", "30", "7", 2)


def paper_of_no_book(pen):
    pen.row("receipt_books", book="7", first=1, last=50, holder="มาลี", given_day="2025-10-01")
    return pen.receipt("2026-01-10", "30", "9", 1)


def paper_marked(pen):
    voucher = pen.receipt("2026-01-10", "30", "7", 1)
    pen.row("receipt_marks", book="7", number=1, kind="spoiled", reason="เขียนผิด", day="2026-01-09")
    return voucher


def at_night(pen):
    return pen.entry("2026-01-20", "5303 200", "1111 -200", posted="2026-01-20T16:30:00.000+00:00")


def on_a_holiday(pen):
    return pen.entry("2025-12-31", "5303 2000.50", "1111 -2000.50")


def at_the_end_of_a_year(pen):
    return pen.entry("2025-09-29", "5303 25000.50", "1111 -25000.50")


def back_dated(pen):
    return pen.entry("2025-11-03", "5303 200", "1111 -200", posted="2026-01-20T02:00:00.000+00:00")


def into_a_closed_month(pen):
    close(pen, pen.period("2025-10"), "2025-11-05T02:00:00.000+00:00")
    return pen.entry("2025-10-25", "5303 200", "1111 -200", posted="2025-11-10T02:00:00.000+00:00")


def close(pen, period, at):
    pen.change("PRAGMA foreign_keys = OFF")
    pen.row("statements", period=period, entries=0, seals_hash=b"", debit=0, balances_hash=b"", entry_head=b"",
            audit_head=b"", previous=b"", reopened=0, hash=b"", signature=b"", fingerprint="x", closed_at=at,
            closed_by=1)  # fmt: skip


def reversed_without_a_reason(pen):
    undone = pen.id_of("PV6901-0002")
    return pen.entry("2026-01-16", "5303 -345.50", "1111 345.50", series="JV", kind="reversal", reverses=undone,
                     memo=" ")  # fmt: skip


def reversed_after_the_close(pen):
    close(pen, pen.one("SELECT period FROM entries WHERE voucher = 'PV6901-0002'"), "2026-01-16T02:00:00.000+00:00")
    undone = pen.id_of("PV6901-0002")
    voucher = pen.entry("2026-01-20", "5303 -345.50", "1111 345.50", series="JV", kind="reversal", reverses=undone)
    return f"{voucher}|soon after"


def receipt_taken_back(pen):
    undone = pen.id_of("RV6810-0001")
    return pen.entry("2025-10-20", "1101 -365", "4101 365", series="JV", kind="reversal", reverses=undone)


def words_erased(pen):
    pen.change("UPDATE entries SET memo = NULL, memo_salt = NULL WHERE voucher = 'PV6901-0002'")
    return "PV6901-0002"


def nobody_paid(pen):
    return pen.entry("2026-01-20", "5303 200", "1111 -200", payee="")


def round_amount(pen):
    return pen.entry("2026-01-20", "5303 7000", "1111 -7000")


def limits(pen, baht=5_000):
    pen.row("approval_rules", kind="payment", from_at="2025-10-01T00:00:00", amount=baht * 100)


def just_under_the_limit(pen):
    limits(pen)
    return pen.entry("2026-01-20", "5303 4990", "1111 -4990")


def split(pen):
    limits(pen)
    pen.entry("2026-01-19", "5303 3100.75", "1111 -3100.75")
    return pen.entry("2026-01-20", "5303 2900.50", "1111 -2900.50")


def split_without_limits(pen):
    pen.entry("2026-01-19", "5303 6100.75", "1111 -6100.75")
    return pen.entry("2026-01-20", "5303 5900.50", "1111 -5900.50")


def paid_twice(pen):
    pen.entry("2026-01-19", "5303 1200.75", "1111 -1200.75")
    return pen.entry("2026-01-26", "5303 1200.75", "1111 -1200.75")


def paid_twice_to_nobody(pen):
    pen.entry("2026-01-19", "5303 1200.75", "1111 -1200.75", payee="")
    return pen.entry("2026-01-26", "5303 1200.75", "1111 -1200.75")


def two_spellings(pen):
    pen.entry("2026-01-19", "5303 1200.75", "1111 -1200.75", payee="นายสมชาย ใจดี")
    return pen.entry("2026-01-20", "5303 900.75", "1111 -900.75", payee="สมชาย  ใจดี.")


def paid_often(pen):
    vouchers = [
        pen.entry("2026-01-20", f"5303 {3000 + at}", f"1111 -{3000 + at}", payee="ช่างประจำ") for at in range(25)
    ]
    return vouchers[-1]


def woken_account(pen):
    pen.entry("2023-10-05", "5306 200", "1111 -200")
    return pen.entry("2026-01-20", "5306 1500.50", "1111 -1500.50")


def odd_pair(pen):
    return pen.entry("2026-01-20", "4101 20000.50", "1111 -20000.50", series="JV")


def made_up_digits(pen):
    for at in range(320):
        baht = f"{7 if at % 2 else at % 9 + 1}{at % 100:02}.25"
        pen.entry("2026-01-20", f"5303 {baht}", f"1111 -{baht}", payee=f"ร้าน {at}")
    return "7"


def approved_by_its_maker(pen):
    return pen.entry("2026-01-20", "5303 200", "1111 -200", approved_by=1)


def decided_by_its_maker(pen):
    pen.row("pending", kind="payment", amount=20_000, act="entries.post_entry", hash=b"", day="2026-01-20", made_by=1,
            made_at="2026-01-20T02:00:00", status="approved", decided_by=1, decided_at="2026-01-20T02:00:00",
            reason="", vouchers="PV6901-0002")  # fmt: skip
    return "Sent for approval and decided"


def paid_to_its_maker(pen):
    return pen.entry("2026-01-20", "5303 200", "1111 -200", payee="นางมาลี ศรีสุข")


def own_claim(pen):
    user = pen.user("ก้อน ทองคำ")
    voucher = pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)
    pen.act("claim.approved", "C-0002", "2026-01-19", actor=user)
    return voucher


def own_claim_of_an_officer(pen):
    user = pen.user("สุดใจ")
    pen.row("officers", name="นางสุดใจ พันธุ์ดี", post="chair", origin="members", community_post="", phone="",
            member="00003", from_day="2025-10-01", reason="")  # fmt: skip
    pen.claim("SICK", "00003", "2026-01-05", "2026-01-20", "300", quantity=3)
    pen.act("claim.decided", "C-0002", "2026-01-19", actor=user)
    return "Decided the own claim"


def one_does_everything(pen):
    for at in range(60):
        pen.entry("2026-01-20", f"5303 {20 + at}", f"1111 -{20 + at}")
    return "The only person of the book"


def one_does_nearly_everything(pen):
    other = pen.user("เรืองชัย")
    one_does_everything(pen)
    pen.entry("2026-01-20", "5303 200", "1111 -200", made_by=other)
    return "per cent of all"


def records_and_approves(pen):
    one_does_everything(pen)
    pen.entry("2026-01-20", "5303 200", "1111 -200", made_by=pen.user("เรืองชัย"), approved_by=1)
    return "and approved others"


def paid_to_the_chair(pen):
    pen.row("officers", name="นายเรืองชัย ใจกว้าง", post="chair", origin="members", community_post="", phone="",
            from_day="2025-10-01", reason="")  # fmt: skip
    return pen.entry("2026-01-20", "5301 1500.50", "1111 -1500.50", payee="นายเรืองชัย ใจกว้าง")


def paid_in_cash(pen):
    pen.entry("2026-01-19", "1101 9000", "1111 -9000", series="JV")
    return pen.entry("2026-01-20", "5303 8500.50", "1101 -8500.50")


def too_much_cash(pen):
    pen.entry("2026-01-02", "1101 15000", "1111 -15000", series="JV")
    return "Up to 15,095.00 baht in hand"


def not_banked(pen):
    return pen.entry("2026-01-05", "1101 6500", "4302 -6500", series="RV")


def below_zero(pen):
    return pen.entry("2026-01-20", "5303 200", "1102 -200")


def short_at_the_count(pen):
    pen.row("cash_counts", account="1101", day="2026-01-20", pieces="{}", counted=5_000, expected=9_500,
            counted_by="มาลี", witness="", reason="ไม่ทราบ", made_by=1, made_at="2026-01-20T02:00:00")  # fmt: skip
    return "counted 50.00, in the book 95.00; never posted"


def money_by_a_general_voucher(pen):
    return pen.entry("2026-01-20", "5303 200", "1111 -200", series="JV")


def only_the_bank(pen):
    pen.row("bank_lines", statement_id=1, position=9, day="2025-12-01", time="", amount=-70_000, words="ถอนเงินสด",
            reference="", channel="")  # fmt: skip
    return "ถอนเงินสด"


def only_the_book(pen):
    return pen.entry("2025-12-01", "5303 200", "1111 -200")


def met_on_one_side(pen):
    pen.row("bank_statements", account="1112", source="ธ2.csv", source_hash="cd", first_day="2025-10-01",
            last_day="2026-01-31", opening=0, closing=0, made_by=1, made_at="2026-01-31T02:00:00")  # fmt: skip
    voucher = pen.entry("2025-12-01", "1112 200", "1111 -200", series="JV")
    match = pen.row("bank_matches", account="1111", kind="entries", words="", day="2025-12-01", made_by=1,
                    made_at="2026-01-31T02:00:00")  # fmt: skip
    pen.row("bank_match_entries", entry_id=pen.id_of(voucher), account="1111", match_id=match)
    return voucher


def on_its_way_for_ever(pen):
    return pen.entry("2026-01-05", "1104 200", "1103 -200", series="JV")


def nobody_knows_whose(pen):
    return pen.entry("2025-12-05", "1111 200", "2901 -200", series="RV")


def not_cleared(pen):
    voucher = pen.entry("2025-11-05", "1204 2000", "1111 -2000")
    pen.row("advances", entry_id=pen.id_of(voucher), day="2025-11-05", holder="นายก้อน", purpose="จัดประชุม",
            due_day="2025-12-05", fund="welfare", amount=200_000)  # fmt: skip
    return voucher


def against_the_rules(pen):
    voucher = pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)
    pen.change("UPDATE claim_events SET is_override = 1 WHERE claim_id = 2 AND status = 'approved'")
    assert voucher
    return "C-0002"


def waived(pen):
    pen.row("exemptions", member="00002", first_day="2026-01-01", last_day="2026-01-31", kind="waived", reason="ญาติ")
    return "Contributions waived"


def more_than_approved(pen):
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "500", quantity=5, approved="300")


def more_than_decided(pen):
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "500", quantity=5, decided="300")


def more_than_the_rate(pen):
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "900", quantity=3)


def more_than_the_tier(pen):
    return pen.claim("DEATH", "00002", "2026-01-05", "2026-01-20", "30000")


def to_the_dead(pen):
    pen.status("00002", "2025-12-01", "dead")
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)


def long_after_death(pen):
    pen.status("00002", "2025-10-05", "dead")
    return pen.claim("SICK", "00002", "2025-10-02", "2026-01-20", "300", quantity=3)


def to_no_member(pen):
    return pen.claim("SICK", None, "2026-01-05", "2026-01-20", "300", quantity=3)


def to_one_who_left(pen):
    pen.status("00002", "2025-12-01", "resigned")
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)


def before_the_entry(pen):
    pen.member("00009", "ใหม่", "2026-01-10")
    return pen.claim("SICK", "00009", "2026-01-05", "2026-01-20", "300", quantity=3)


def before_the_waiting_time(pen):
    pen.member("00009", "ใหม่", "2025-11-01")
    return pen.claim("SICK", "00009", "2026-01-05", "2026-01-20", "300", quantity=3)


def had_twice(pen):
    return pen.claim("SICK", "00001", "2026-01-07", "2026-01-20", "200", quantity=2)


def household_had_twice(pen):
    pen.change("UPDATE members SET household = '1-1' WHERE number IN ('00001', '00002')")
    pen.claim("FIRE", "00001", "2026-01-05", "2026-01-19", "3000")
    return pen.claim("FIRE", "00002", "2026-01-06", "2026-01-20", "3000")


def just_entered(pen):
    pen.member("00009", "ใหม่", "2026-01-02")
    return pen.claim("FIRE", "00009", "2026-01-10", "2026-01-20", "3000")


def added_after_the_fact(pen):
    pen.member("00009", "ใหม่", "2020-01-02")
    pen.act("member.added", "00009", "2026-01-08")
    return pen.claim("FIRE", "00009", "2026-01-10", "2026-01-20", "3000")


def register_changed(pen):
    act = pen.act("member.changed", "00002", "2026-01-18")
    pen.row("member_history", audit_id=act, member="00002", content='{"entry_day": ["2025-12-01", "2020-05-01"]}',
            commitment=b"")  # fmt: skip
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)


def made_active_again(pen):
    pen.act("member.active", "00002", "2026-01-18")
    return pen.claim("SICK", "00002", "2026-01-05", "2026-01-20", "300", quantity=3)


def contributions_missing(pen):
    for at in range(9):
        pen.member(f"1000{at}", "คนหนึ่ง", "2015-01-01")
    return "Contributions of the year 2569 so far"


def sheet_unlike_its_receipts(pen):
    sheet = pen.row("collections", village="1", month="2026-01", source="", source_hash="", total=99_900,
                    made_at="2026-01-20T02:00:00")  # fmt: skip
    pen.change("UPDATE receipts SET collection_id = ? WHERE id = 1", sheet)
    return "A sheet of 999.00 baht has receipts for 365.00 baht"


def fee_missing(pen):
    pen.member("00009", "ใหม่", "2025-11-01")
    return "No entrance fee came in; 20.00 baht"


def fee_without_receipt(pen):
    return pen.entry("2026-01-20", "1101 20", "4102 -20", series="RV")


def grant_overspent(pen):
    grant = pen.row("grants", name="บ่อน้ำ", giver="อบต.", income="4203", day="2025-11-01", approved=100_000, letter="1",
                    made_by=1, made_at="2025-11-01T02:00:00")  # fmt: skip
    for position, (step, satang) in enumerate((("received", 100_000), ("spent", 150_000)), 1):
        pen.row("grant_events", grant_id=grant, position=position, step=step, day="2025-12-01", amount=satang, words="")
    return "บ่อน้ำ"


def fund_overspent(pen):
    pen.entry("2026-01-20", "5303 200 reserve", "1111 -200 reserve")
    return "reserve"


CASES = {
    "audit-gaps": (gap, same_number),
    "audit-late-numbers": (late_number,),
    "audit-paper-receipts": (paper_missing, paper_twice, paper_out_of_order, paper_of_no_book, paper_marked),
    "audit-hours": (at_night,),
    "audit-days-off": (on_a_holiday,),
    "audit-period-end": (at_the_end_of_a_year,),
    "audit-back-dated": (back_dated, into_a_closed_month),
    "audit-reversals": (reversed_without_a_reason, reversed_after_the_close),
    "audit-receipt-reversals": (receipt_taken_back,),
    "audit-erased": (words_erased, nobody_paid),
    "audit-round-amounts": (round_amount,),
    "audit-below-limit": (just_under_the_limit,),
    "audit-split-payments": (split, split_without_limits),
    "audit-double-payments": (paid_twice, paid_twice_to_nobody),
    "audit-payees": (two_spellings, paid_often),
    "audit-dormant": (woken_account,),
    "audit-pairs": (odd_pair,),
    "audit-digits": (made_up_digits,),
    "audit-same-person": (
        approved_by_its_maker, decided_by_its_maker, paid_to_its_maker, own_claim, own_claim_of_an_officer,
    ),
    "audit-shares": (one_does_everything, one_does_nearly_everything, records_and_approves),
    "audit-officers": (paid_to_the_chair,),
    "audit-cash-payments": (paid_in_cash,),
    "audit-cash-high": (too_much_cash,),
    "audit-unbanked": (not_banked,),
    "audit-negative": (below_zero,),
    "audit-cash-counts": (short_at_the_count,),
    "audit-cash-by-general": (money_by_a_general_voucher,),
    "audit-bank-unmatched": (only_the_bank, only_the_book),
    "audit-transfers": (met_on_one_side,),
    "audit-in-transit": (on_its_way_for_ever,),
    "audit-suspense": (nobody_knows_whose,),
    "audit-advances": (not_cleared,),
    "audit-overrides": (against_the_rules, waived),
    "audit-above-rule": (more_than_approved, more_than_decided, more_than_the_rate, more_than_the_tier),
    "audit-after-death": (to_the_dead, long_after_death),
    "audit-non-members": (to_no_member, to_one_who_left, before_the_entry, before_the_waiting_time),
    "audit-twice": (had_twice, household_had_twice),
    "audit-new-members": (just_entered, added_after_the_fact),
    "audit-changed-members": (register_changed, made_active_again),
    "audit-contributions": (contributions_missing, sheet_unlike_its_receipts),
    "audit-entrance-fees": (fee_missing, fee_without_receipt),
    "audit-restricted": (grant_overspent, fund_overspent),
}  # fmt: skip
