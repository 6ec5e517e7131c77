"""investor commitments

Revision ID: 0008_investor_commitments
Revises: 0007_cash_transactions
Create Date: 2025-07-21 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0008_investor_commitments"
down_revision: str | Sequence[str] | None = "0007_cash_transactions"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "investor_commitments",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("investor_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("committed", sa.Numeric(20, 2), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("fund_id", "investor_id", name="uq_investor_commitments_investor"),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"]),
        sa.ForeignKeyConstraint(["investor_id"], ["users.id"]),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
