"""merge reviews and shipping

Revision ID: 0008c0ffee08
Revises: 0006c0ffee06, 0007c0ffee07
Create Date: 2025-01-27 08:00:00.000000
"""

from collections.abc import Sequence

revision: str = "0008c0ffee08"
down_revision: str | Sequence[str] | None = ("0006c0ffee06", "0007c0ffee07")
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
