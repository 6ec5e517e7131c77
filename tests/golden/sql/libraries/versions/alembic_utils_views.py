"""views, extensions, policies and grants of alembic_utils"""

from alembic import op
from alembic_utils.pg_extension import PGExtension
from alembic_utils.pg_grant_table import PGGrantTable, PGGrantTableChoice
from alembic_utils.pg_materialized_view import PGMaterializedView
from alembic_utils.pg_policy import PGPolicy
from alembic_utils.pg_view import PGView

revision = "alembic_utils_views"
down_revision = None


def upgrade():
    view = PGView(
        schema="public", signature="v", definition="SELECT a::text, '10:30' AS b FROM t;\n"
    )
    op.create_entity(view)
    op.replace_entity(view)
    op.drop_entity(view)
    op.drop_entity(view, cascade=True)
    for with_data in (True, False):
        materialized = PGMaterializedView(
            schema="s", signature="m", definition="SELECT 1 AS one ; ", with_data=with_data
        )
        op.create_entity(materialized)
        op.replace_entity(materialized)
        op.drop_entity(materialized)
    extension = PGExtension(schema="public", signature="uuid-ossp")
    op.create_entity(extension)
    op.drop_entity(extension)
    op.drop_entity(extension, cascade=True)
    policy = PGPolicy(
        schema="public",
        signature="p",
        on_entity="t",
        definition="as permissive for select to public using (owner = current_user)",
    )
    op.create_entity(policy)
    op.replace_entity(policy)
    op.drop_entity(policy)
    for grant in (
        PGGrantTable("public", "t", "reader", "SELECT", columns=["b", "a"]),
        PGGrantTable(
            schema="public",
            table="t",
            columns=["id"],
            role="anon user",
            grant=PGGrantTableChoice.UPDATE,
            with_grant_option=True,
        ),
        PGGrantTable(schema='"S"', table="t", role="writer", grant=PGGrantTableChoice.DELETE),
    ):
        op.create_entity(grant)
        op.replace_entity(grant)
        op.drop_entity(grant)
    parsed = PGView.from_sql("create or replace view public.w (a, b) as select 1, 2;")
    op.create_entity(parsed)
