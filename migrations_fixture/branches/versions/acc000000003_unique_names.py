"""account names are unique

Revision ID: acc000000003
Revises: acc000000002
Create Date: 2025-03-05 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "acc000000003"
down_revision: str | Sequence[str] | None = "acc000000002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_unique_constraint("uq_accounts_name", "accounts", ["name"])


def downgrade() -> None:
    op.drop_constraint("uq_accounts_name", "accounts", type_="unique")
