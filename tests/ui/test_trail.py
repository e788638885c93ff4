"""Back and forward through the pages, as in a browser."""

from welfare_desk.ui.trail import Trail


def test_back_and_forward_retrace_the_steps():
    trail = Trail()
    trail.step("today", {})
    trail.step("members", {"member": "00401"})
    assert trail.back() == ("today", {})
    assert trail.back() is None
    assert trail.forward() == ("members", {"member": "00401"})
    assert trail.forward() is None
    assert trail.here == ("members", {"member": "00401"})


def test_a_new_step_forgets_what_lay_ahead():
    trail = Trail()
    for page in ("today", "members", "receipts"):
        trail.step(page, {})
    trail.back()
    trail.step("reports", {})
    assert trail.forward() is None
    assert trail.back() == ("members", {})


def test_staying_makes_no_step():
    trail = Trail()
    trail.step("today", {})
    trail.step("today", {})
    assert trail.back() is None
