"""quoted_name forces or forbids quotes"""

import sqlalchemy as sa
from alembic import op

revision = "quoting_quoted_name"
down_revision = None


def upgrade():
    op.create_table(
        sa.sql.quoted_name("lower", True),
        sa.Column(sa.sql.quoted_name("UPPER", False), sa.Integer()),
        schema=sa.sql.quoted_name("Dotted.Schema", False),
    )
