"""
The text begins on the second line
and has a second one.

    Revision ID: h01
  An indented paragraph.
"""

from typing import Sequence, Union

revision: str = "h01"
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
