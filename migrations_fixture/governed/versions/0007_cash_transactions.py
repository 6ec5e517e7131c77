"""cash transactions

Revision ID: 0007_cash_transactions
Revises: 0006_cash_accounts
Create Date: 2025-07-14 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0007_cash_transactions"
down_revision: str | Sequence[str] | None = "0006_cash_accounts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "cash_transactions",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(20, 2), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("matched", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["cash_accounts.id"]),
    )
    op.create_index(
        "ix_cash_transactions_account",
        "cash_transactions",
        ["account_id", sa.text("booked_on DESC")],
    )
    op.create_index(
        "ix_cash_transactions_unmatched",
        "cash_transactions",
        ["booked_on"],
        postgresql_where=sa.text("NOT matched"),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
