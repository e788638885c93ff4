"""Signs a setup as a release is signed, with a certificate made on the spot, and sees that a flipped byte is found."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "ระบบบัญชีกองทุนสวัสดิการชุมชน · Welfare Desk"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate that nobody trusts; give both files."""
    folder.mkdir(parents=True, exist_ok=True)
    key, issued = folder / "key.pem", folder / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Welfare Desk test",
    ]
    command += ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(issued)]
    subprocess.run(command, check=True, capture_output=True)
    return key, issued


def sign(setup: Path, key: Path, issued: Path, signed: Path) -> None:
    """Sign a program of Windows."""
    signed.unlink(missing_ok=True)
    command = ["osslsigncode", "sign", "-h", "sha256", "-n", NAME, "-key", str(key), "-certs", str(issued)]
    subprocess.run([*command, "-in", str(setup), "-out", str(signed)], check=True, capture_output=True)


def holds(signed: Path, issued: Path) -> bool:
    """Tell whether the signature fits the program and the certificate."""
    command = ["osslsigncode", "verify", "-CAfile", str(issued), "-in", str(signed)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def prove(setup: Path, folder: Path) -> Path:
    """Sign a setup, verify it, flip a byte in its middle and see that it is found; give the signed one."""
    key, issued = certificate(folder)
    signed = folder / setup.name
    sign(setup, key, issued, signed)
    if not holds(signed, issued):
        raise AssertionError("the signature does not hold")
    flipped = folder / f"flipped-{setup.name}"
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    flipped.write_bytes(content)
    if holds(flipped, issued):
        raise AssertionError("a flipped byte is not found")
    return signed
