"""merge portfolio intelligence and the wider version table

Revision ID: 70a79686336c
Revises: 0009b_expand_alembic_version, 0023_ai_engine_wave_ai4_portfolio_intelligence
Create Date: 2026-02-09 09:00:00.000000
"""

from collections.abc import Sequence

revision: str = "70a79686336c"
down_revision: str | Sequence[str] | None = (
    "0009b_expand_alembic_version",
    "0023_ai_engine_wave_ai4_portfolio_intelligence",
)
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
