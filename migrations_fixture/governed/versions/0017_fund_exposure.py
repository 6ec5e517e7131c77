"""what each fund has lent

Revision ID: 0017_fund_exposure
Revises: 0016_distributions
Create Date: 2025-09-29 09:00:00.000000
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0017_fund_exposure"
down_revision: str | Sequence[str] | None = "0016_distributions"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW fund_exposure AS
        SELECT f.id AS fund_id, f.name, count(c.id) AS facilities,
               coalesce(sum(c.drawn), 0) AS drawn, coalesce(sum(c.commitment), 0) AS committed
        FROM funds f LEFT JOIN credit_facilities c ON c.fund_id = f.id
        GROUP BY f.id, f.name
        """
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
