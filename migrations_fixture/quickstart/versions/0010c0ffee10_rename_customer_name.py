"""rename the customer's name

Revision ID: 0010c0ffee10
Revises: 0009c0ffee09
Create Date: 2025-02-10 17:15:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010c0ffee10"
down_revision: str | Sequence[str] | None = "0009c0ffee09"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.alter_column("customers", "name", new_column_name="full_name")
    op.alter_column(
        "customers",
        "newsletter",
        existing_type=sa.Boolean(),
        server_default=None,
        comment="Asked for the newsletter",
    )
    op.drop_index("ix_products_attributes", table_name="products")
    op.rename_table("order_lines", "order_items")


def downgrade() -> None:
    op.rename_table("order_items", "order_lines")
    op.create_index("ix_products_attributes", "products", ["attributes"], postgresql_using="gin")
    op.alter_column("customers", "newsletter", server_default=sa.false(), comment=None)
    op.alter_column("customers", "full_name", new_column_name="name")
