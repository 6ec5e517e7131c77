# a comment, and no docstring
from __future__ import annotations

(revision, down_revision) = "h05", "h04"
depends_on = None


def upgrade():
    pass
