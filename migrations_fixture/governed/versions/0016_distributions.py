"""distributions to investors

Revision ID: 0016_distributions
Revises: 0015_capital_calls
Create Date: 2025-09-22 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0016_distributions"
down_revision: str | Sequence[str] | None = "0015_capital_calls"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "distributions",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("investor_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("amount", sa.Numeric(20, 2), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name="ck_distributions_amount"),
        sa.ForeignKeyConstraint(
            ["fund_id", "investor_id"],
            ["investor_commitments.fund_id", "investor_commitments.investor_id"],
            name="fk_distributions_commitment",
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
