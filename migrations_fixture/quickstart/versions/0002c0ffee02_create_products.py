"""create products

Revision ID: 0002c0ffee02
Revises: 0001c0ffee01
Create Date: 2025-01-06 09:05:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002c0ffee02"
down_revision: str | Sequence[str] | None = "0001c0ffee01"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("bean", "equipment", "voucher", name="product_kind"),
            server_default="bean",
            nullable=False,
        ),
        sa.Column("price", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.String(length=40)), nullable=True),
        sa.Column(
            "attributes",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.CheckConstraint("price >= 0", name="ck_products_price_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sku", name="uq_products_sku"),
    )
    op.create_index("ix_products_attributes", "products", ["attributes"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("products")
    op.execute("DROP TYPE product_kind")
