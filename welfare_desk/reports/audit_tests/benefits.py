"""Tests of benefits: above the rule, to the dead, to people who are no members, twice for one event."""

from __future__ import annotations

from welfare_desk.i18n import N_
from welfare_desk.reports.audit_tests.model import AuditTest, number
from welfare_desk.storage.audit_questions import benefits as questions

TESTS = (
    AuditTest(
        "audit-overrides",
        N_("Exceptions from the rules: benefits, waived contributions, contributions paid by the fund"),
        N_("Where was a rule set aside, and by whose resolution?"),
        sql=questions.OVERRIDES,
        whys={
            "claim": N_("Claim {name} approved against the rules: {reason}"),
            "waived": N_("Contributions waived from {first_day} to {last_day}: {reason}"),
            "fund": N_("Contributions paid by the fund from {first_day} to {last_day}: {reason}"),
            "past": N_("Benefit of before the book, given against the rules: {reason}"),
        },
    ),
    AuditTest(
        "audit-above-rule",
        N_("Benefits above what the regulation gives"),
        N_("Was more paid than was decided and approved, or than rate times quantity?"),
        sql=questions.ABOVE_RULE,
        whys={
            "unapproved": N_("{claim} {name}: paid, and no approval stands"),
            "paid": N_("{claim} {name}: more was paid than the {approved_satang} baht that were approved"),
            "decided": N_("{claim} {name}: {approved_satang} baht approved, {decided_satang} baht decided"),
            "rule": N_("{claim} {name}: the regulation gives {rule_satang} baht at most"),
        },
    ),
    AuditTest(
        "audit-after-death",
        N_("Benefits for events after the member's death, or paid long after it"),
        N_("Did somebody draw benefits in the name of the dead?"),
        (number("days", N_("Paid more than days after the death"), 90),),
        sql=questions.AFTER_DEATH,
        whys={
            "": N_("{name} of {event_day}; the member died on {died_day}"),
            "paid": N_("{name} paid long after the member died on {died_day}"),
        },
    ),
    AuditTest(
        "audit-non-members",
        N_("Benefits to people who were no members, or whose waiting time was not over"),
        N_("Was everybody who had a benefit a member for long enough on the day of the event?"),
        sql=questions.NON_MEMBERS,
        whys={
            "nobody": N_("{name}: the claim names no member"),
            "not_yet": N_("{name} of {event_day}: not yet a member"),
            "no_longer": N_("{name} of {event_day}: no longer a member"),
            "waiting": N_("{name} of {event_day}: a member for {count} days, {waiting} are asked for"),
        },
    ),
    AuditTest(
        "audit-twice",
        N_("Benefits paid twice for one event"),
        N_("Did one member, or one household, have the same benefit twice for the same days?"),
        (number("days", N_("Days between"), 3),),
        sql=questions.TWICE,
        whys={
            "": N_("{name}: {claim} of {event_day} was paid by {other}"),
            "household": N_("{name}: the same household had it by {other} for {event_day}"),
        },
    ),
    AuditTest(
        "audit-new-members",
        N_("Benefits for events soon after a member was entered"),
        N_("Was somebody made a member in order to be paid?"),
        (number("days", N_("Fewer than days"), 30),),
        sql=questions.NEW_MEMBERS,
        whys={"": N_("{name}: in the register since {since_day}, {count} days before the event")},
    ),
    AuditTest(
        "audit-changed-members",
        N_("Members whose data or status were changed shortly before a claim"),
        N_("Was the register changed so that a claim would pass?"),
        (number("days", N_("Within days"), 30),),
        sql=questions.CHANGED_BEFORE,
        whys={
            "entry": N_("{name} of {payee}: what decides was changed on {changed_day}, {count} days before the claim"),
            "status": N_("{name} of {payee}: made active on {changed_day}, {count} days before the claim"),
        },
    ),
)
