"""portfolio intelligence

Revision ID: 0023_ai_engine_wave_ai4_portfolio_intelligence
Revises: 0022_ai_engine_wave_ai3_pipeline_intelligence
Create Date: 2026-02-02 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0023_ai_engine_wave_ai4_portfolio_intelligence"
down_revision: str | Sequence[str] | None = "0022_ai_engine_wave_ai3_pipeline_intelligence"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def of_investment() -> list[sa.Column]:
    """The columns that every register about an investment begins with."""
    return [
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column(
            "investment_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("active_investments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("as_of", sa.DateTime(timezone=True), server_default=sa.func.now()),
    ]


def upgrade() -> None:
    op.create_table(
        "active_investments",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("deal_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("outstanding", sa.Numeric(20, 2), nullable=False),
        sa.Column("internal_rate_of_return", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["pipeline_deals.id"], name="fk_active_investments_deal_id"
        ),
    )
    op.create_table(
        "performance_drift_flags",
        *of_investment(),
        sa.Column("metric", sa.String(80), nullable=False),
        sa.Column("drift_percent", sa.Numeric(9, 4), nullable=False),
    )
    op.create_table(
        "covenant_status_register",
        *of_investment(),
        sa.Column("covenant", sa.String(200), nullable=False),
        sa.Column("breached", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_table(
        "cash_impact_flags",
        *of_investment(),
        sa.Column("amount", sa.Numeric(20, 2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
    )
    op.create_table(
        "investment_risk_registry",
        *of_investment(),
        sa.Column(
            "risk_level", sa.Enum("LOW", "MEDIUM", "HIGH", name="risk_level"), nullable=False
        ),
        sa.Column("rationale", sa.Text(), nullable=False),
    )
    op.create_table(
        "board_monitoring_briefs",
        *of_investment(),
        sa.Column("brief", postgresql.JSONB(), nullable=False),
    )
    op.create_index(
        "ix_board_monitoring_briefs_latest",
        "board_monitoring_briefs",
        ["investment_id", sa.text("as_of DESC")],
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
