"""valuation methods

Revision ID: 0013_valuation_methods
Revises: 0012_exchange_rates
Create Date: 2025-09-01 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013_valuation_methods"
down_revision: str | Sequence[str] | None = "0012_exchange_rates"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "valuation_methods",
        sa.Column("code", sa.String(24), primary_key=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("hierarchy_level", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("hierarchy_level IN (1, 2, 3)", name="ck_valuation_methods_level"),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
