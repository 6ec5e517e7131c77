"""add due date to invoices

Revision ID: b11100000002
Revises: b11100000001
Create Date: 2025-03-07 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b11100000002"
down_revision: str | Sequence[str] | None = "b11100000001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("invoices", sa.Column("due_on", sa.Date(), nullable=True))
    op.create_index("ix_invoices_due_on", "invoices", ["due_on"])


def downgrade() -> None:
    op.drop_index("ix_invoices_due_on", table_name="invoices")
    op.drop_column("invoices", "due_on")
