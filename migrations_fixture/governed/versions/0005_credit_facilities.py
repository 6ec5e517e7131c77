"""credit facilities

Revision ID: 0005_credit_facilities
Revises: 0004_counterparties
Create Date: 2025-06-30 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005_credit_facilities"
down_revision: str | Sequence[str] | None = "0004_counterparties"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "credit_facilities",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("borrower_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("commitment", sa.Numeric(20, 2), nullable=False),
        sa.Column("drawn", sa.Numeric(20, 2), server_default="0", nullable=False),
        sa.Column("margin_basis_points", sa.Integer(), nullable=False),
        sa.Column("maturity", sa.Date(), nullable=False),
        sa.CheckConstraint("drawn <= commitment", name="ck_credit_facilities_drawn"),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"]),
        sa.ForeignKeyConstraint(["borrower_id"], ["counterparties.id"]),
        comment="one loan agreement each; amounts in the fund's currency",
    )
    op.create_index("ix_credit_facilities_fund", "credit_facilities", ["fund_id", "maturity"])


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
