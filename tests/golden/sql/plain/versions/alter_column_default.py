"""server defaults set and dropped"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_default"
down_revision = None


def upgrade():
    op.alter_column("users", "a", server_default="it's")
    op.alter_column("users", "a", server_default=sa.text("now()"))
    op.alter_column("users", "a", server_default=sa.func.now())
    op.alter_column("users", "a", server_default=None)
    op.alter_column("users", "a", server_default=False)
    op.alter_column("users", "a", server_default=sa.false(), existing_server_default=None)
    op.alter_column("users", "a", server_default=sa.text("'{}'::jsonb"), schema="crm")
