"""net asset value snapshots and investor statements

Revision ID: 0019_nav_snapshots_and_investor_statements
Revises: 0018_reporting_periods
Create Date: 2025-12-01 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0019_nav_snapshots_and_investor_statements"
down_revision: str | Sequence[str] | None = "0018_reporting_periods"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


pack_status = postgresql.ENUM(
    "draft", "in_review", "published", name="report_pack_status", create_type=False
)


def upgrade() -> None:
    pack_status.create(op.get_bind(), checkfirst=False)
    op.create_table(
        "nav_snapshots",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("period_month", sa.CHAR(7), nullable=False),
        sa.Column("nav_total", sa.Numeric(20, 2), nullable=False),
        sa.Column("cash_balance", sa.Numeric(20, 2), server_default="0", nullable=False),
        sa.Column("approved_by", postgresql.UUID(as_uuid=True), nullable=True),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["period_month"], ["reporting_periods.period_month"]),
        sa.ForeignKeyConstraint(["approved_by"], ["users.id"], ondelete="SET NULL"),
        sa.UniqueConstraint("fund_id", "period_month", name="uq_nav_snapshots_period"),
    )
    op.create_table(
        "monthly_report_packs",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("nav_snapshot_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("status", pack_status, server_default="draft", nullable=False),
        sa.Column("prepared_by", postgresql.UUID(as_uuid=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["nav_snapshot_id"], ["nav_snapshots.id"]),
        sa.ForeignKeyConstraint(["prepared_by"], ["users.id"], ondelete="SET NULL"),
    )
    op.create_table(
        "investor_statements",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=True),
        sa.Column(
            "report_pack_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("monthly_report_packs.id"),
            nullable=False,
        ),
        sa.Column(
            "investor_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("users.id"),
            nullable=False,
            index=True,
        ),
        sa.Column("ending_balance", sa.Numeric(20, 2), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
