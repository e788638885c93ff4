"""The frozen program of the command line."""

import sys

from welfare_desk.cli import main

sys.exit(main())
