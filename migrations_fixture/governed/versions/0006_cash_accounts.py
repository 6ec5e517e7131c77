"""cash accounts

Revision ID: 0006_cash_accounts
Revises: 0005_credit_facilities
Create Date: 2025-07-07 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006_cash_accounts"
down_revision: str | Sequence[str] | None = "0005_credit_facilities"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "cash_accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("currency", sa.CHAR(3), nullable=False),
        sa.Column("iban", sa.String(34), nullable=False),
        sa.UniqueConstraint("iban", name="uq_cash_accounts_iban"),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"]),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
