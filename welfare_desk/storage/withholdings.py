"""Keep certificates of tax withheld; who it was may be erased, what was withheld stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.withholding import TAX_WITHHELD, Certificate, FeeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.withholding import Fee


def add(tx: Tx, fee: Fee, number: str, entry_id: int) -> int:
    """Keep the certificate of a fee with the entry that pays it, and give its key."""
    asked = (
        "INSERT INTO withholdings (entry_id, number, day, payee, tax_id, address, kind, base, rate, tax) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    figures = (fee.kind.value, fee.base.satang, fee.rate, fee.tax.satang)
    who = (fee.payee.strip(), fee.tax_id.strip() or None, fee.address.strip() or None)
    return tx.exec_driver_sql(asked, (entry_id, number, fee.day.isoformat(), *who, *figures)).scalar_one()


def count(tx: Tx, year: str) -> int:
    """Count the certificates numbered in a Buddhist year; reversed ones keep their numbers."""
    asked = "SELECT count(*) FROM withholdings WHERE number LIKE ? || '-%'"
    return tx.exec_driver_sql(asked, (year,)).scalar_one()


def certificates(tx: Tx, key: int | None = None) -> list[Certificate]:
    """Read the certificates (all, or one), oldest first."""
    asked = f"""
        SELECT w.id, w.number, w.day, w.kind, w.base, w.rate, w.tax, e.voucher, coalesce(w.payee, ''),
          coalesce(w.tax_id, ''), coalesce(w.address, ''), {STANDS.format("w")}
        FROM withholdings w JOIN entries e ON e.id = w.entry_id WHERE ? IS NULL OR w.id = ? ORDER BY w.id
    """  # noqa: S608 - every part of it is a constant of the program
    return [
        Certificate(
            found, number, date.fromisoformat(day), FeeKind(kind), Money(base), rate, Money(tax), voucher, payee,
            tax_id, address, not stands,
        )
        for found, number, day, kind, base, rate, tax, voucher, payee, tax_id, address, stands in tx.exec_driver_sql(
            asked, (key, key)
        )
    ]  # fmt: skip


def owed(tx: Tx, up_to: date) -> list[tuple[str, Money]]:
    """Tell what was withheld up to a day and not handed in since, by fund, in the order of the funds."""
    asked = """
        SELECT p.fund, -sum(p.amount) FROM postings p JOIN funds f ON f.code = p.fund
        WHERE p.account = ? AND (p.day <= ? OR p.amount > 0) GROUP BY p.fund HAVING sum(p.amount) < 0
        ORDER BY f.position
    """
    found = tx.exec_driver_sql(asked, (TAX_WITHHELD, up_to.isoformat()))
    return [(fund, Money(satang)) for fund, satang in found]


def certificate_hash(fee: Fee, number: str) -> bytes:
    """Hash the figures of a certificate for the seal of its entry; who it was is not among them."""
    fields = (number, fee.day.isoformat(), fee.kind.value, fee.base.satang, fee.rate, fee.tax.satang)
    return document_hash("withholding", fields)


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every certificate anew, by entry, as its seal covers it."""
    for entry_id, *fields in tx.exec_driver_sql(
        "SELECT entry_id, number, day, kind, base, rate, tax FROM withholdings"
    ):
        yield entry_id, document_hash("withholding", fields)


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare what the entries of the certificates moved on 2104 with the certificates."""
    asked = f"""
        SELECT e.voucher, w.tax + coalesce(sum(p.amount), 0) FROM withholdings w JOIN entries e ON e.id = w.entry_id
        LEFT JOIN postings p ON p.entry_id = w.entry_id AND p.account = '{TAX_WITHHELD}'
        GROUP BY w.id HAVING w.tax + coalesce(sum(p.amount), 0) <> 0 ORDER BY e.id
    """  # noqa: S608 - every part of it is a constant of the program
    text = N_("{voucher} and its certificate of tax differ by {difference} baht.")
    for voucher, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, difference=abs(Money(satang)))
