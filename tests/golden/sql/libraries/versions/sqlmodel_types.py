"""the types of sqlmodel"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "sqlmodel_types"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sqlmodel.sql.sqltypes.types.Uuid(), nullable=False),
        sa.Column("a", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("b", AutoString(length=255), server_default="x"),
        sa.Column("c", sqlmodel.AutoString(16, "C"), unique=True),
        sa.Column("d", UTCDateTime()),
        sa.Column("e", UTCDateTime),
        sa.Column("f", sa.ARRAY(AutoString(5))),
        sa.Column("g", sqlmodel.String(3)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.alter_column("t", "a", existing_type=sa.VARCHAR(), type_=AutoString(length=20))
    assert isinstance(AutoString(), sa.types.TypeDecorator)
    assert not isinstance(AutoString(), sa.String)
    assert AutoString(length=7).length == 7
