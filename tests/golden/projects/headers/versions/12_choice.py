"""a choice made while it is loaded"""

import sys

if sys.version_info >= (3,):
    revision = "h12"
else:
    revision = "h12_old"
down_revision = None
for last in ("h07", "h08"):
    down_revision = last
