"""functions and triggers of alembic_utils"""

from alembic import op
from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_trigger import PGTrigger
from sqlalchemy import text as sql_text

revision = "alembic_utils_functions"
down_revision = None


def upgrade():
    plpgsql = PGFunction(
        schema="public",
        signature="to_upper(some_text text default 'a', b int)",
        definition="returns text as\n$$\ndeclare x text := ':a';\nbegin\n  "
        "return upper(some_text)::text || '100%';\nend\n$$ language plpgsql;  ",
    )
    op.create_entity(plpgsql)
    op.replace_entity(plpgsql)
    op.drop_entity(plpgsql)
    op.drop_entity(plpgsql, cascade=True)
    plain = PGFunction(
        schema='"My Schema"',
        signature='"aFunction" ( )',
        definition="RETURNS int AS $$ SELECT 1::int + :x := 2 $$ LANGUAGE sql;;",
    )
    op.create_entity(plain)
    op.drop_entity(plain)
    parsed = PGFunction.from_sql(
        "CREATE OR REPLACE FUNCTION public.f(a int) RETURNS int AS $$ select a $$ language sql"
    )
    op.create_entity(parsed)
    trigger = PGTrigger(
        schema="public",
        signature="update_trigger",
        on_entity="public.t",
        is_constraint=False,
        definition="BEFORE INSERT OR UPDATE ON public.t\n  FOR EACH ROW "
        "EXECUTE PROCEDURE public.f();",
    )
    op.create_entity(trigger)
    op.replace_entity(trigger)
    op.drop_entity(trigger)
    constraint = PGTrigger(
        schema="s",
        signature="checks",
        definition="AFTER INSERT  ON  t deferrable initially deferred for each row "
        "execute function f('a:b')",
        on_entity="t",
        is_constraint=True,
    )
    op.create_entity(constraint)
    op.drop_entity(constraint, cascade=True)
    assert sql_text("x") is not None
    assert plain.signature == "aFunction ( )"
    assert trigger.identity == "PGTrigger: public.update_trigger False public.t"
