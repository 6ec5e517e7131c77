"""add the total to orders

Revision ID: 0004c0ffee04
Revises: 0003c0ffee03
Create Date: 2025-01-13 16:20:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004c0ffee04"
down_revision: str | Sequence[str] | None = "0003c0ffee03"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("total", sa.Numeric(precision=12, scale=2), nullable=True))
    # orders that exist already get the sum of their lines
    op.execute(
        """
        UPDATE orders
        SET total = COALESCE(
            (
                SELECT SUM(quantity * unit_price)
                FROM order_lines
                WHERE order_lines.order_id = orders.id
            ),
            0
        )
        """
    )
    op.alter_column("orders", "total", existing_type=sa.Numeric(12, 2), nullable=False)
    op.create_check_constraint("ck_orders_total_not_negative", "orders", "total >= 0")


def downgrade() -> None:
    op.drop_constraint("ck_orders_total_not_negative", "orders", type_="check")
    op.drop_column("orders", "total")
