"""an option that tables do not have"""

import sqlalchemy as sa
from alembic import op

revision = "refused_table_option"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Text()), postgresql_with={"fillfactor": 70})
