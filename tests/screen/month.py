"""A treasurer's month at the real window: from an empty start, with the committee's own files, by mouse and keys.

Run by hand, on Linux: `python3 -m tests.screen.month FOLDER` under the system's Python (see `driver.py`). It keeps a
picture of every step in FOLDER, and prints how many keys and clicks each step took.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.screen.driver import ROOT, Window, missing, with_a_bus

SAMPLES = ROOT / "tests" / "samples"


class Month:
    """The month, step by step; each says what it cost."""

    def __init__(self, folder):
        self.folder = folder
        self.book = folder / "กองทุนหนองตะวัน.welfare"
        for name in ("members.xlsx", "collections_2568_10.xlsx", "collections_2568_11.xlsx"):
            shutil.copy(SAMPLES / name, folder / name)
        self.window = Window(folder)
        self.costs = []

    def step(self, name, act):
        """Do a step, keep its picture and what it cost."""
        keys, clicks = self.window.count()
        act()
        now = self.window.count()
        self.costs.append((name, now[0] - keys, now[1] - clicks))
        print(f"{name}: {now[0] - keys} keys, {now[1] - clicks} clicks", flush=True)  # noqa: T201 - a command

    # The steps

    def make_book(self):
        """Answer the questions for a new book."""
        w = self.window
        w.click("สร้าง…", "push button")
        for asked in ("คุณอ่านภาษาใด", "สมุดบัญชีนี้ใช้ทำอะไร"):
            w.find(asked)
            w.press("ctrl+Return")
        w.find("ชื่อกองทุน")
        w.write("กองทุนสวัสดิการชุมชนตำบลหนองตะวัน")
        w.picture("new-book")
        w.press("ctrl+Return", "Tab", "ctrl+a")
        w.write("1/10/2568")
        w.press(*["ctrl+Return"] * 7)  # year, plan, split, accounts, opening, signatures, copies
        w.rest(0.5)
        w.picture("new-book-answers")
        w.press("ctrl+Return")
        self.name_file(self.book)
        w.find("วันนี้", "radio button")
        w.rest(2)
        w.picture("today-empty")

    def name_file(self, path):
        """Type a path into the dialog of files."""
        self.window.rest(1.5)
        self.window.press("ctrl+a")
        self.window.write(str(path))
        self.window.press("Return")
        self.window.rest(1.0)

    def import_members(self):
        """Bring the register in from the committee's workbook."""
        w = self.window
        w.press("ctrl+2")
        w.rest(1)
        w.picture("members-empty")
        w.click("นำเข้าทะเบียนสมาชิก", "push button")
        w.click("เลือกไฟล์…", "push button")
        self.name_file(self.folder / "members.xlsx")
        w.rest(6)
        w.picture("import-preview")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("import-asked")
        w.press("Return")
        w.rest(5)
        w.picture("members")

    def import_collections(self, month):
        """Bring a month's contributions in, and look at the receipts."""
        w = self.window
        w.press("ctrl+3")
        w.click("จากไฟล์…", "push button")
        w.click("เลือกไฟล์…", "push button")
        self.name_file(self.folder / f"collections_{month}.xlsx")
        w.rest(6)
        w.picture(f"collections-{month}")
        w.press("ctrl+Return")
        w.rest(6)
        w.picture(f"collections-{month}-posted")
        w.press("Escape")
        w.rest(1)

    def collect_village(self):
        """Tick five people of the first village on this month's sheet."""
        w = self.window
        w.press("ctrl+3")
        w.rest(2)
        for _person in range(5):
            w.press("space", "Return")
        w.picture("collect")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("collected")
        w.press("Escape")
        w.rest(1)

    def collect_one(self):
        """One person comes with money."""
        w = self.window
        w.press("ctrl+3", "ctrl+Next")
        w.rest(2)
        w.write("41")
        w.press("Return")
        w.rest(2)
        w.picture("collect-one")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("collect-one-saved")
        w.press("Escape")
        w.rest(1)

    def pay(self):
        """Pay an expense and look at the voucher."""
        w = self.window
        w.press("ctrl+4")
        w.rest(2)
        w.press("Return")
        w.write("การไฟฟ้า")
        w.press("Return")
        w.write("5307")
        w.press("Return")
        w.write("350")
        w.picture("pay")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("paid")

    def print_voucher(self):
        """See the voucher on paper."""
        w = self.window
        w.press("F9")
        w.rest(3)
        w.picture("voucher")
        w.press("Escape")
        w.rest(1)

    def bank(self):
        """Bring cash to the bank."""
        w = self.window
        w.press("ctrl+4", "ctrl+Next")
        w.rest(2)
        w.press("Return", "Tab", "Tab")
        w.write("500")
        w.picture("move")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("moved")

    def correct(self):
        """Reverse the payment that was wrong."""
        w = self.window
        w.press("ctrl+6")
        w.rest(2)
        w.press("Down")
        w.rest(1)
        w.picture("vouchers")
        w.click("กลับรายการ", "push button")
        w.rest(1)
        w.press("Return")
        w.write("จ่ายผิดราย")
        w.picture("reverse")
        w.press("ctrl+Return")
        w.rest(2)
        w.picture("reversed")

    def find(self):
        """Find a member by a few letters."""
        w = self.window
        w.press("ctrl+k")
        w.rest(1)
        w.write("41")
        w.rest(1)
        w.picture("search")
        w.press("Return")
        w.rest(2)
        w.picture("found")

    def trial_balance(self):
        """See the trial balance on paper."""
        w = self.window
        w.press("ctrl+7")
        w.rest(2)
        w.press("Return")
        w.rest(3)
        w.picture("trial-balance")
        w.press("F9")
        w.rest(3)
        w.picture("trial-balance-paper")
        w.press("Escape")
        w.rest(1)

    def verify(self):
        """Check the whole book."""
        w = self.window
        w.press("ctrl+8")
        w.rest(2)
        w.press("Return")
        w.rest(8)
        w.picture("verified")

    def close(self):
        """Close the program; nothing is asked, since nothing would be lost."""
        self.window.press("alt+F4")
        assert self.window.end() == 0


def main():
    """Live the month and check the book that it leaves."""
    folder = Path(sys.argv[1]).resolve()
    lacks = missing()
    if lacks:
        raise SystemExit(f"not here: {', '.join(lacks)}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    month = Month(folder)
    try:
        month.step("make a book", month.make_book)
        month.step("bring in 1,147 members from a file", month.import_members)
        month.step("bring in a month's contributions from a file", lambda: month.import_collections("2568_10"))
        month.step("collect from five people of a village", month.collect_village)
        month.step("take one member's contribution", month.collect_one)
        month.step("pay an expense", month.pay)
        month.step("print its voucher", month.print_voucher)
        month.step("bring cash to the bank", month.bank)
        month.step("reverse a wrong payment", month.correct)
        month.step("find a member", month.find)
        month.step("trial balance, printed", month.trial_balance)
        month.step("check the book", month.verify)
        month.step("close the program", month.close)
    finally:
        month.window.stop()
    command = [str(ROOT / "welfare"), "run", "verify", str(month.book)]
    verified = subprocess.run(command, capture_output=True, text=True, check=True)
    print(verified.stdout)  # noqa: T201 - a command


if __name__ == "__main__":
    with_a_bus("tests.screen.month")
    main()
