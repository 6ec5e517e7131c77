"""obligations and document governance

Revision ID: 0021_ai_engine_wave_ai2
Revises: 0020_ai_engine_wave_ai1
Create Date: 2026-01-19 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0021_ai_engine_wave_ai2"
down_revision: str | Sequence[str] | None = "0020_ai_engine_wave_ai1"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "obligation_register",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=True),
        sa.Column("document_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("due_rule", sa.Interval(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
    )
    op.add_column(
        "documents",
        sa.Column("governance_critical", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        """
        UPDATE documents
        SET doc_type = latest.doc_type
        FROM (
            SELECT DISTINCT ON (document_id) document_id, doc_type
            FROM document_classifications
            ORDER BY document_id, confidence DESC NULLS LAST
        ) AS latest
        WHERE latest.document_id = documents.id
        """
    )
    op.execute("UPDATE documents SET doc_type = 'UNCLASSIFIED' WHERE doc_type IS NULL")
    op.alter_column("documents", "doc_type", existing_type=sa.String(80), nullable=False)


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
