"""Ends the program."""

import sys

sys.exit(3)
