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
    "closed": "ACTIVE",
}


def upgrade() -> None:
    pipeline_stage = sa.Enum(
        "SCREENING", "IN_DILIGENCE", "ACTIVE", "DECLINED", name="pipeline_stage"
    )
    pipeline_stage.create(op.get_bind(), checkfirst=False)
    op.add_column("deals", sa.Column("intelligence_stage", pipeline_stage, nullable=True))
    for stage, intelligence_stage in STAGES.items():
        op.execute(
            f"UPDATE deals SET intelligence_stage = '{intelligence_stage}' WHERE stage = '{stage}'"
        )
    op.execute("UPDATE deals SET intelligence_stage = 'DECLINED' WHERE intelligence_stage IS NULL")
    op.alter_column("deals", "intelligence_stage", nullable=False)
    op.create_index("ix_deals_intelligence_stage", "deals", ["intelligence_stage"])


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
