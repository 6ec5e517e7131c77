"""identity added, changed and dropped"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_identity"
down_revision = None


def upgrade():
    op.alter_column("users", "id", server_default=sa.Identity(always=True, start=5))
    op.alter_column(
        "users",
        "id",
        server_default=sa.Identity(always=True),
        existing_server_default=sa.Identity(),
    )
    op.alter_column("users", "id", server_default=None, existing_server_default=sa.Identity())
