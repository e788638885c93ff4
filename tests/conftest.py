"""What every test needs before anything else is imported."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
