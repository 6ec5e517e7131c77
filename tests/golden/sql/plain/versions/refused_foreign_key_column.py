"""a foreign key over a column the table does not have"""

import sqlalchemy as sa
from alembic import op

revision = "refused_foreign_key_column"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.ForeignKeyConstraint(["b"], ["u.id"]),
    )
