"""The window before an encrypted book, the page of its passphrase and sheet, and the way back in."""

import shutil

import pytest

from tests.builders import outside
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk.services.books import sit_down
from welfare_desk.services.passphrases import is_encrypted, key_of, seal_book
from welfare_desk.services.people import begin_to_ask
from welfare_desk.services.recovery import make_pieces, sheet_of
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.preview import Preview
from welfare_desk.ui.screens.sign_in import SignInScreen
from welfare_desk.ui.screens.start import StartScreen
from welfare_desk.ui.screens.unlock import ComeBackScreen, PiecesScreen, UnlockScreen

WORDS, NEW, PASSWORD = "ข้าวเหนียว มะม่วง", "ส้มตำ ปลาร้า ไก่ย่าง", "มาลี จำได้แม่น"


@pytest.fixture
def sealed(path, tmp_path):
    (folder := tmp_path / "ที่อื่น").mkdir()
    copy = shutil.copyfile(path, folder / "กองทุน ลับ.welfare")
    seal_book(copy, outside(seed=5), WORDS, None)
    return copy


@pytest.fixture
def shut(sealed, wait):
    """A window before an encrypted book."""
    window = MainWindow(Kept(), Opener())
    window.show()
    window.open_book(sealed)
    wait(lambda: shown(window, UnlockScreen))
    yield window
    window.close()


def shown(window, kind):
    return isinstance(window.frame.stack.currentWidget(), kind)


def screen(window, kind):
    assert shown(window, kind)
    return window.frame.stack.currentWidget()


def words_under(form, name):
    return form._complaints[name].words.text()


def pieces_of(path, passphrase, needed=2, of=3):
    desk = sit_down(path, outside(seed=6), key=key_of(path, passphrase))
    pieces = [" ".join(each.words) for each in make_pieces(desk, needed, of)]
    desk.book.close()
    return pieces


def test_an_encrypted_book_opens_with_its_passphrase(shut, wait):
    page = screen(shut, UnlockScreen)
    page.secret.setText("ไม่ใช่คำนี้แน่")
    page.try_it()
    wait(page.enter.isEnabled)
    assert screen(shut, UnlockScreen) is page, "what was typed stays"
    page.secret.setText(WORDS)
    page.try_it()
    wait(lambda: shut.page() is not None)
    assert shut.sitting.unlocking is None
    assert shut.facts is not None


def test_the_question_stays_through_a_change_of_language(shut, wait, app):
    shut.frame.top_bar.language_clicked.emit()
    app.processEvents()
    page = screen(shut, UnlockScreen)
    assert page.enter.text() == "Open"
    page.secret.setText(WORDS)
    page.try_it()
    wait(lambda: shut.page() is not None)
    shut.frame.top_bar.language_clicked.emit()


def test_another_book_can_be_chosen_instead(shut):
    screen(shut, UnlockScreen).left.emit()
    assert shown(shut, StartScreen)
    assert shut.sitting.unlocking is None


@pytest.fixture
def encrypt(window, quiet, next_dialog, answer, wait):
    """Fill in the dialog of the passphrase, and wait until the book is open again; give what was told."""

    def go(*tries):
        page = quiet("secrets")

        def act(dialog):
            for typed in tries:
                dialog.form.retype(typed)
                dialog.try_to_save()
                wait(lambda: not dialog.isVisible() or not window.jobs.is_busy())
                said.append([words_under(dialog.form, name) for name in typed])
            wait(lambda: not dialog.isVisible())
            seen.append(answer(0))

        seen, said = [], []
        next_dialog.when_it_comes(act)
        page.ask_passphrase()
        wait(lambda: window.page() is not None and seen and seen[0])
        return seen[0], said

    return go


