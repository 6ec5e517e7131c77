"""exchange rates

Revision ID: 0012_exchange_rates
Revises: 0011_covenants
Create Date: 2025-08-25 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012_exchange_rates"
down_revision: str | Sequence[str] | None = "0011_covenants"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "exchange_rates",
        sa.Column("base", sa.CHAR(3), nullable=False),
        sa.Column("quote", sa.CHAR(3), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(18, 8), nullable=False),
        sa.PrimaryKeyConstraint("base", "quote", "as_of", name="pk_exchange_rates"),
        sa.CheckConstraint("rate > 0", name="ck_exchange_rates_rate"),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
