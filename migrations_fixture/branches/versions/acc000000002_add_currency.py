"""add currency to accounts

Revision ID: acc000000002
Revises: acc000000001
Create Date: 2025-03-04 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "acc000000002"
down_revision: str | Sequence[str] | None = "acc000000001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "accounts",
        sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("accounts", "currency")
