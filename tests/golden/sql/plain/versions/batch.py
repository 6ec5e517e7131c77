"""batch_alter_table is plain ALTER on PostgreSQL"""

import sqlalchemy as sa
from alembic import op

revision = "batch"
down_revision = None


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), nullable=True))
        batch_op.alter_column("b", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("c", new_column_name="d", type_=sa.Text())
        batch_op.drop_column("e")
        batch_op.create_index("ix_a", ["a"], unique=True)
        batch_op.create_index(batch_op.f("ix_users_f"), ["f"])
        batch_op.drop_index("ix_b")
        batch_op.create_unique_constraint("uq_a", ["a", "b"])
        batch_op.create_foreign_key("fk_a", "teams", ["a"], ["id"], ondelete="CASCADE")
        batch_op.create_check_constraint("ck_a", "a > 0")
        batch_op.create_primary_key("pk_users", ["a"])
        batch_op.drop_constraint("fk_b", type_="foreignkey")
