"""deals and their documents

Revision ID: 0009_deals_and_documents
Revises: 0001_baseline
Create Date: 2025-10-06 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009_deals_and_documents"
down_revision: str | Sequence[str] | None = "0001_baseline"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "deals",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("borrower", sa.String(200), nullable=False),
        sa.Column("commitment", sa.Numeric(20, 2), nullable=False),
        sa.Column("stage", sa.String(40), server_default="screening", nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name="fk_deals_fund_id"),
    )
    op.create_index("ix_deals_fund_stage", "deals", ["fund_id", "stage"])
    op.create_table(
        "documents",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("deal_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("deals.id")),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
