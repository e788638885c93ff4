"""An update is believed when its makers signed it, and not before."""

import hashlib
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from installers.make_update import main, make_update
from welfare_desk.errors import BookError
from welfare_desk.exchange import updates
from welfare_desk.exchange.updates import MANIFEST, SIGNATURE, read_update, unpack_update, update_key

MAKERS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = MAKERS.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
CHANGES = {"th": "ปิดเดือนได้เร็วขึ้น", "en": "Months close faster"}


@pytest.fixture
def setup(tmp_path):
    path = tmp_path / "welfare-desk-9.0-setup.exe"
    path.write_bytes(b"MZ" + bytes(range(256)) * 5000)
    return path


def an_update(tmp_path, setup, *, key=MAKERS, name="ปรับปรุง.welfare-update", **other):
    told = {"released": "2027-01-31", "version": "9.0", **other}
    return make_update(tmp_path / name, key, {"windows": setup}, CHANGES, **told)


def read(path, **other):
    return read_update(path, KEY, **{"version": "1.2.3", "system": "windows", **other})


def refused(act, *arguments, **others):
    with pytest.raises(BookError) as error:
        act(*arguments, **others)
    return error.value.problem.code


def test_an_update_says_what_it_is_and_unpacks_what_it_holds(tmp_path, setup):
    found = read(an_update(tmp_path, setup))
    assert (found.version, found.released.isoformat(), found.changes_th) == ("9.0", "2027-01-31", CHANGES["th"])
    (tmp_path / "out").mkdir()
    path = unpack_update(found, tmp_path / "out")
    assert path.name == setup.name
    assert path.read_bytes() == setup.read_bytes()
    assert refused(unpack_update, found, tmp_path / "out") == "update.exists"


def test_one_signed_by_anybody_else_is_refused(tmp_path, setup):
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert refused(read, an_update(tmp_path, setup, key=other)) == "update.foreign"


@pytest.mark.parametrize(("own", "held"), [("9.0", "9.0"), ("9.1", "9.0"), ("9.0.1", "9.0"), ("10.0", "9.9")])
def test_one_that_is_not_newer_is_refused(tmp_path, setup, own, held):
    assert refused(read, an_update(tmp_path, setup, version=held), version=own) == "update.older"


def test_one_for_another_system_is_refused(tmp_path, setup):
    assert refused(read, an_update(tmp_path, setup), system="linux") == "update.other_system"


def test_a_program_built_without_a_key_takes_none(tmp_path, setup):
    assert update_key() is None  # the source has no key
    assert refused(read_update, an_update(tmp_path, setup), update_key()) == "update.off"


def test_the_key_of_the_build_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(updates, "resource", lambda name: tmp_path / name)
    (tmp_path / "update-key.txt").write_text(KEY.hex() + "\n")
    assert update_key() == KEY
    (tmp_path / "update-key.txt").write_text(KEY.hex()[:-2])
    assert update_key() is None


def test_every_flipped_byte_is_found_before_anything_is_kept(tmp_path, setup):
    whole = an_update(tmp_path, setup).read_bytes()
    (tmp_path / "out").mkdir()
    broken = tmp_path / "broken.welfare-update"
    for at in {*range(0, len(whole), 9973), *range(len(whole) - 400, len(whole)), *range(600)}:
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            path = unpack_update(read(broken), tmp_path / "out")
        except BookError:
            assert not list((tmp_path / "out").iterdir()), at
            continue
        assert path.read_bytes() == setup.read_bytes(), at  # a byte that says nothing, such as a time in the archive
        path.unlink()


@pytest.mark.parametrize("name", ["../out.exe", "C:\\out.exe", "/out.exe", "", "setup\x00.exe"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, setup, name):
    path = an_update(tmp_path, setup)
    assert refused(read, resigned(path, setup, name=name)) == "update.damaged"


@pytest.mark.parametrize("size", [0, -1, 2**40])
def test_a_size_that_cannot_be_is_refused(tmp_path, setup, size):
    path = an_update(tmp_path, setup)
    assert refused(read, resigned(path, setup, bytes=size)) == "update.damaged"


def resigned(path, setup, **other):
    """Sign again after the makers' own tool would have refused."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read(MANIFEST))
    told["files"][0].update(other)
    manifest = json.dumps(told).encode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
        archive.writestr(SIGNATURE, MAKERS.sign(manifest))
        archive.write(setup, "anything")
    return path


def test_what_is_longer_than_signed_is_not_unpacked(tmp_path, setup):
    path = an_update(tmp_path, setup)
    content = setup.read_bytes()
    shorter = resigned(
        path, setup, name="anything", bytes=len(content) - 1, sha256=hashlib.sha256(content[:-1]).hexdigest()
    )
    assert refused(unpack_update, read(shorter), tmp_path) == "update.damaged"
    assert not (tmp_path / "anything").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"not a zip at all"])
def test_what_is_no_update_is_refused(tmp_path, content):
    path = tmp_path / "ไม่ใช่.welfare-update"
    path.write_bytes(content)
    assert refused(read, path) == "update.damaged"
    assert refused(read, tmp_path / "missing") == "update.unreadable"


def test_a_full_disk_leaves_nothing(tmp_path, setup):
    found = read(an_update(tmp_path, setup))
    assert refused(unpack_update, found, tmp_path / "no such folder") == "update.unwritable"


def test_the_makers_tool_signs_what_it_is_given(tmp_path, setup, capsys):
    key = tmp_path / "key.pem"
    key.write_bytes(MAKERS.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for name, text in (("th.txt", CHANGES["th"]), ("en.txt", CHANGES["en"])):
        (tmp_path / name).write_text(text, encoding="utf-8")
    main(["--key", str(key), "--windows", str(setup), "--released", "2027-01-31", "--thai", str(tmp_path / "th.txt"),
          "--english", str(tmp_path / "en.txt"), str(tmp_path)])  # fmt: skip
    path = capsys.readouterr().out.strip()
    found = read_update(type(tmp_path)(path), KEY, version="0.0.1", system="windows")
    assert found.file.bytes == setup.stat().st_size
