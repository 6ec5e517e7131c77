"""op.sync_enum_values with indexes, and op.add_enum_value"""

from alembic import op
from alembic_postgresql_enum import TableReference
from alembic_postgresql_enum.sql_commands.indexes import TableIndex

revision = "alembic_postgresql_enum_indexes"
down_revision = None


def upgrade():
    indexes = [
        TableIndex(
            name="public.ix_t",
            definition="CREATE INDEX ix_t ON public.t USING btree (id) "
            "WHERE (status = 'b'::status AND x <> 'b'::public.status)",
        ),
        TableIndex("ix_u", "CREATE INDEX ix_u ON public.t (id)"),
        TableIndex(name='"S"."Ix"', definition="CREATE INDEX"),
    ]
    assert indexes[0].name == "public.ix_t"
    op.sync_enum_values(
        enum_schema="public",
        enum_name="status",
        new_values=["a", "c"],
        affected_columns=[TableReference("t", "status", "public")],
        enum_values_to_rename=[("b", "c")],
        indexes_to_recreate=indexes,
    )
    op.sync_enum_values(
        enum_schema="public",
        enum_name="status",
        new_values=["a"],
        affected_columns=[],
        indexes_to_recreate=indexes[1:],
    )
    op.add_enum_value("public", "status", "d")
    op.add_enum_value(enum_schema="s", enum_name="status", new_value="d", before_value="a")
