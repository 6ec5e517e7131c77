"""ship orders

Revision ID: 0007c0ffee07
Revises: 0004c0ffee04
Create Date: 2025-01-21 14:10:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007c0ffee07"
down_revision: str | Sequence[str] | None = "0004c0ffee04"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("ALTER TYPE order_status ADD VALUE 'returned' AFTER 'shipped'")
    op.create_table(
        "carriers",
        sa.Column("code", sa.CHAR(length=4), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    with op.batch_alter_table("orders") as batch_op:
        batch_op.add_column(sa.Column("carrier_code", sa.CHAR(length=4), nullable=True))
        batch_op.add_column(sa.Column("tracking_number", sa.String(length=64), nullable=True))
        batch_op.create_foreign_key("fk_orders_carrier", "carriers", ["carrier_code"], ["code"])
        batch_op.create_unique_constraint(
            "uq_orders_tracking_number", ["carrier_code", "tracking_number"]
        )


def downgrade() -> None:
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_constraint("uq_orders_tracking_number", type_="unique")
        batch_op.drop_constraint("fk_orders_carrier", type_="foreignkey")
        batch_op.drop_column("tracking_number")
        batch_op.drop_column("carrier_code")
    op.drop_table("carriers")
