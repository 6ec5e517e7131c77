"""classes a project derives from a library's type"""

import sqlalchemy as sa
from alembic import op
from oslo_db.sqlalchemy import types
from sqlmodel import AutoString

revision = "derived_types"
down_revision = None


class Name(AutoString):
    cache_ok = True


class Slug(sa.types.TypeDecorator):
    impl = AutoString
    cache_ok = True


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", Name(length=5)),
        sa.Column("b", Slug(length=6)),
        sa.Column("c", types.JsonEncodedDict.impl),
        sa.Column("d", types.JsonEncodedList(mysql_as_long=True).impl),
    )
    assert isinstance(Name(), AutoString)
