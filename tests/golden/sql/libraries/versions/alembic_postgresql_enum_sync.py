"""op.sync_enum_values"""

from alembic import op
from alembic_postgresql_enum import ColumnType, TableReference

revision = "alembic_postgresql_enum_sync"
down_revision = None


def upgrade():
    op.sync_enum_values(
        enum_schema="public",
        enum_name="status",
        new_values=["a", "b", "it:s"],
        affected_columns=[
            TableReference(table_schema="public", table_name="t", column_name="status"),
        ],
        enum_values_to_rename=[],
    )
    op.sync_enum_values(
        "s",
        "status",
        ["a", "c"],
        [
            TableReference("t", "status", existing_server_default="'b'::s.status"),
            TableReference(
                "t",
                "many",
                "other",
                ColumnType.ARRAY,
                existing_server_default="ARRAY['b'::s.status, 'a'::s.status]",
            ),
            TableReference(
                table_schema=None,
                table_name="u",
                column_name="many",
                column_type=ColumnType.ARRAY,
                existing_server_default="'{b}'::s.status[]",
            ),
        ],
        [("b", "c"), ("x", "y")],
    )
    op.sync_enum_values(
        enum_schema="public",
        enum_name="empty",
        new_values=[],
        affected_columns=[],
    )
