"""A month of two people at the real window of an encrypted practice book: maker and checker, by mouse and keys.

Run by hand, on Linux: `python3 -m tests.screen.committee FOLDER` under the system's Python (see `driver.py`). It keeps
a picture of every step in FOLDER, and checks the book that is left from the command line, as the second person.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.screen.driver import ROOT, Window, missing, with_a_bus

PASSWORD, PASSPHRASE = "khaoniaomamuang", "mamuang khaoniao kathi sot"  # of people who do not exist; no Thai keys here
MALI, KON = "Mali", "Kon"


class Committee:
    """The month, step by step, at one window that changes hands."""

    def __init__(self, folder):
        self.folder, self.book = folder, folder / "กองทุน ฝึกหัด.welfare"
        self.copies = folder / "copies"
        self.copies.mkdir()
        self.tell("new", self.book, "--practice")
        self.window = Window(folder, str(self.book))
        self.window.find("วันนี้", "radio button")
        self.window.rest(2)

    def tell(self, *words, secrets=None):
        """Say a command; give what it answers."""
        given = [str(ROOT / "welfare"), "run", *map(str, words)]
        if secrets is not None:
            file = self.folder / "secrets.json"
            file.write_text(json.dumps(secrets), encoding="utf-8")
            given += ["--secrets", str(file)]
        done = subprocess.run(given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill(self, *typed):
        """Type into the fields of a dialog one after the other, and save."""
        w = self.window
        w.rest(0.8)
        for at, words in enumerate(typed):
            if at:
                w.press("Tab")
            if words:
                w.press("ctrl+a")
                w.write(words)
        w.press("ctrl+Return")
        w.rest(1.5)

    def go(self, place, page):
        """Open a page in the tab strip of a place."""
        self.window.click(place, "radio button")
        self.window.rest(1)
        self.window.click(page)
        self.window.rest(1.5)

    def choose(self, *keys):
        """Open the choice that has the keys, go to one and take it."""
        self.window.press("space")
        self.window.rest(0.6)
        self.window.press(*keys, "Return")
        self.window.rest(0.4)

    # The steps

    def begin(self):
        """Give a password, and take the chair in."""
        w = self.window
        self.go("ตั้งค่า", "ผู้ใช้")
        w.click("รหัสผ่านของฉัน", "push button")
        self.fill(MALI, PASSWORD, PASSWORD)
        w.rest(2)
        w.click("เพิ่มผู้ใช้", "push button")
        w.rest(0.8)
        w.write(KON)
        w.press("Tab")
        self.choose(*["Down"] * 4)  # the chair
        w.press("Tab", "Tab")
        w.write(PASSWORD)
        w.press("Tab")
        w.write(PASSWORD)
        w.picture("people-new")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("people")

    def limit(self):
        """Ask for a second person above a thousand baht of money out."""
        w = self.window
        w.click("การอนุมัติ", "push button")
        self.fill("", "1000")
        w.picture("limits")

    def encrypt(self):
        """Encrypt the book; it is opened again with its passphrase, and asks who is there."""
        w = self.window
        self.go("ตั้งค่า", "รหัสเปิดสมุด")
        w.click("เข้ารหัสสมุด…", "push button")
        self.fill(PASSPHRASE, PASSPHRASE)
        w.rest(6)
        w.picture("encrypted")

    def sign_in(self, name):
        """Sign in as somebody."""
        w = self.window
        w.find("เข้าสู่ระบบ", "push button")
        w.rest(0.5)
        if not any(name in said for _role, said, _place in w.parts()):
            w.press("shift+Tab")
            self.choose("Down" if name == KON else "Up")
        w.write(PASSWORD)
        w.picture(f"sign-in-{name}")
        w.press("Return")
        w.find("วันนี้", "radio button")
        w.rest(2)

    def change_places(self, name):
        """Lock the window and let the other person sit down."""
        self.window.press("ctrl+l")
        self.window.rest(1)
        self.sign_in(name)

    def pay(self, payee, baht):
        """Pay an expense; above the limit it waits."""
        w = self.window
        w.click("จ่ายเงิน", "radio button")
        w.find("จ่ายให้")
        w.rest(2)
        w.press("Return")
        w.write(payee)
        w.press("Return")
        w.write("5307")
        w.press("Return")
        w.write(baht)
        w.press("ctrl+Return")
        w.rest(2)
        w.picture(f"pay-{baht}")
        w.press("Escape")
        w.rest(1)

    def approve(self):
        """Approve what waits, as the second person."""
        w = self.window
        self.go("บัญชี", "รออนุมัติ")
        w.rest(1)
        w.picture("pending")
        w.click("อนุมัติ", "push button")
        w.rest(1)
        w.picture("approve")
        w.press("Return")
        w.rest(2)
        w.picture("approved")

    def collect(self):
        """Take a month ahead from three people of a village, who have paid this one."""
        w = self.window
        w.click("รับเงิน", "radio button")
        w.rest(2)
        w.find("บันทึกใบนี้", "push button")
        for _person in range(3):
            w.write("30")
            w.press("Return")
        w.press("ctrl+Return")
        w.rest(3)
        w.picture("collected")
        w.press("Escape")
        w.rest(1)

    def back_up(self):
        """Make a backup into a folder of her own."""
        w = self.window
        self.go("ตรวจสอบ", "สำรองข้อมูล")
        w.picture("backups")
        w.click("สำรองข้อมูลเดี๋ยวนี้", "push button")
        w.rest(1.5)
        w.press("ctrl+a")
        w.write(str(self.copies))
        w.press("Return")
        w.rest(10)
        w.picture("backed-up")

    def close(self):
        """Close the program; the last backup is made first."""
        self.window.press("alt+F4")
        assert self.window.end(patience=60.0) == 0


def main():
    """Live the month and check the book that it leaves."""
    folder = Path(sys.argv[1]).resolve()
    lacks = missing()
    if lacks:
        raise SystemExit(f"not here: {', '.join(lacks)}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    month = Committee(folder)
    try:
        for name, act in (
            ("passwords and a chair", month.begin),
            ("a limit", month.limit),
            ("encrypt the book", month.encrypt),
            ("the treasurer signs in", lambda: month.sign_in(MALI)),
            ("collect from three people", month.collect),
            ("a small payment", lambda: month.pay("PEA", "350")),
            ("a payment that waits", lambda: month.pay("Shop", "1500")),
            ("the chair sits down", lambda: month.change_places(KON)),
            ("the chair approves", month.approve),
            ("back to the treasurer", lambda: month.change_places(MALI)),
            ("a backup", month.back_up),
            ("close the program", month.close),
        ):
            act()
            print(name, flush=True)  # noqa: T201 - a command
    finally:
        month.window.stop()
    secrets = {"book_passphrase": PASSPHRASE, "user": KON, "password": PASSWORD}
    print(month.tell("verify", month.book, secrets=secrets))  # noqa: T201 - a command
    print(sorted(each.name for each in month.copies.iterdir()))  # noqa: T201 - a command
    for words in (("pending", "list"), ("trail", "show")):
        print(month.tell(*words, month.book, secrets=secrets)[-1500:])  # noqa: T201 - a command


if __name__ == "__main__":
    with_a_bus("tests.screen.committee")
    main()
