"""an Enum kept as text"""

import sqlalchemy as sa
from alembic import op

revision = "enum_not_native"
down_revision = None


def upgrade():
    op.create_table(
        "a",
        sa.Column("x", sa.Enum("one", "three", name="x_kind", native_enum=False)),
        sa.Column("y", sa.Enum("one", name="y_kind", native_enum=False, length=20)),
        sa.Column(
            "z", sa.Enum("it's", "b", name="ck_z", native_enum=False, create_constraint=True)
        ),
    )
    op.add_column(
        "a",
        sa.Column("w", sa.Enum("c", "d", name="ck_w", native_enum=False, create_constraint=True)),
    )
