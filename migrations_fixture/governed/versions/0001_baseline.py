"""the platform as it was first released

Revision ID: 0001_baseline
Revises:
Create Date: 2025-09-01 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001_baseline"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column(
            "role",
            sa.Enum("analyst", "manager", "investor", "auditor", name="user_role"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()")),
    )
    op.create_table(
        "funds",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("base_currency", sa.String(3), server_default="USD", nullable=False),
        sa.Column("inception_date", sa.Date(), nullable=True),
        sa.UniqueConstraint("name", name="uq_funds_name"),
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
