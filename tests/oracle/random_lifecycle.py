"""Random lives of types and tables over several directives of one run: `generate.py --kind lifecycle`.

random_schema makes a new type for every column. Here the same Enum, ENUM or DOMAIN object, or another
of its name, is created, used by several tables, altered, given to a MetaData and dropped again, as the
migrations of a project do one after another; and tables that a directive returned are used further.
"""

import random_schema

HEAD = '''

class Number(enum.IntEnum):
    ONE = 1
    TWO = 2


class Word(str, enum.Enum):
    A = "a"
    PERCENT = "100%"


meta = sa.MetaData()
placed = sa.MetaData(schema="placed")
kinds = sa.Enum("new", "it's", name="kinds")
colours = sa.Enum(Colour)
words = sa.Enum(Word, name="Words", schema="crm")
numbers = sa.Enum(Number, native_enum=False, create_constraint=True, name="ck_number")
bound = sa.Enum("x", "y", name="bound", metadata=meta)
inherits = sa.Enum("x", name="inherits", inherit_schema=True)
valued = sa.Enum(Word, name="valued", values_callable=lambda members: [member.value for member in members])
native = postgresql.ENUM("x", "y", name="native")
never = postgresql.ENUM("x", "y", name="never", create_type=False)
domain = postgresql.DOMAIN("positive", sa.Integer, check="VALUE > 0", not_null=True)
flag = sa.Boolean(create_constraint=True, name="is_flag")
array = postgresql.ARRAY(kinds)
variant = sa.String(5).with_variant(native, "postgresql")
'''
TYPES = ("kinds", "colours", "words", "numbers", "bound", "inherits", "valued", "native", "never", "domain", "flag", "array", "variant")
CREATED = ("kinds", "colours", "words", "bound", "inherits", "valued", "native", "never", "domain")


