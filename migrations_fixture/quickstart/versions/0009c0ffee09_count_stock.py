"""count the stock

Revision ID: 0009c0ffee09
Revises: 0008c0ffee08
Create Date: 2025-02-03 12:30:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009c0ffee09"
down_revision: str | Sequence[str] | None = "0008c0ffee08"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SHELVES = ("front", "cellar")


def upgrade() -> None:
    stock = op.create_table(
        "stock",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_stock_product"),
        sa.PrimaryKeyConstraint("product_id", "shelf", name="pk_stock"),
    )
    for shelf in SHELVES:
        op.execute(
            f"INSERT INTO {stock.name} (product_id, shelf) SELECT id, '{shelf}' FROM products"
        )
    op.alter_column(
        "order_lines",
        "quantity",
        existing_type=sa.Integer(),
        type_=sa.SmallInteger(),
        existing_server_default=sa.text("1"),
        existing_nullable=False,
        postgresql_using="quantity::smallint",
    )


def downgrade() -> None:
    op.alter_column("order_lines", "quantity", type_=sa.Integer())
    op.drop_table("stock")
