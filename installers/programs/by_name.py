"""The frozen program of Linux: the window, or the command line where it is called by that name."""

import sys
from pathlib import Path

if Path(sys.argv[0]).name.endswith("-cli"):
    from welfare_desk.cli import main
else:
    from welfare_desk.__main__ import main

sys.exit(main())
