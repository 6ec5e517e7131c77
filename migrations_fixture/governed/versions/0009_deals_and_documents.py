"""the pipeline of deals and the register of documents

Revision ID: 0009_deals_and_documents
Revises: 0008_investor_commitments
Create Date: 2025-08-04 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009_deals_and_documents"
down_revision: str | Sequence[str] | None = "0008_investor_commitments"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "pipeline_deals",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("borrower", sa.String(200), nullable=False),
        sa.Column("sector", sa.String(80), nullable=True),
        sa.Column("commitment", sa.Numeric(20, 2), nullable=False),
        sa.Column("stage", sa.String(40), server_default="screening", nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], name="fk_pipeline_deals_fund_id"),
    )
    op.create_index("ix_pipeline_deals_fund_stage", "pipeline_deals", ["fund_id", "stage"])
    op.create_table(
        "document_registry",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("deal_id", postgresql.UUID(as_uuid=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False, unique=True),
        sa.Column("media_type", sa.String(120), server_default="application/pdf", nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by", postgresql.UUID(as_uuid=True), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.ForeignKeyConstraint(["deal_id"], ["pipeline_deals.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["uploaded_by"], ["users.id"]),
    )
    op.create_index("ix_document_registry_deal", "document_registry", ["deal_id"])


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
