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
        sa.ForeignKeyConstraint(["document_id"], ["document_registry.id"], ondelete="CASCADE"),
    )
    op.add_column("document_registry", sa.Column("root_folder", sa.String(120), nullable=True))
    op.add_column("document_registry", sa.Column("lifecycle", sa.String(24), nullable=True))
    op.add_column(
        "document_registry",
        sa.Column(
            "governance_critical", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )
    op.execute("UPDATE document_registry SET root_folder = split_part(path, '/', 1)")
    op.execute(
        """
        UPDATE document_registry SET doc_type = 'CREDIT_AGREEMENT'
        WHERE doc_type IS NULL AND title LIKE 'Credit agreement%'
        """
    )
    op.execute(
        """
        UPDATE document_registry SET doc_type = 'FINANCIAL_STATEMENT'
        WHERE doc_type IS NULL AND title LIKE 'Financial statement%'
        """
    )
    op.execute("UPDATE document_registry SET doc_type = 'UNCLASSIFIED' WHERE doc_type IS NULL")
    op.execute(
        """
        UPDATE document_registry SET governance_critical = true
        WHERE doc_type = 'CREDIT_AGREEMENT' AND deal_id IS NOT NULL
        """
    )
    op.execute(
        """
        UPDATE document_registry
        SET lifecycle = CASE WHEN deal_id IS NULL THEN 'ARCHIVE' ELSE 'LIVE' END
        WHERE lifecycle IS NULL
        """
    )
    op.alter_column("document_registry", "doc_type", existing_type=sa.String(80), nullable=False)
    op.alter_column("document_registry", "lifecycle", existing_type=sa.String(24), nullable=False)


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
