"""audit invoices

Revision ID: a0d170000002
Revises: a0d170000001
Create Date: 2025-03-11 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a0d170000002"
down_revision: str | Sequence[str] | None = "a0d170000001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = ("b11100000002",)


def upgrade() -> None:
    op.add_column("audit_log", sa.Column("invoice_id", sa.Integer(), nullable=True))
    op.create_foreign_key("fk_audit_log_invoice", "audit_log", "invoices", ["invoice_id"], ["id"])


def downgrade() -> None:
    op.drop_constraint("fk_audit_log_invoice", "audit_log", type_="foreignkey")
    op.drop_column("audit_log", "invoice_id")
