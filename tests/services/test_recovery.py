"""Some pieces of the sheet together let back in; fewer, others, or mistyped ones do not."""

import pytest
from shamir_mnemonic import combine_mnemonics

from tests.builders import a_book, outside
from welfare_desk.errors import RuleError
from welfare_desk.ledger.people import Role
from welfare_desk.services.books import sit_down
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.passphrases import key_of, seal_book
from welfare_desk.services.people import add_user, begin_to_ask, sign_in
from welfare_desk.services.recovery import Recovery, join, make_pieces, recover, sheet_of

OLD, NEW = "ข้าวเหนียว มะม่วง", "ส้มตำ ปลาร้า ไก่ย่าง"
PASSWORD, OTHER = "มาลี จำได้แม่น", "ก้อนเมฆ สีขาว"


@pytest.fixture
def path(tmp_path):
    """A book that asks, with Malee who keeps the people and Gon who keeps the books."""
    desk = a_book(tmp_path)
    begin_to_ask(desk, "มาลี", PASSWORD)
    add_user(desk, "ก้อน", {Role.BOOKKEEPER}, OTHER)
    desk.book.close()
    return desk.book.path


@pytest.fixture
def sealed(path):
    seal_book(path, outside(seed=3), OLD, None)
    return path


def opened(path, passphrase="", seed=4):
    return sit_down(path, outside(seed=seed), key=key_of(path, passphrase))


def cut(path, passphrase="", needed=3, of=5, seed=4):
    """Print a sheet and give what stands on its pieces."""
    desk = opened(path, passphrase, seed)
    pieces = [" ".join(each.words) for each in make_pieces(desk, needed, of)]
    desk.book.close()
    return pieces


def refusal(work, *arguments):
    with pytest.raises(RuleError) as caught:
        work(*arguments)
    return [each.code for each in caught.value.problems]


def test_the_library_passes_the_published_vector():
    """The first vector of SLIP-0039."""
    words = (
        "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal husband erode "
        "duke ajar critical decision keyboard"
    )
    assert combine_mnemonics([words], b"TREZOR").hex() == "bb54aac4b89dc868ba37d9cc21b2cece"


def test_any_three_of_five_pieces_give_the_key_back(sealed):
    pieces = cut(sealed, OLD)
    key = key_of(sealed, OLD).key
    for three in ((0, 1, 2), (4, 2, 0), (1, 3, 4)):
        assert join([pieces[each] for each in three]) == key
    assert join(pieces) == key, "more than enough is no mistake"


def test_the_first_letters_of_each_word_are_enough(sealed):
    pieces = cut(sealed, OLD)
    short = [" ".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(each.split(), 1)) for each in pieces]
    assert join(short[1:4]) == key_of(sealed, OLD).key


def test_too_few_or_the_same_piece_twice_tell_nothing(sealed):
    pieces = cut(sealed, OLD)
    assert refusal(join, pieces[:2]) == ["recovery.too_few"]
    assert refusal(join, [pieces[0], pieces[1], pieces[0]]) == ["recovery.too_few"]
    assert refusal(join, ["", " "]) == ["recovery.nothing"]


def test_a_mistyped_piece_is_named(sealed):
    pieces = cut(sealed, OLD)
    words = pieces[1].split()
    assert refusal(join, [pieces[0], " ".join(["มาลี", "xyzzy", *words[2:]])]) == ["recovery.word"]
    assert refusal(join, [pieces[0], " ".join(words[:-1])]) == ["recovery.length"]
    swapped = " ".join([words[1], words[0], *words[2:]])
    assert refusal(join, [pieces[0], swapped])[0] in {"recovery.check", "recovery.mixed"}
    changed = "academic" if words[20] != "academic" else "acid"
    assert refusal(join, [pieces[0], " ".join([*words[:20], changed, *words[21:]]), pieces[2]]) == ["recovery.check"]


def test_pieces_of_two_sheets_do_not_go_together(sealed):
    one, two = cut(sealed, OLD), cut(sealed, OLD)
    assert refusal(join, [one[0], one[1], two[2]]) == ["recovery.mixed"]


@pytest.mark.parametrize(("needed", "of"), [(0, 1), (1, 2), (4, 3), (2, 17)])
def test_impossible_numbers_of_pieces_are_refused(path, needed, of):
    desk = opened(path)
    assert refusal(make_pieces, desk, needed, of) == ["recovery.pieces"]
    desk.book.close()


def test_an_encrypted_book_opens_with_a_new_passphrase_and_password(sealed):
    pieces = cut(sealed, OLD)
    recover(sealed, outside(seed=9), pieces[:3], Recovery(NEW, "มาลี", "รหัสใหม่ ของมาลี"))
    desk = opened(sealed, NEW)
    seated = sign_in(desk, "มาลี", "รหัสใหม่ ของมาลี")
    assert refusal(sign_in, desk, "มาลี", PASSWORD) == ["sign_in.wrong"]
    assert verify_book(seated).ok
    assert seated.ask(sheet_of) is None, "the pieces were seen: a new sheet is to be printed"
    with desk.book.read() as tx:
        found = [tuple(row) for row in tx.exec_driver_sql("SELECT action, actor FROM audit ORDER BY id")]
    assert ("recovery.used", 1) in found
    desk.book.close()
    assert refusal(recover, sealed, outside(), pieces[:3], Recovery(NEW, "มาลี", PASSWORD)) == ["recovery.unfit"]


def test_an_open_book_gives_a_new_password_alone(path):
    pieces = cut(path, needed=2, of=3)
    assert recover(path, outside(seed=9), pieces[1:], Recovery("", "มาลี", "รหัสใหม่ ของมาลี")) is None
    desk = opened(path)
    assert sign_in(desk, "มาลี", "รหัสใหม่ ของมาลี").actor == 1
    desk.book.close()


def test_who_cannot_give_others_a_password_gets_none(path):
    pieces = cut(path, needed=2, of=3)
    assert refusal(recover, path, outside(), pieces, Recovery("", "ก้อน", "ยาวพอแน่นอน")) == ["recovery.who"]
    assert refusal(recover, path, outside(), pieces, Recovery("", "มาลี", "สั้น"))
    desk = opened(path)
    assert desk.ask(sheet_of) is not None, "nothing was used up"
    assert sign_in(desk, "มาลี", PASSWORD).actor == 1
    desk.book.close()


def test_a_newer_sheet_makes_the_older_worthless(path):
    older = cut(path, needed=2, of=2)
    newer = cut(path, needed=2, of=2, seed=5)
    chosen = Recovery("", "มาลี", "รหัสใหม่ ของมาลี")
    assert refusal(recover, path, outside(), older, chosen) == ["recovery.unfit"]
    recover(path, outside(seed=9), newer, chosen)


def test_a_change_of_the_passphrase_makes_the_sheet_worthless(sealed):
    pieces = cut(sealed, OLD)
    seal_book(sealed, outside(seed=8), NEW, key_of(sealed, OLD))
    desk = opened(sealed, NEW)
    assert desk.ask(sheet_of) is None
    desk.book.close()
    assert refusal(recover, sealed, outside(), pieces, Recovery(OLD)) == ["recovery.unfit"]


def test_pieces_of_another_book_do_not_open_this_one(sealed, tmp_path):
    (other := tmp_path / "อื่น").mkdir()
    desk = a_book(other, seed=7)
    pieces = [" ".join(each.words) for each in make_pieces(desk, 2, 2)]
    desk.book.close()
    assert refusal(recover, sealed, outside(), pieces, Recovery(NEW)) == ["recovery.unfit"]
