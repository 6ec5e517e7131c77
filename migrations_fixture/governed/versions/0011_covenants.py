"""covenants of the facilities

Revision ID: 0011_covenants
Revises: 0010_document_retention_requirements
Create Date: 2025-08-18 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0011_covenants"
down_revision: str | Sequence[str] | None = "0010_document_retention_requirements"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "covenants",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("facility_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "test_frequency",
            sa.Enum("monthly", "quarterly", "annually", name="test_frequency"),
            nullable=False,
        ),
        sa.Column("threshold", sa.Numeric(12, 4), nullable=False),
        sa.Column("definition", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb")),
        sa.ForeignKeyConstraint(["facility_id"], ["credit_facilities.id"], ondelete="CASCADE"),
    )
    op.create_index(
        "ix_covenants_definition", "covenants", ["definition"], postgresql_using="gin"
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
