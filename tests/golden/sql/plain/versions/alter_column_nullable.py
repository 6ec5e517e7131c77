"""NOT NULL set and dropped"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_nullable"
down_revision = None


def upgrade():
    op.alter_column("users", "a", nullable=False)
    op.alter_column("users", "a", nullable=True)
    op.alter_column("users", "a", existing_type=sa.String(3), nullable=True, schema="crm")
    op.alter_column("users", "a", existing_nullable=False, nullable=False)
