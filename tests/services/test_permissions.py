"""Whoever lacks a permission is refused by every service that asks for it, before anything is looked at."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import welfare_desk.services
from tests.services.committee import a_committee
from tests.services.small_fund import refused
from welfare_desk.ledger.people import ALLOWED, Permission, Role

SERVICES = {
    f"{path.stem}.{name}": act
    for path in sorted(Path(welfare_desk.services.__file__).parent.glob("*.py"))
    for name, act in vars(import_module(f"welfare_desk.services.{path.stem}")).items()
    if hasattr(act, "__permission__") and act.__module__ == f"welfare_desk.services.{path.stem}"
}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    treasurer, *others = a_committee(tmp_path_factory.mktemp("book"), *Role)
    return dict(zip(Role, others, strict=True)) | {None: replace(treasurer, actor=99)}


def test_there_are_services_to_walk():
    assert len(SERVICES) > 50
    assert {act.__permission__ for act in SERVICES.values()} == set(Permission) - {Permission.HEALTH}


@pytest.mark.parametrize("role", Role)
def test_a_role_does_only_what_it_may(desks, role):
    desk = desks[role]
    before = desk.book.path.stat().st_mtime_ns
    for name, act in SERVICES.items():
        if act.__permission__ not in ALLOWED[role]:
            assert refused(act, desk) == ["permission.refused"], name
    assert desk.book.path.stat().st_mtime_ns == before


def test_an_auditor_calls_nothing_that_writes(desks):
    allowed = {name for name, act in SERVICES.items() if act.__permission__ in ALLOWED[Role.AUDITOR]}
    assert allowed == {
        "backups.make_backups",  # a copy for the auditor's own desk
        "backups.note_backups",
        "packs.look_through",
        "packs.note_pack",  # its trace in the trail
        "audit_packs.note_audit_pack",  # likewise
        "audit_packs.as_auditors_see_it",
        "audit_packs.desk_of_auditors",
        "audit_packs.years_of_packs",
        "packs.parts_of_year",
        "privacy.whole_report",  # its trace in the trail
        "restores.compare_backup",
        "sightings.look",
        "integrity.verify_book",
        "other_books.combine_books",
        "other_books.name_other_book",
        "people.set_password",  # of the own sign-in
        "people.set_pin",
        "people.sign_out",
        "signing_keys.take_key",  # of oneself
    }
    assert desks[Role.AUDITOR].person().roles == {Role.AUDITOR}
