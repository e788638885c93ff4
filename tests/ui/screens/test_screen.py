"""What every screen does: it shows what the book holds, also when the book changes while it asks."""

from threading import Event

import pytest

from tests.builders import an_entry
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.drafts import save_draft
from welfare_desk.ui.screens.drafts import DraftsScreen


class SlowDrafts(DraftsScreen):
    """The first answer is read and then held back."""

    def refresh(self):
        def work(desk):
            report = desk.ask(lambda tx: make_report(tx, "drafts", {}, desk.today))
            self.has_read.set()
            assert self.may_answer.wait(10)
            return report

        self.ask(work, self.table.show_report)


@pytest.fixture
def slow(window):
    SlowDrafts.has_read, SlowDrafts.may_answer = Event(), Event()
    shown = window.page()
    return SlowDrafts(window.jobs, shown.facts, shown.memory)


def test_what_is_written_while_an_answer_is_on_its_way_is_shown(slow, window, wait):
    changes = []
    window.jobs.changed.connect(changes.append)
    slow.show()
    wait(slow.has_read.is_set)
    window.jobs.write(lambda desk: save_draft(desk, an_entry()), lambda *_: None, pytest.fail)
    wait(lambda: changes)
    assert not slow.table.model.rowCount()
    slow.may_answer.set()
    wait(slow.table.model.rowCount)
    slow.close()