def test_a_plain_book_is_encrypted_and_opened_again(quiet, path, encrypt):
    seen, _said = encrypt({"passphrase": WORDS, "again": WORDS})
    assert seen == ["ตั้งรหัสเปิดสมุดแล้ว"]
    assert is_encrypted(path)
    page = quiet("secrets")
    assert page.stands.is_encrypted
    assert "เปลี่ยน" in page.seal.text()


def test_the_passphrase_is_changed_by_who_knows_the_old_one(path, encrypt):
    encrypt({"passphrase": WORDS, "again": WORDS})
    wrong = {"old": "ไม่ใช่คำนี้แน่", "passphrase": NEW, "again": NEW}
    _seen, said = encrypt(wrong, {"old": WORDS, "again": "อย่างอื่น"}, {"again": NEW})
    assert [bool(each[0]) for each in said[:1]] == [True]
    assert said[1][1], "the two are not the same"
    sit_down(path, outside(), writes=False, key=key_of(path, NEW)).book.close()


def test_a_sheet_is_printed_and_its_day_shown(window, quiet, fill_in, wait):
    page = quiet("secrets")
    fill_in(of=3, needed=2)
    page.ask_pieces()
    wait(lambda: window.findChildren(Preview))
    paper = window.findChildren(Preview)[0]
    assert paper.document.pageCount() == 3
    paper.reject()
    wait(lambda: page.stands.sheet is not None)
    assert (page.stands.sheet.needed, page.stands.sheet.of) == (2, 3)


def test_pieces_let_back_into_an_encrypted_book(shut, sealed, wait):
    desk = sit_down(sealed, outside(seed=8), key=key_of(sealed, WORDS))
    begin_to_ask(desk, "มาลี", PASSWORD)
    desk.book.close()
    pieces = pieces_of(sealed, WORDS)
    screen(shut, UnlockScreen).lost.emit()
    page = screen(shut, PiecesScreen)
    page.pieces[0].set_value(pieces[0])
    page.give()
    wait(page.enter.isEnabled)
    assert "2" in page.complaint._general.words.text(), "too few"
    page.pieces[1].set_value(pieces[2])
    page.give()
    wait(lambda: shown(shut, ComeBackScreen))
    page = screen(shut, ComeBackScreen)
    page.form.retype({"passphrase": NEW, "passphrase_again": NEW, "password": PASSWORD, "password_again": "อื่น"})
    page.choose()
    assert words_under(page.form, "password_again")
    page.form.retype({"password": "รหัสใหม่ ของมาลี", "password_again": "รหัสใหม่ ของมาลี"})
    page.choose()
    wait(lambda: shown(shut, SignInScreen))
    desk = sit_down(sealed, outside(), writes=False, key=key_of(sealed, NEW))
    assert desk.ask(sheet_of) is None
    desk.book.close()


def test_pieces_give_a_new_password_where_the_book_is_open(path, wait):
    desk = sit_down(path, outside(seed=8))
    begin_to_ask(desk, "มาลี", PASSWORD)
    desk.book.close()
    pieces = pieces_of(path, "")
    window = MainWindow(Kept(), Opener())
    window.show()
    window.open_book(path)
    wait(lambda: shown(window, SignInScreen))
    screen(window, SignInScreen).lost.emit()
    page = screen(window, PiecesScreen)
    for place, words in enumerate(pieces):
        page.pieces[place].set_value(words)
    page.give()
    wait(lambda: shown(window, ComeBackScreen))
    page = screen(window, ComeBackScreen)
    page.form.retype({"password": NEW, "password_again": NEW})
    page.choose()
    wait(lambda: shown(window, SignInScreen))
    page = screen(window, SignInScreen)
    page.secret.setText(NEW)
    page.try_it()
    wait(lambda: window.page() is not None)
    window.close()


def test_more_pieces_than_three_find_room(shut):
    screen(shut, UnlockScreen).lost.emit()
    page = screen(shut, PiecesScreen)
    page.add_piece()
    assert len(page.pieces) == 4
    page.left.emit()
    assert shown(shut, UnlockScreen)
