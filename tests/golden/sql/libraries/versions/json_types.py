"""sqlalchemy_json and sqlalchemy_continuum"""

import sqlalchemy as sa
import sqlalchemy_json
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy_json import MutableJson, NestedMutableJson, mutable_json_type

revision = "json_types"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", MutableJson),
        sa.Column("b", NestedMutableJson),
        sa.Column("c", mutable_json_type(dbtype=postgresql.JSONB, nested=True)),
        sa.Column("d", mutable_json_type()),
        sa.Column("e", sqlalchemy_json.NestedMutableJson),
    )
