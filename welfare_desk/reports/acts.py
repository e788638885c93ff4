"""What the acts of the audit trail are called, and what their details say, in words."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import moment, short_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import ApprovalKind
from welfare_desk.ledger.people import Role
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ACTS = {
    "account.activated": N_("Account put into use again"),
    "account.added": N_("Account added"),
    "account.deactivated": N_("Account put out of use"),
    "activity.added": N_("Activity written down"),
    "activity.removed": N_("Activity taken out"),
    "adjustment.accepted": N_("Proposed entry accepted"),
    "adjustment.declined": N_("Proposed entry declined"),
    "adjustment.proposed": N_("Entry proposed by an auditor"),
    "administration.limited": N_("Limit of administration set"),
    "advance.cleared": N_("Advance cleared"),
    "advance.given": N_("Advance given"),
    "age.limited": N_("Age of the data limited"),
    "approval.asked": N_("Sent for approval"),
    "approval.given": N_("Approved"),
    "approval.refused": N_("Sent back"),
    "approval.rules_set": N_("Rules of approval set"),
    "approval.withdrawn": N_("Taken back before approval"),
    "assessment.kept": N_("Self-assessment kept"),
    "asset.bought": N_("Asset bought"),
    "asset.brought": N_("Asset written into the register"),
    "asset.depreciated": N_("Depreciation posted"),
    "asset.disposed": N_("Asset disposed of"),
    "asset.seen": N_("Assets seen"),
    "audit_pack.made": N_("Audit pack made"),
    "backup_key.dropped": N_("Backups no longer encrypted"),
    "backup_key.made": N_("Backup passphrase set"),
    "bank.matched": N_("Bank and book matched"),
    "bank.named": N_("Bank account named"),
    "bank.posted": N_("Line of the bank posted"),
    "bank.reconciled": N_("Bank account approved"),
    "bank.reconciliation_undone": N_("Approval of a bank account taken back"),
    "bank.taken_back": N_("Statement of a bank taken back"),
    "bank.taken_in": N_("Statement of a bank taken in"),
    "bank.unmatched": N_("Match of bank and book taken apart"),
    "benefits.taken_back": N_("List of benefits paid taken back"),
    "benefits.taken_in": N_("List of benefits paid taken in"),
    "book.backed_up": N_("Book backed up"),
    "book.created": N_("Book begun"),
    "book.exported": N_("Whole book written as tables"),
    "book.restored": N_("Book restored from a backup"),
    "breach.followed": N_("More written down of a breach"),
    "breach.found": N_("Breach of personal data written down"),
    "budget.adopted": N_("Budget adopted"),
    "cash.counted": N_("Cash counted"),
    "cash.handed_in": N_("Cash handed in"),
    "cash_book.taken_in": N_("Cash book taken in as drafts"),
    "cheque.drawn": N_("Cheque drawn"),
    "cheque.presented": N_("Cheque presented"),
    "cheque.stale": N_("Cheque stale"),
    "cheque.void": N_("Cheque void"),
    "claim.approved": N_("Benefit approved"),
    "claim.decided": N_("Benefit decided"),
    "claim.paid": N_("Benefit paid"),
    "claim.papers_seen": N_("Papers of a claim seen"),
    "claim.received": N_("Claim taken in"),
    "claim.rejected": N_("Claim rejected"),
    "claim.withdrawn": N_("Claim taken back"),
    "claim_list.made": N_("List of claims made"),
    "close.rules_set": N_("Rules of the close set"),
    "collection.recorded": N_("Collection sheet posted"),
    "consent.given": N_("Consent given"),
    "consent.withdrawn": N_("Consent taken back"),
    "contribution.assigned": N_("Unidentified money assigned"),
    "contribution.paid_by_fund": N_("Contribution paid by the fund"),
    "contribution.recorded": N_("Contribution taken"),
    "contribution.refunded": N_("Contribution given back"),
    "contribution.waived": N_("Contribution waived"),
    "contributions.released": N_("Advance contributions became income"),
    "data.handed_up": N_("Data handed up"),
    "draft.discarded": N_("Draft thrown away"),
    "draft.posted": N_("Draft posted"),
    "entry.posted": N_("Entry posted"),
    "entry.reversed": N_("Entry reversed"),
    "fee.paid": N_("Fee paid with tax withheld"),
    "figures.form_kept": N_("Figures of the status form before the book kept"),
    "figures.prior_kept": N_("Last year's balances kept for comparison"),
    "file.attached": N_("File attached"),
    "file.erased": N_("File erased"),
    "finding.answered": N_("Reply to a finding"),
    "fund.changed": N_("Fund's particulars changed"),
    "gift.received": N_("Gift in kind taken in"),
    "grant.approved": N_("Grant kept as approved"),
    "grant.closed": N_("Grant closed"),
    "grant.received": N_("Grant received"),
    "grant.returned": N_("Grant given back"),
    "grant.spent": N_("Grant spent"),
    "interest.accrued": N_("Interest counted before it came"),
    "key.handed": N_("Signing key handed over"),
    "key.made": N_("Signing key made"),
    "key.pin_changed": N_("PIN of the signing key changed"),
    "key.renewed": N_("Signing key changed"),
    "key.taken": N_("Signing key taken away"),
    "layout.kept": N_("Layout of a statement kept"),
    "layout.removed": N_("Layout of a statement thrown away"),
    "ledger.opened": N_("Another program's ledger opened"),
    "mapping.kept": N_("Columns of a file handed up changed"),
    "match.approved": N_("Matching money approved"),
    "match.asked": N_("Matching money asked for"),
    "match.closed": N_("Round of matching money closed"),
    "match.excess_found": N_("Matching money found too much"),
    "match.lapsed": N_("Approval of matching money lapsed"),
    "match.opened": N_("Round of matching money opened"),
    "match.programme_kept": N_("Programme of matching money kept"),
    "match.received": N_("Matching money received"),
    "match.returned": N_("Matching money given back"),
    "meeting.changed": N_("Meeting corrected"),
    "meeting.kept": N_("Meeting written down"),
    "member.active": N_("Member active"),
    "member.added": N_("Member added"),
    "member.arrears": N_("Member in arrears"),
    "member.changed": N_("Member's entry changed"),
    "member.dead": N_("Member died"),
    "member.death_taken_back": N_("Death taken back with its benefit"),
    "member.erased": N_("Member's data erased"),
    "member.lapsed": N_("Membership lapsed"),
    "member.merged": N_("Member merged into another number"),
    "member.resigned": N_("Member resigned"),
    "member.suspended": N_("Member suspended"),
    "members.imported": N_("Members imported"),
    "money.moved": N_("Money moved"),
    "money.paid": N_("Money paid"),
    "money.received": N_("Money taken in"),
    "note.written": N_("Note to the statements written"),
    "office.handed_over": N_("Office handed over"),
    "officer.added": N_("Post of the committee taken"),
    "officer.changed": N_("Post of the committee corrected"),
    "officer.ended": N_("Post of the committee ended"),
    "opening.assigned": N_("Opening money assigned"),
    "opening.posted": N_("Opening balances posted"),
    "opinion.recorded": N_("Opinion of the auditor written down"),
    "pack.made": N_("Certification pack made"),
    "passphrase.changed": N_("Passphrase of the book changed"),
    "passphrase.set": N_("Book encrypted"),
    "period.closed": N_("Month or year closed"),
    "period.reopened": N_("Month or year reopened"),
    "personal.exported": N_("Report with whole numbers taken out"),
    "plan.chosen": N_("Contribution plan chosen"),
    "plan.kept": N_("Contribution plan kept"),
    "policy.set": N_("Split between the funds set"),
    "privacy.years_set": N_("Years of keeping names set"),
    "receipt.cancelled": N_("Printed receipt cancelled"),
    "receipt.printed": N_("Receipt printed"),
    "receipt.spoiled": N_("Printed receipt spoiled"),
    "receipt.voided": N_("Receipt voided"),
    "receipt_book.given": N_("Receipt book given out"),
    "receipt_book.returned": N_("Receipt book taken back"),
    "recovery.made": N_("Recovery sheet printed"),
    "recovery.used": N_("Recovery sheet used"),
    "recurring.kept": N_("Entry kept to come again"),
    "recurring.posted": N_("What comes again posted"),
    "recurring.skipped": N_("What comes again left out once"),
    "recurring.stopped": N_("Entry comes again no more"),
    "regulation.adopted": N_("Regulation adopted"),
    "request.done": N_("Request about personal data answered"),
    "request.received": N_("Request about personal data came in"),
    "request.refused": N_("Request about personal data refused"),
    "review.taken": N_("Auditor's findings taken in"),
    "tax.handed_in": N_("Tax withheld handed in"),
    "template.discarded": N_("Template thrown away"),
    "template.kept": N_("Template kept"),
    "user.added": N_("Person taken in"),
    "user.changed": N_("Person's name or roles changed"),
    "user.left": N_("Person works here no longer"),
    "user.password_set": N_("Password set"),
    "user.pin_dropped": N_("PIN given up"),
    "user.pin_set": N_("PIN set"),
    "user.refused": N_("Sign-in refused"),
    "user.returned": N_("Person works here again"),
    "user.signed_in": N_("Signed in"),
    "user.signed_out": N_("Left the desk"),
    "year.locked": N_("Year locked by the annual meeting"),
}
ROLES = {
    Role.ADMINISTRATOR: N_("administrator"),
    Role.AUDITOR: N_("auditor"),
    Role.BOOKKEEPER: N_("bookkeeper"),
    Role.CHAIR: N_("chair"),
    Role.COMMITTEE: N_("committee member"),
    Role.TREASURER: N_("treasurer"),
}
KINDS = {
    ApprovalKind.RECEIPT: N_("money in"),
    ApprovalKind.PAYMENT: N_("money out"),
    ApprovalKind.GENERAL: N_("other vouchers"),
    ApprovalKind.REVERSAL: N_("undoing"),
    ApprovalKind.REOPENING: N_("reopening a month"),
    ApprovalKind.RULES: N_("the rules of approval"),
}
_LABELS = {
    "account": N_("account {value}"),
    "active": N_("works here"),
    "as_of": N_("as of {value}"),
    "at": N_("as of {value}"),
    "book": N_("book {value}"),
    "by": N_("by {value}"),
    "copies": N_("{value} copies"),
    "copy": N_("a copy"),
    "count": N_("{value} items"),
    "day": N_("on {value}"),
    "done": N_("mended"),
    "entries": N_("{value} entries"),
    "draft": N_("draft {value}"),
    "exceptions": N_("{value} against the rules"),
    "failed": N_("does not pass {value}"),
    "fields": N_("fields {value}"),
    "files": N_("{value} files"),
    "findings": N_("{value} findings"),
    "names": N_("members' names: {value}"),
    "fingerprint": N_("key {value}"),
    "first": N_("from {value}"),
    "hash": N_("fingerprint {value}"),
    "history": N_("fingerprint {value}"),
    "into": N_("into {value}"),
    "kept": N_("kept {value}"),
    "key": N_("key {value}"),
    "kind": N_("kind {value}"),
    "last": N_("to {value}"),
    "letter": N_("letter {value}"),
    "like": N_("like {value}"),
    "limits": N_("above {value}"),
    "line": N_("line {value} of the bank"),
    "lines": N_("lines {value} of the bank"),
    "lost": N_("the key before was lost"),
    "member": N_("member {value}"),
    "needed": N_("{value} needed together"),
    "office": N_("office {value}"),
    "password": N_("fingerprint {value}"),
    "opinion": N_("opinion {value}"),
    "override": N_("beyond the regulation by resolution"),
    "past": N_("{value} from before the book"),
    "pieces": N_("{value} pieces"),
    "pin": N_("fingerprint {value}"),
    "post": N_("as {value}"),
    "previous": N_("after the key {value}"),
    "programme": N_("programme {value}"),
    "purpose": N_("for {value}"),
    "reason": N_("because {value}"),
    "reasons": N_("reasons {value}"),
    "receipt": N_("receipt {value}"),
    "resolution": N_("by resolution {value}"),
    "resolutions": N_("{value} resolutions"),
    "request": N_("request {value}"),
    "replaced": N_("in place of {value} acts"),
    "risk": N_("danger {value}"),
    "roles": N_("roles {value}"),
    "satang": N_("{value} baht"),
    "sha256": N_("fingerprint {value}"),
    "sheets": N_("sheets {value}"),
    "size": N_("{value} bytes"),
    "strict": N_("cash counted and banks reconciled first"),
    "told": N_("told {value}"),
    "version": N_("version {value}"),
    "voucher": N_("voucher {value}"),
    "vouchers": N_("vouchers {value}"),
    "weights": N_("parts {value}"),
}


def act_words(action: str) -> str:
    """Name an act; one that this program does not know stands as it is kept."""
    return _(ACTS[action]) if action in ACTS else action


def details_words(details: str) -> str:
    """Say in words what the trail keeps of an act, in the order in which it is kept."""
    kept: Mapping[str, Any] = json.loads(details)
    return " · ".join(_said(name, value) for name, value in kept.items() if value not in (None, "", [], False))


def _said(name: str, value: Any) -> str:
    words = _value(name, value)
    return _(_LABELS[name]).format(value=words) if name in _LABELS else f"{name} {words}"


_VALUES = {
    "show": N_("to see them"),
    "correct": N_("to correct them"),
    "export": N_("to take them along"),
    "erase": N_("to erase them"),
    "object": N_("to object"),
    "committee_meeting": N_("committee meeting"),
    "member_meeting": N_("members' meeting"),
    "welfare": N_("welfare that is no money"),
    "committee": N_("committee meeting"),
    "program": N_("data in CODI's program"),
    "finance": N_("file of the fund's finance"),
    "benefits": N_("file of benefits paid"),
    "status_form": N_("status form"),
    "virtue": N_("self-assessment of virtue"),
    "general": N_("annual general meeting"),
    "members": N_("members' meeting"),
    "chair": N_("chair"),
    "vice_chair": N_("vice chair"),
    "secretary": N_("secretary"),
    "member": N_("committee member"),
    "adviser": N_("adviser"),
    "health": N_("illness and disability"),
    "sharing": N_("lists for matching money"),
    "contact": N_("telephone and address"),
    "identity": N_("name, ID number, birth"),
    "none": N_("none"),
    "some": N_("some"),
    "high": N_("great"),
    "office": N_("the office"),
    "people": N_("the people"),
    "welfare-fund": N_("community welfare fund"),
    "cooperative": N_("cooperative"),
    "savings-group": N_("savings group"),
    "village-fund": N_("village fund"),
    "treasurer": N_("treasurer"),
    "head": N_("head of the fund"),
    "bookkeeper": N_("bookkeeper"),
    "centre": N_("village coordinator"),
}


def _value(name: str, value: Any) -> str:
    if name in _BY_NAME:
        return _BY_NAME[name](value)
    if isinstance(value, str) and value in _VALUES:
        return _(_VALUES[value])
    if isinstance(value, list):
        return ", ".join(_value("", each) for each in value)  # pyright: ignore[reportUnknownVariableType] - any JSON
    try:
        return short_day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _roles(value: Any) -> str:
    return ", ".join(_(ROLES[Role(word)]) for word in value.split())


def _limits(value: Any) -> str:
    free = _("free")
    return ", ".join(
        f"{_(KINDS[ApprovalKind(kind)])} {free if satang is None else Money(satang).text()}"
        for kind, satang in value.items()
    )


_BY_NAME: Mapping[str, Callable[[Any], str]] = {
    "at": moment,
    "limits": _limits,
    "roles": _roles,
    "satang": lambda value: Money(value).text(),
}
