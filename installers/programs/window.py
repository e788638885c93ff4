"""The frozen program with the window."""

import sys

from welfare_desk.__main__ import main

sys.exit(main())
