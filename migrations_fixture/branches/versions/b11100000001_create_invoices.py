"""create invoices

Revision ID: b11100000001
Revises:
Create Date: 2025-03-06 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b11100000001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = "billing"
depends_on: str | Sequence[str] | None = "acc000000002"


def upgrade() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("invoices")
