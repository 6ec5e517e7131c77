"""share classes and their fees

Revision ID: 0003_share_classes
Revises: 0002_funds
Create Date: 2025-06-16 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003_share_classes"
down_revision: str | Sequence[str] | None = "0002_funds"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "share_classes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("management_fee", sa.Numeric(6, 4), nullable=False),
        sa.Column("carried_interest", sa.Numeric(6, 4), server_default="0.2", nullable=False),
        sa.CheckConstraint(
            "management_fee >= 0 AND management_fee < 0.1", name="ck_share_classes_management_fee"
        ),
        sa.UniqueConstraint("fund_id", "code", name="uq_share_classes_fund_code"),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
