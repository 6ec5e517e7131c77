"""documents are classified

Revision ID: 0020_ai_engine_wave_ai1
Revises: 0019_nav_snapshots_and_investor_statements
Create Date: 2026-01-12 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0020_ai_engine_wave_ai1"
down_revision: str | Sequence[str] | None = "0019_nav_snapshots_and_investor_statements"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "document_classifications",
        sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True),
        sa.Column("document_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("doc_type", sa.String(80), nullable=False),
        sa.Column("confidence", sa.Numeric(5, 4), nullable=True),
        sa.Column("evidence", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb")),
        sa.CheckConstraint(
            "confidence >= 0 AND confidence <= 1", name="ck_document_classifications_confidence"
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document_registry.id"], ondelete="CASCADE"),
    )
    op.add_column("document_registry", sa.Column("doc_type", sa.String(80), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
