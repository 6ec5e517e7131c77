"""a column's place in a table that is altered"""

import sqlalchemy as sa
from alembic import op

revision = "refused_batch_position"
down_revision = None


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()), insert_after="x")
