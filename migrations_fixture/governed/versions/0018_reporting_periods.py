"""reporting periods

Revision ID: 0018_reporting_periods
Revises: 0017_fund_exposure
Create Date: 2025-10-06 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018_reporting_periods"
down_revision: str | Sequence[str] | None = "0017_fund_exposure"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "reporting_periods",
        sa.Column("period_month", sa.CHAR(7), primary_key=True),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "period_month ~ '^[0-9]{4}-[0-9]{2}$'", name="ck_reporting_periods_month"
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
