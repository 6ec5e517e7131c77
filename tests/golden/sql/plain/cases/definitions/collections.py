"""Tables that know how to create themselves: Table.create() and MetaData.create_all()."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def create():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(op.get_bind())


def create_without_looking():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(op.get_bind(), checkfirst=False)


def create_by_position():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(op.get_bind(), True)


def create_on_the_engine():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(bind=op.get_bind().engine)


def create_without_a_connection():
    sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer)).create()


def create_with_everything():
    table = sa.Table(
        "Accounts",
        sa.MetaData(),
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("name", sa.String(20), index=True, nullable=False, comment="who"),
        sa.Column("email", sa.Text, unique=True),
        sa.CheckConstraint("id > 0", name="positive"),
        schema="Crm",
        comment="it's all",
    )
    table.create(op.get_bind(), checkfirst=True)


def create_with_a_convention():
    table = sa.Table(
        "t",
        sa.MetaData(naming_convention=CONVENTION),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("a", sa.Integer, index=True),
        sa.UniqueConstraint("a", "id"),
        sa.CheckConstraint("a > 0", name="positive"),
        sa.ForeignKeyConstraint(["a"], ["t.id"]),
    )
    table.create(op.get_bind())


def create_with_a_convention_by_class():
    metadata = sa.MetaData(naming_convention={sa.PrimaryKeyConstraint: "key_of_%(table_name)s"})
    sa.Table("t", metadata, sa.Column("id", sa.Integer, primary_key=True)).create(op.get_bind())


def create_with_an_empty_convention():
    metadata = sa.MetaData(naming_convention={})
    table = sa.Table("t", metadata, sa.Column("id", sa.Integer, index=True))
    table.create(op.get_bind())


# refused: a name that the naming_convention
def create_with_a_token_of_its_own():
    convention = {"digest": lambda constraint, table: "d", "uq": "uq_%(digest)s"}
    metadata = sa.MetaData(naming_convention=convention)
    table = sa.Table("t", metadata, sa.Column("id", sa.Integer), sa.UniqueConstraint("id"))
    table.create(op.get_bind())


def create_with_a_type():
    kind = sa.Enum("a", "b", name="kind")
    table = sa.Table("t", sa.MetaData(), sa.Column("k", kind), sa.Column("more", postgresql.ARRAY(kind)))
    table.create(op.get_bind())


def create_twice_with_a_type():
    for name in ["t", "u"]:
        kind = sa.Enum("a", "b", name="kind")
        sa.Table(name, sa.MetaData(), sa.Column("k", kind)).create(op.get_bind())


def create_with_a_type_made_elsewhere():
    kind = postgresql.ENUM("a", name="kind", create_type=False)
    sa.Table("t", sa.MetaData(), sa.Column("k", kind)).create(op.get_bind())


def create_with_an_inherited_schema():
    kind = sa.Enum("a", name="kind", inherit_schema=True)
    table = sa.Table("t", sa.MetaData(schema="crm"), sa.Column("k", kind))
    table.create(op.get_bind())
    table.drop(op.get_bind())


def create_with_a_type_of_the_collection():
    metadata = sa.MetaData()
    kind = sa.Enum("a", name="kind", metadata=metadata)
    sa.Table("t", metadata, sa.Column("k", kind)).create(op.get_bind())


def create_with_a_sequence():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, sa.Sequence("sq", start=5), primary_key=True))
    table.create(op.get_bind())
    table.drop(op.get_bind())


def create_with_an_optional_sequence():
    sequence = sa.Sequence("sq", optional=True)
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, sequence, primary_key=True))
    table.create(op.get_bind())


def create_with_a_late_foreign_key():
    metadata = sa.MetaData()
    sa.Table("u", metadata, sa.Column("id", sa.Integer, primary_key=True))
    key = sa.ForeignKey("u.id", use_alter=True, name="fk")
    sa.Table("t", metadata, sa.Column("u", sa.Integer, key)).create(op.get_bind())


def create_behind_an_index():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), sa.Column("b", sa.Text))
    sa.Index("ix", table.c.a, table.c.b.desc(), postgresql_using="btree")
    table.create(op.get_bind())


# refused: to which a constraint came later
def create_behind_a_check():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
    sa.CheckConstraint(table.c.a > 5, name="ck")
    table.create(op.get_bind())


# refused: the comment of a constraint
def create_with_a_comment_on_a_constraint():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), sa.UniqueConstraint("a", name="uq", comment="one"))
    table.create(op.get_bind())


def foreign_key_in_the_collection():
    metadata = sa.MetaData()
    sa.Table("Users", metadata, sa.Column("Id", sa.BigInteger, key="id", primary_key=True), schema="crm")
    table = sa.Table(
        "t",
        metadata,
        sa.Column("owner", sa.ForeignKey("crm.Users.id")),
        sa.Column("editor", sa.BigInteger),
        sa.ForeignKeyConstraint(["editor"], ["crm.Users.id"], name="fk_editor"),
    )
    table.create(op.get_bind())


def foreign_key_by_name():
    metadata = sa.MetaData()
    sa.Table("u", metadata, sa.Column("Id", sa.Integer, key="id", primary_key=True))
    key = sa.ForeignKey("u.Id", link_to_name=True)
    sa.Table("t", metadata, sa.Column("u", sa.Integer, key)).create(op.get_bind())


def foreign_key_to_itself():
    metadata = sa.MetaData(schema="crm")
    table = sa.Table(
        "t",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent", sa.ForeignKey("t.id")),
    )
    table.create(op.get_bind())


def foreign_key_to_an_unknown_table():
    table = sa.Table("t", sa.MetaData(), sa.Column("u", sa.Integer, sa.ForeignKey("u.id")))
    table.create(op.get_bind())


def foreign_key_to_an_unknown_column():
    metadata = sa.MetaData()
    sa.Table("u", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("t", metadata, sa.Column("u", sa.Integer, sa.ForeignKey("u.key"))).create(op.get_bind())


def drop():
    kind = sa.Enum("a", name="kind")
    table = sa.Table("t", sa.MetaData(), sa.Column("k", kind), schema="Crm")
    table.drop(op.get_bind())


def drop_with_a_foreign_key_into_the_unknown():
    table = sa.Table("t", sa.MetaData(), sa.Column("u", sa.Integer, sa.ForeignKey("u.id")))
    table.drop(op.get_bind(), checkfirst=True)


def create_all():
    metadata = sa.MetaData()
    sa.Table(
        "orders",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer", sa.Integer, sa.ForeignKey("customers.id"), index=True),
        comment="who bought what",
    )
    sa.Table("customers", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.create_all(op.get_bind())


def create_all_in_levels():
    metadata = sa.MetaData()
    sa.Table("c", metadata, sa.Column("b", sa.Integer, sa.ForeignKey("b.id"), primary_key=True))
    sa.Table("z", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("b", metadata, sa.Column("id", sa.Integer, sa.ForeignKey("a.id"), primary_key=True))
    sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.create_all(op.get_bind(), checkfirst=False)
    metadata.drop_all(op.get_bind())


def create_all_with_types_and_sequences():
    metadata = sa.MetaData(schema="crm")
    sa.Sequence("numbers", metadata=metadata)
    for name in ["a", "b"]:
        sa.Table(
            name,
            metadata,
            sa.Column("id", sa.Integer, sa.Sequence(f"{name}_ids"), primary_key=True),
            sa.Column("kind", sa.Enum("x", "y", name="kind")),
        )
    metadata.create_all(op.get_bind())
    metadata.drop_all(op.get_bind(), checkfirst=False)


def create_some():
    metadata = sa.MetaData()
    first = sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("b", metadata, sa.Column("kind", sa.Enum("x", name="kind")))
    metadata.create_all(op.get_bind(), tables=[first])


def create_none():
    metadata = sa.MetaData()
    sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.create_all(op.get_bind(), tables=[])


def create_by_key():
    metadata = sa.MetaData(schema="crm")
    sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.create_all(op.get_bind(), tables=[metadata.tables["crm.a"]])


def create_all_without_a_connection():
    sa.MetaData().create_all()


# refused: use_alter=True
def create_all_with_a_late_foreign_key():
    metadata = sa.MetaData()
    sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("b", metadata, sa.Column("a", sa.Integer, sa.ForeignKey("a.id", use_alter=True, name="fk")))
    metadata.create_all(op.get_bind())


# refused: is not an argument of its table
def index_over_a_column_without_a_table():
    column = sa.Column("a", sa.Integer)
    sa.Index("ix", column)
    op.create_table("t", column)


def index_over_a_column_in_its_table():
    column = sa.Column("a", sa.Integer)
    op.create_table("t", column, sa.Index("ix", column), sa.UniqueConstraint(column, name="uq"))


def index_creates_itself():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), sa.Column("b", sa.Text), schema="crm")
    index = sa.Index("Ix", table.c.a, unique=True, postgresql_include=["b"], postgresql_where=table.c.b == "x")
    index.create(op.get_bind())
    index.drop(op.get_bind())


def index_looks_first():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
    sa.Index("ix", sa.func.lower(table.c.a)).create(op.get_bind(), checkfirst=True)


def sequence_creates_itself():
    sequence = sa.Sequence("Numbers", start=1, increment=5, schema="crm")
    sequence.create(op.get_bind())
    sequence.drop(op.get_bind())


def sequence_without_looking():
    sequence = sa.Sequence("numbers", metadata=sa.MetaData(schema="crm"))
    sequence.create(op.get_bind(), checkfirst=False)
    sequence.drop(op.get_bind(), checkfirst=False)


def optional_sequence_creates_nothing():
    sa.Sequence("numbers", optional=True).create(op.get_bind())


def sequence_with_a_quoted_schema():
    sa.Sequence("numbers", schema="crm", quote=True, quote_schema=True).create(op.get_bind())


def create_with_a_name_that_is_too_long():
    sa.Table("n" * 64, sa.MetaData(), sa.Column("a", sa.Integer)).create(op.get_bind())


def drop_from_a_schema_whose_name_is_too_long():
    sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer), schema="n" * 64).drop(op.get_bind())


def create_with_a_name_that_just_fits():
    sa.Table("n" * 63, sa.MetaData(), sa.Column("a", sa.Integer)).create(op.get_bind())


def type_of_a_foreign_key_in_an_expression():
    metadata = sa.MetaData()
    sa.Table("z", metadata, sa.Column("id", sa.Text, primary_key=True))
    a = sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("z", sa.ForeignKey("z.id")))
    op.execute(a.update().values(z=a.c.z + a.c.z))


def type_of_a_foreign_key_constraint_in_an_expression():
    metadata = sa.MetaData()
    sa.Table("z", metadata, sa.Column("id", sa.Integer, primary_key=True))
    a = sa.Table("a", metadata, sa.Column("z"), sa.ForeignKeyConstraint(["z"], ["z.id"]))
    within = sa.select(a).subquery()
    op.execute(sa.select(within.c.z // 2))


def type_of_a_foreign_key_that_is_only_selected():
    metadata = sa.MetaData()
    sa.Table("z", metadata, sa.Column("id", sa.Text, primary_key=True))
    a = sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("z", sa.ForeignKey("z.id")))
    op.execute(sa.select(a).where(a.c.id > 3))
    op.execute(a.insert().values(id=7))
    a.create(op.get_bind())


# refused: the column z, which takes a named type from the column its foreign key points at
def named_type_of_a_foreign_key():
    metadata = sa.MetaData()
    sa.Table("z", metadata, sa.Column("id", sa.Enum("a", name="c"), primary_key=True))
    a = sa.Table("a", metadata, sa.Column("z", sa.ForeignKey("z.id")))
    a.create(op.get_bind())


def column_of_two_tables():
    column = sa.Column("a", sa.Integer)
    metadata = sa.MetaData()
    sa.Table("t", metadata, column)
    sa.Table("u", metadata, column).create(op.get_bind())


def column_of_an_operation_and_a_table():
    column = sa.Column("a", sa.Integer)
    op.create_table("t", column)
    sa.Table("u", sa.MetaData(), column).create(op.get_bind())


# refused: the column z in a statement, whose type is that of the column its foreign key points at
def type_of_a_foreign_key_to_a_later_table():
    metadata = sa.MetaData()
    a = sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("z", sa.ForeignKey("z.id")))
    sa.Table("z", metadata, sa.Column("id", sa.Text, primary_key=True))
    op.execute(a.update().values(z=a.c.z + a.c.z))


# refused: the column c in a statement, whose type is that of the column its foreign key points at
def named_type_of_a_foreign_key_in_an_expression():
    metadata = sa.MetaData()
    sa.Table("z", metadata, sa.Column("id", sa.Enum("a", name="c"), primary_key=True))
    a = sa.Table("a", metadata, sa.Column("c", sa.ForeignKey("z.id")))
    op.execute(a.update().values(c="a"))
