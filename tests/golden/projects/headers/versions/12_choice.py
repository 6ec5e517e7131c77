"""a choice made while it is loaded"""

EDITIONS = {"small": "h12_small", "whole": "h12"}

if len(EDITIONS) > 1:
    revision = EDITIONS["whole"]
else:
    revision = EDITIONS["small"]
down_revision = None
for last in ("h07", "h08"):
    down_revision = last
