"""pipeline intelligence

Revision ID: 0022_ai_engine_wave_ai3_pipeline_intelligence
Revises: 0021_ai_engine_wave_ai2
Create Date: 2026-01-26 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022_ai_engine_wave_ai3_pipeline_intelligence"
down_revision: str | Sequence[str] | None = "0021_ai_engine_wave_ai2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


STAGES = {
    "screening": "SCREENING",
    "diligence": "IN_DILIGENCE",
    "approved": "APPROVED",
    "closed": "ACTIVE",
}


def upgrade() -> None:
    pipeline_stage = sa.Enum(
        "SCREENING", "IN_DILIGENCE", "APPROVED", "ACTIVE", "DECLINED", name="pipeline_stage"
    )
    pipeline_stage.create(op.get_bind(), checkfirst=False)
    op.add_column("pipeline_deals", sa.Column("intelligence_stage", pipeline_stage, nullable=True))
    op.add_column("pipeline_deals", sa.Column("document_count", sa.Integer(), nullable=True))
    for stage, intelligence_stage in STAGES.items():
        op.execute(
            f"UPDATE pipeline_deals SET intelligence_stage = '{intelligence_stage}' "
            f"WHERE stage = '{stage}'"
        )
    op.execute(
        """
        UPDATE pipeline_deals SET intelligence_stage = 'DECLINED'
        WHERE intelligence_stage IS NULL
        """
    )
    op.execute(
        """
        UPDATE pipeline_deals
        SET document_count = (
            SELECT count(*) FROM document_registry WHERE deal_id = pipeline_deals.id
        )
        """
    )
    op.alter_column("pipeline_deals", "intelligence_stage", nullable=False)
    op.create_index(
        "ix_pipeline_deals_intelligence_stage", "pipeline_deals", ["intelligence_stage"]
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
