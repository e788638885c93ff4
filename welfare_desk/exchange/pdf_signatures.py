"""Sign a PDF with the key of the book, so that programs for PDF can tell whether it was changed."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_FIELD, _YEARS_VALID, _SIZE_OF_SIGNATURE = "WelfareDesk", 20, 8_192


def signed_pdf(content: bytes, key: Ed25519PrivateKey, fingerprint: str, now: datetime) -> bytes:
    """Sign a PDF, unseen on its pages, by a key of the moment that the book's own key vouches for.

    Programs for PDF hardly know Ed25519 yet; they know the curve P-256, and so tell a changed page. The certificate
    of the key of the moment names the fingerprint of the book's key and is signed by it; its private half is let go.
    """
    passing = ec.generate_private_key(ec.SECP256R1())
    kept = passing.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    vouched = _vouched(passing.public_key(), key, fingerprint, now)
    signer = SimpleSigner(Certificate.load(vouched), PrivateKeyInfo.load(kept), SimpleCertificateStore())
    meta = PdfSignatureMetadata(field_name=_FIELD, name=fingerprint, md_algorithm="sha256")
    out = io.BytesIO()
    PdfSigner(meta, signer, new_field_spec=SigFieldSpec(_FIELD)).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(content)), output=out, bytes_reserved=_SIZE_OF_SIGNATURE
    )
    return out.getvalue()


def _vouched(public: ec.EllipticCurvePublicKey, key: Ed25519PrivateKey, fingerprint: str, now: datetime) -> bytes:
    """Make the certificate of a key of the moment, in the name of the fingerprint and signed by the book's key."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, fingerprint)])
    made = (
        x509.CertificateBuilder(name, name, public, x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS_VALID))
        .add_extension(x509.KeyUsage(True, True, *(False,) * 7), critical=True)  # noqa: FBT003 - it signs
    )
    return made.sign(key, None).public_bytes(Encoding.DER)
