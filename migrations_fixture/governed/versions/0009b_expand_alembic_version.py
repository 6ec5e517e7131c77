"""make room for descriptive revision ids

Revision ID: 0009b_expand_alembic_version
Revises: 0009_deals_and_documents
Create Date: 2025-11-17 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009b_expand_alembic_version"
down_revision: str | Sequence[str] | None = "0009_deals_and_documents"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.alter_column(
        "alembic_version",
        "version_num",
        existing_type=sa.String(length=32),
        type_=sa.String(length=64),
        existing_nullable=False,
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
