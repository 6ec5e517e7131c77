"""how long a document is kept

Revision ID: 0010_document_retention_requirements
Revises: 0009_deals_and_documents
Create Date: 2025-08-11 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010_document_retention_requirements"
down_revision: str | Sequence[str] | None = "0009_deals_and_documents"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "retention_rules",
        sa.Column("code", sa.String(24), primary_key=True),
        sa.Column("period", sa.Interval(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
    )
    op.add_column("document_registry", sa.Column("retention_code", sa.String(24), nullable=True))
    op.add_column("document_registry", sa.Column("retained_until", sa.Date(), nullable=True))
    op.create_foreign_key(
        "fk_document_registry_retention_code",
        "document_registry",
        "retention_rules",
        ["retention_code"],
        ["code"],
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