class Lifecycle(random_schema.Source):
    """Draws several directives over the types of the head."""

    def upgrade(self):
        """Two to seven statements."""
        self.tables = 0
        makers = (
            (self.created_table, 6), (self.added, 5), (self.altered, 4), (self.created_type, 3), (self.dropped_type, 2), (self.dropped, 3), (self.batch, 2), (self.of_metadata, 2), (self.rows, 2),
            (self.index, 2), (self.renamed, 1), (self.relabelled, 1),
        )
        return "\n".join(self.weighed(makers) for _ in range(self.random.randint(2, 7)))

    def kind(self):
        """A type of the head, or another object of the same name."""
        name = self.one(*TYPES)
        return self.one(name, name, name, name, "sa.Enum('new', name='kinds')", "postgresql.ENUM('z', name='native', create_type=False)", "postgresql.ARRAY(native)", f"{name}.copy()" if name not in ("array", "variant", "domain") else name, "sa.Integer()", "sa.String(20)")

    def where(self):
        return self.one("t1", "t2", "Orders")

    def new_column(self):
        given = self.options(0.25, nullable=self.boolean, server_default=lambda: self.one("'x'", "sa.text(\"'x'\")", "Word.A.value", "Word.A", "Colour.red.name", "str(Number.ONE.value)", "sa.text(f\"'{Word.PERCENT.value}'\")"))
        given |= self.options(0.08, comment=self.text, unique=lambda: "True", index=lambda: "True", primary_key=lambda: "True")
        return self.call("sa.Column", repr(self.one("kind", "state", "user", "Mixed")), self.kind(), **given)

    def created_table(self):
        self.tables += 1
        columns = {self.one("kind", "state", "user", "Mixed"): None for _ in range(self.random.randint(1, 3))}
        parts = [self.call("sa.Column", repr(name), self.kind(), **self.options(0.2, nullable=self.boolean)) for name in columns]
        call = self.call("op.create_table", repr(self.where()), "sa.Column('id', sa.Integer, primary_key=True)", *parts, **self.options(0.15, schema=lambda: self.one("'crm'", "'My S'"), if_not_exists=self.boolean))
        return f"made = {call}"

    def added(self):
        return self.call("op.add_column", repr(self.where()), self.new_column(), **self.options(0.12, schema=lambda: "'crm'", if_not_exists=self.boolean))

    def altered(self, prefix="op", table=True):
        given = self.options(0.75, type_=self.kind) | self.options(0.6, existing_type=self.kind) | self.options(0.2, nullable=self.boolean, server_default=lambda: self.one("'x'", "None", "sa.text('1')"), postgresql_using=lambda: "'kind::text::kinds'", existing_nullable=self.boolean)
        given |= self.options(0.08, new_column_name=lambda: "'renamed'", comment=self.text, schema=lambda: "'crm'") if table else {}
        return self.call(f"{prefix}.alter_column", repr(self.where()) if table else None, "'kind'", **given)

    def created_type(self):
        return f"{self.one(*CREATED)}.create(op.get_bind(){self.one('', ', checkfirst=True', ', checkfirst=False')})"

    def dropped_type(self):
        return f"{self.one(*CREATED)}.drop(op.get_bind(){self.one('', ', checkfirst=True', ', checkfirst=False')})"

    def dropped(self):
        return self.one(f"op.drop_table({self.where()!r})", f"op.drop_column({self.where()!r}, 'kind')", f"op.drop_table({self.where()!r}, schema='crm')", f"op.drop_column({self.where()!r}, 'state', if_exists=True)", "op.execute('DROP TYPE kinds')")

    def batch(self):
        lines = [self.one(f"batch_op.add_column({self.new_column()})", self.altered("batch_op", False), "batch_op.drop_column('kind')", "batch_op.create_index('ix_b', ['kind'])") for _ in range(self.random.randint(1, 3))]
        return f"with op.batch_alter_table({self.where()!r}{self.one('', ', schema=' + repr('crm'))}) as batch_op:\n    " + "\n    ".join(lines)

    def of_metadata(self):
        self.tables += 1
        name = f"m{self.tables}"
        columns = ", ".join(f"sa.Column({column!r}, {self.kind()})" for column in self.random.sample(("kind", "state", "user"), 2))
        made = f"{name} = sa.Table({name!r}, {self.one('sa.MetaData()', 'placed', 'meta')}, sa.Column('id', sa.Integer, primary_key=True), {columns}{self.one('', ', schema=' + repr('crm'))})"
        return made + "\n" + self.one(f"{name}.create(op.get_bind())", f"{name}.create(op.get_bind(), checkfirst=False)", f"{name}.metadata.create_all(op.get_bind(), checkfirst=False)", f"{name}.drop(op.get_bind())", f"op.execute(sa.schema.CreateTable({name}))", f"{name}.create(op.get_bind())\n{name}.drop(op.get_bind(), checkfirst=False)")

    def rows(self):
        columns = self.random.sample(("kinds", "colours", "words", "numbers", "valued", "native", "never", "bound"), 2)
        table = f"sa.table('t1', sa.column('a', {columns[0]}), sa.column('b', {columns[1]}))"
        value = lambda: self.one("'x'", "'new'", "Colour.red", "'red'", "Word.A", "'a'", "'A'", "Number.ONE", "1", "None", "Word.PERCENT", "'100%'", "'ONE'", "sa.null()")
        return self.one(
            f"op.bulk_insert({table}, [{{'a': {value()}, 'b': {value()}}}])", f"op.execute({table}.update().values(a={value()}, b={value()}))", f"op.execute(sa.delete({table}).where(sa.column('a', {columns[0]}) == {value()}))",
            f"op.execute(sa.select(sa.column('a', {columns[0]}).in_([{value()}, {value()}]), sa.cast({value()}, {columns[1]}), sa.literal({value()}, {columns[0]})))", f"op.execute(sa.insert({table}).values([{{'a': {value()}}}, {{'a': {value()}}}]))",
        )

    def index(self):
        return self.one(
            "made = op.create_table('t3', sa.Column('id', sa.Integer), sa.Column('kind', kinds))\nop.create_index('ix_made', 't3', [made.c.kind, sa.desc(made.c.id)])", "op.create_index('ix_k', 't1', ['kind'], postgresql_where=sa.column('kind', kinds) == 'new')",
            "op.create_check_constraint('ck_k', 't1', sa.column('kind', colours).in_([Colour.red, 'blue']))", "op.create_check_constraint('ck_w', 't1', sa.column('w', valued) != Word.PERCENT)", "op.create_unique_constraint(None, 't2', ['kind', 'state'])",
        )

    def renamed(self):
        return self.one("op.rename_table('t1', 't2')", "op.execute('ALTER TYPE kinds RENAME TO kinds_old')", "op.alter_column('t1', 'kind', new_column_name='state')")

    def relabelled(self):
        """The usual way to a type with other labels."""
        return "\n".join((
            "op.execute('ALTER TYPE kinds RENAME TO kinds_old')", f"sa.Enum('new', 'newer', name='kinds').create(op.get_bind(){self.one('', ', checkfirst=False')})",
            "op.alter_column('t1', 'kind', type_=sa.Enum('new', 'newer', name='kinds'), existing_type=kinds, postgresql_using='kind::text::kinds')", "sa.Enum(name='kinds_old').drop(op.get_bind(), checkfirst=False)",
        ))
