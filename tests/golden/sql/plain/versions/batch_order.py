"""a batch is flushed when it closes"""

import sqlalchemy as sa
from alembic import op

revision = "batch_order"
down_revision = None


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        op.execute("SELECT 'before the column'")
        batch_op.drop_column("b")
