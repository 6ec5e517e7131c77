"""names: reserved words, case, characters, quoted_name"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import quoted_name


def reserved_words():
    op.create_table(
        "user", *[sa.Column(name, sa.Integer()) for name in ("all", "analyse", "analyze", "and", "any", "array", "as", "asc")]
    )


def every_reserved_word():
    words = (
        "asymmetric both case cast check collate column constraint create current_catalog current_date current_role "
        "current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for "
        "foreign from grant group having in initially intersect into leading limit localtime localtimestamp new not null "
        "of off offset old on only or order placing primary references returning select session_user some symmetric table "
        "then to trailing true union unique user using variadic when where window with authorization between binary cross "
        "current_schema freeze full ilike inner is isnull join left like natural notnull outer over overlaps right similar "
        "verbose"
    )
    op.create_table("t", *[sa.Column(word, sa.Integer()) for word in words.split()])


def words_that_are_not_reserved():
    words = "name value type key index date time year status data text level role view sequence lateral tablesample int"
    op.create_table("t", *[sa.Column(word, sa.Integer()) for word in words.split()])


def case():
    op.create_table("Users", sa.Column("createdAt", sa.Integer()), sa.Column("UPPER", sa.Integer()), schema="CRM")


def characters():
    names = ("a b", "a-b", "a.b", "1a", "a1", "_a", "$a", "a$b", "a#", "é", "名前", "a'b", 'a"b', "a\\b", "a%b", "a:b", "a;b", "(a)")
    op.create_table("t", *[sa.Column(name, sa.Integer()) for name in names])


def tab_and_newline():
    op.create_table("t", sa.Column("a\tb", sa.Integer()), sa.Column("a\nb", sa.Integer()))


def empty_name():
    op.create_table("t", sa.Column("", sa.Integer()))


def non_ascii_lower_case():
    op.create_table("été", sa.Column("straße", sa.Integer()), sa.Column("ǆ", sa.Integer()))


def quoted_name_forced():
    op.add_column(quoted_name("t", True), sa.Column(quoted_name("a", True), sa.Integer()))


def quoted_name_forbidden():
    op.add_column(quoted_name("User", False), sa.Column(quoted_name("A b", False), sa.Integer()))


def quoted_name_undecided():
    op.add_column(quoted_name("User", None), sa.Column("a", sa.Integer()))


def quoted_schema():
    op.add_column("t", sa.Column("a", sa.Integer()), schema=quoted_name("Crm.Sub", False))


def quoted_name_of_constraint():
    op.create_unique_constraint(quoted_name("Uq", True), "t", [quoted_name("a", True)])


def schema_with_dot():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("a.b.o.id")), schema="a.b")


def type_names():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="User")), sa.Column("b", sa.Enum("x", name="order", schema="My S")))


def percent_and_colon_names():
    op.create_index("ix%a", "t%b", ["c%d", "e:f"])
    op.drop_constraint("c%d", "t:x", type_="check")
    op.rename_table("a%b", "c:d")


def function_names():
    op.execute(sa.select(sa.func.Lower("a"), sa.func.my_schema.Func(1), getattr(sa.func, "select")(2), getattr(sa.func, "a b")()))


def label_names():
    op.execute(sa.select(sa.literal(1).label("User"), sa.literal(2).label("a b"), sa.literal(3).label("a%b"), sa.literal(4).label("a:b")))


def a_table_that_refers_to_itself_quoted_by_order():
    op.create_table("value", sa.Column("value", sa.Integer(), quote=True), sa.ForeignKeyConstraint(["value"], ["value.value"]), quote=True)
    op.create_table("log", sa.Column("x", sa.ForeignKey("s.log.value")), sa.Column("value", sa.Integer()), quote=True, schema="s")
    op.create_table("user", sa.Column("x", sa.ForeignKey("user.value"), index=True), sa.Column("value", sa.Integer()), quote=False)
    op.create_table("x", sa.Column("value", sa.Integer()), sa.Column("b", sa.Integer, sa.ForeignKey("s.x.value")), schema=sa.sql.quoted_name("s", True))


# refused: an ExcludeConstraint over the column user, which has a quote of its own
def an_exclude_constraint_over_a_column_quoted_by_order():
    op.create_table("x", sa.Column("user", sa.Integer(), quote=False), postgresql.ExcludeConstraint(("user", "=")))
