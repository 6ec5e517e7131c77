"""Random text of revisions: names, types, columns, constraints and Alembic's directives.

Everything is Python that runs. What it means need not be sensible: combinations that nobody writes
are wanted, since nobody has looked at them. How often what is drawn follows real revisions: columns,
tables and indexes most of all.
"""

NAMES = ("id", "name", "user_id", "created_at", "status", "data", "value", "kind", "parent_id", "email")
TABLES = ("users", "orders", "items", "audit_log", "Account", "team_members")
# Reserved, quoted for their characters or case, too long, or not ASCII.
HOSTILE = (
    "user", "order", "select", "group", "end", "offset", "current_user", "analyse", "Case", "MixedCase",
    "with space", "a-b", 'quo"te', "it's", "per%cent", "pct%%two", "co:lon", "$dollar", "a$b", "1st",
    "naïve", "ключ", "tab\tbed", "semi;colon", "a.b", "(paren)", "back\\slash", "UPPER", "_under",
    "x" * 63, "long_" + "abcdefghij" * 6, "%(name)s", "{brace}", "between", "lateral", "name!", "",
)
SCHEMAS = ("public", "crm", "My Schema", "user", "s.t")
TEXTS = (
    "", "plain", "it's", "100%", "%s", "%%", ":name", "a:b", "::int", "\\", "\\\\n", 'dou"ble', "línea",
    "two\nlines", "tab\there", "{}", "[]", "null", "NULL", "'quoted'", "''", "$$", "now()", "trailing ",
    "😀", "\\:x", "-- not a comment", "a;b", "%(x)s", "nextval('s'::regclass)", "'a'::character varying",
)
SQL_TEXTS = (
    "now()", "0", "'x'", "1 = 1", "value > 0", "length(name) > 3", "a % 2 = 0", "x::int > 0", "'{}'::jsonb",
    "name LIKE 'a%'", "CURRENT_TIMESTAMP", "gen_random_uuid()", "lower(email)", "kind IN ('a', 'b')", "true",
    "time \\:= 1", "a\n  b", "E'\\\\n'",
)


class Source:
    """Draws pieces of a revision's text from a random source."""

    def __init__(self, random):
        self.random = random
        self.made = 0

    def chance(self, share):
        """Whether something of this probability happens."""
        return self.random.random() < share

    def one(self, *options):
        """One of the options."""
        return self.random.choice(options)

    def drawn(self, *makers):
        """What one of the functions draws."""
        return self.random.choice(makers)()

    def weighed(self, table):
        """What one of the functions draws, by their weights."""
        makers, weights = zip(*table, strict=True)
        return self.random.choices(makers, weights)[0]()

    def some(self, draw, low, high):
        """Several draws."""
        return [draw() for _ in range(self.random.randint(low, high))]

    def call(self, function, /, *positional, **keywords):
        """A call; arguments that are None are left out."""
        given = [text for text in positional if text is not None]
        given += [f"{key}={text}" for key, text in keywords.items() if text is not None]
        return f"{function}({', '.join(given)})"

    def maybe(self, share, draw):
        """A draw, or None."""
        return draw() if self.chance(share) else None

    def options(self, share, **draws):
        """Some of the keywords, each with its draw."""
        return {key: draw() for key, draw in draws.items() if self.chance(share)}

    # Names

    def bare_name(self):
        """A name that is not the empty string."""
        return self.one(*HOSTILE[:-1]) if self.chance(0.15) else self.one(*NAMES)

    def name(self):
        """A name as a literal; now and then one that is quoted by order."""
        text = repr(self.bare_name())
        if self.chance(0.02):
            return f"sa.sql.quoted_name({text}, {self.one('True', 'False', 'None')})"
        return text

    def table_name(self):
        """The name of a table as a literal."""
        return repr(self.one(*HOSTILE[:-1]) if self.chance(0.12) else self.one(*TABLES))

    def new_name(self):
        """The name of a constraint or an index: usual, none, by order, or hostile."""
        self.made += 1
        return self.one(
            repr(f"made_{self.made}"), repr(f"made_{self.made}"), repr(f"made_{self.made}"),
            "None", f"op.f('made_{self.made}')", repr(self.one(*HOSTILE[:-1])),
        )

    def schema(self):
        """A schema's name, or None."""
        return self.one("None", *map(repr, SCHEMAS))

    def columns_named(self, low=1, high=3):
        """A list of names that are different from one another."""
        names = dict.fromkeys(self.some(self.bare_name, low, high))
        return self.one("[{}]", "[{}]", "({},)" if names else "[{}]").format(", ".join(map(repr, names)))

    def boolean(self):
        """A flag, with None."""
        return self.one("True", "False", "True", "False", "None")

    def text(self):
        """A string literal."""
        return repr(self.one(*TEXTS))

    def sql(self):
        """A piece of SQL as a string or as text()."""
        text = repr(self.one(*SQL_TEXTS))
        return self.one(text, f"sa.text({text})")

    # Types

    def type(self):
        """A type, as an instance or as the class."""
        return self.weighed(
            (
                (self.plain_type, 20), (self.sized_type, 12), (self.time_type, 8), (self.enum, 5),
                (self.postgresql_type, 10), (self.array, 3), (self.variant, 1),
            )
        )

    def plain_type(self):
        name = self.one(
            "Integer", "BigInteger", "SmallInteger", "String", "Text", "Unicode", "UnicodeText", "Boolean",
            "Date", "DateTime", "Time", "Float", "Double", "Numeric", "LargeBinary", "JSON", "Uuid", "Interval",
            "PickleType", "INTEGER", "BIGINT", "SMALLINT", "TEXT", "VARCHAR", "CHAR", "NCHAR", "NVARCHAR", "CLOB",
            "BLOB", "BINARY", "VARBINARY", "DATE", "DATETIME", "TIME", "TIMESTAMP", "FLOAT", "REAL", "DOUBLE",
            "DOUBLE_PRECISION", "NUMERIC", "DECIMAL", "BOOLEAN", "UUID",
        )
        return f"sa.{name}" + self.one("()", "()", "()", "")

    def sized_type(self):
        size = self.one("1", "20", "50", "255", "0", "None")
        collation = self.one('"C"', '"de_DE"', '"en-x-icu"', "None")
        name = self.one("String", "Unicode", "VARCHAR", "CHAR", "Text", "NVARCHAR", "NCHAR", "UnicodeText", "TEXT")
        precision, scale = self.one("10", "38", "None", "0"), self.one("2", "0", "None", "10")
        return self.one(
            f"sa.{name}({size})",
            f"sa.{name}(length={size}, collation={collation})",
            f"sa.{self.one('Numeric', 'NUMERIC', 'DECIMAL')}({precision}, {scale})",
            f"sa.{self.one('Numeric', 'DECIMAL')}(precision={precision}, asdecimal={self.boolean()})",
            f"sa.{self.one('Float', 'FLOAT', 'Double', 'REAL', 'DOUBLE_PRECISION')}({precision})",
            f"sa.Float(precision={precision}, decimal_return_scale={scale})",
            f"sa.{self.one('LargeBinary', 'BINARY', 'VARBINARY', 'BLOB')}({size})",
            f"sa.Boolean(create_constraint={self.boolean()}, name={self.new_name()})",
            f"sa.Uuid(as_uuid={self.boolean()}, native_uuid={self.one('True', 'False')})",
            f"sa.JSON(none_as_null={self.boolean()})",
        )

    def time_type(self):
        zone, precision = self.boolean(), self.one("0", "3", "6", "None")
        fields = self.one("'YEAR'", "'DAY TO SECOND'", "'HOUR TO MINUTE'", "'second'", "None")
        return self.one(
            f"sa.DateTime(timezone={zone})", f"sa.DateTime({zone})", f"sa.TIMESTAMP(timezone={zone})",
            f"sa.Time(timezone={zone})", f"sa.TIME({zone})",
            f"postgresql.TIMESTAMP(timezone={zone}, precision={precision})",
            f"postgresql.TIME(timezone={zone}, precision={precision})",
            f"postgresql.INTERVAL(precision={precision}, fields={fields})",
            f"sa.Interval(native={zone}, second_precision={precision}, day_precision={precision})",
        )

    def enum(self):
        self.made += 1
        labels = ", ".join(dict.fromkeys(map(repr, self.random.sample(("a", "b", "c", "it's", "ünï", "per%cent", "", "B b"), 3))))
        name = self.one(repr(f"enum_{self.made}"), repr(f"enum_{self.made}"), repr(self.bare_name()), "None")
        given = self.options(
            0.2, schema=self.schema, native_enum=self.boolean, create_constraint=self.boolean,
            length=lambda: self.one("10", "50", "None"), metadata=lambda: "sa.MetaData()", inherit_schema=self.boolean,
            create_type=self.boolean, validate_strings=self.boolean, quote=self.boolean,
        )
        kind = self.one("sa.Enum", "sa.Enum", "postgresql.ENUM")
        if kind == "sa.Enum":
            given.pop("create_type", None)
            values = self.one(labels, labels, labels, "Colour")
        else:
            given = {key: given[key] for key in given if key in ("schema", "metadata", "create_type")}
            values = labels
        return self.call(kind, values, name=name, **given)

    def postgresql_type(self):
        size = self.one("3", "8", "None")
        return self.one(
            "postgresql.UUID()", "postgresql.UUID(as_uuid=True)", "postgresql.UUID(as_uuid=False)", "postgresql.JSONB()",
            "postgresql.JSONB(astext_type=sa.Text())", "postgresql.JSON(none_as_null=True)", "postgresql.JSONB",
            "postgresql.INET()", "postgresql.CIDR()", "postgresql.MACADDR()", "postgresql.MACADDR8()",
            "postgresql.OID()", "postgresql.REGCLASS()", "postgresql.REGCONFIG()", "postgresql.MONEY()", "postgresql.BYTEA()",
            "postgresql.HSTORE()", "postgresql.HSTORE(text_type=sa.Text())", "postgresql.TSVECTOR()", "postgresql.TSQUERY()",
            "postgresql.CITEXT()", "postgresql.CITEXT(collation='C')", "postgresql.INT4RANGE()", "postgresql.INT8RANGE()",
            "postgresql.NUMRANGE()", "postgresql.DATERANGE()", "postgresql.TSRANGE()", "postgresql.TSTZRANGE()",
            "postgresql.INT4MULTIRANGE()", "postgresql.DATEMULTIRANGE()", "postgresql.TSTZMULTIRANGE()",
            f"postgresql.BIT({size})", f"postgresql.BIT({size}, varying={self.boolean()})", f"postgresql.BIT(varying=True)",
            "postgresql.DOUBLE_PRECISION(precision=53)", "postgresql.REAL()", "postgresql.BOOLEAN()", "postgresql.CHAR(2)",
            f"postgresql.DOMAIN('dom', sa.Integer(), not_null={self.boolean()}, check={self.one('None', repr('VALUE > 0'), 'sa.text(' + repr('VALUE > 0') + ')')})",
            f"postgresql.DOMAIN({self.name()}, sa.String(5), collation='C', default={self.one('None', self.text())}, create_type={self.boolean()})",
            "postgresql.JSONPATH()", "postgresql.NUMERIC(10, 2)", "postgresql.TEXT(collation='C')", "postgresql.VARCHAR(5)",
        )

    def array(self):
        inner = self.drawn(self.plain_type, self.sized_type, self.time_type, self.enum)
        given = self.options(0.2, dimensions=lambda: self.one("1", "2", "3"), as_tuple=self.boolean, zero_indexes=self.boolean)
        return self.call(self.one("postgresql.ARRAY", "sa.ARRAY"), inner, **given)

    def variant(self):
        return f"{self.one('sa.String(5)', 'sa.JSON()', 'sa.Integer()', 'sa.Text()')}.with_variant({self.type()}, {self.one(repr('postgresql'), repr('sqlite'), repr('mysql'))})"

    # Columns

    def literal(self):
        """A Python value."""
        return self.weighed(
            (
                (self.text, 6), (lambda: self.one("0", "1", "-1", "42", str(2**31), str(2**63), str(-(2**64))), 6),
                (lambda: self.one("1.5", "-0.0", "1e30", "1e-7", "float('inf')", "float('nan')"), 2),
                (lambda: self.one("True", "False", "None"), 4),
                (lambda: self.one("datetime.datetime(2024, 1, 2, 3, 4, 5)", "datetime.datetime(2024, 1, 2, 3, 4, 5, 678901)",
                    "datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc)", "datetime.date(1, 1, 1)",
                    "datetime.time(1, 2, 3)", "datetime.timedelta(days=1, seconds=2)", "datetime.timedelta(microseconds=-5)"), 3),
                (lambda: self.one("decimal.Decimal('1.50')", "decimal.Decimal('1E+3')", "decimal.Decimal('NaN')"), 1),
                (lambda: self.one("b'abc'", "b'\\x00\\xff'", "b\"it's\""), 1),
                (lambda: self.one("uuid.UUID('12345678-1234-5678-1234-567812345678')", "uuid.UUID(int=0)"), 1),
                (lambda: self.one("{}", "{'a': 1}", "{'k': [1, None, \"it's\"], 'n': {'x': 1.5}}", "[]", "[1, 2]", "['a', \"b'c\"]", "(1, 2)"), 2),
                (lambda: self.one("Colour.red", "Colour.blue"), 1),
            )
        )

    def server_default(self):
        """A default on the server."""
        return self.one(
            self.text(), f"sa.text({self.one(*SQL_TEXTS)!r})", "sa.func.now()", "sa.func.current_timestamp()", "sa.true()",
            "sa.false()", "sa.null()", "'0'", "sa.text('0')", "None", "False", f"sa.literal({self.literal()})",
            "sa.func.gen_random_uuid()", "sa.literal_column('now()')", "sa.cast('{}', postgresql.JSONB)",
            "sa.text(\"'{}'::jsonb\")", "sa.FetchedValue()", "sa.DefaultClause('x')", "sa.func.coalesce(1, 'b')",
            "sa.Sequence('seq_a')", "sa.func.now() + sa.text(\"interval '1 day'\")", "sa.text('x').op('||')('y')",
            "op.inline_literal('q')", "sa.extract('year', sa.func.now())", "sa.func.nextval('s')",
        )

    def identity(self):
        given = self.options(
            0.35, always=self.boolean, start=self.whole, increment=self.whole, minvalue=self.whole, maxvalue=self.whole,
            nominvalue=self.boolean, nomaxvalue=self.boolean, cycle=self.boolean, cache=self.whole, on_null=self.boolean,
        )
        return self.call("sa.Identity", **given)

    def sequence(self):
        given = self.options(
            0.3, start=self.whole, increment=self.whole, minvalue=self.whole, maxvalue=self.whole, nominvalue=self.boolean,
            nomaxvalue=self.boolean, cycle=self.boolean, cache=self.whole, schema=self.schema, optional=self.boolean,
            data_type=lambda: self.one("sa.BigInteger()", "sa.SmallInteger", "sa.Integer()"),
        )
        return self.call("sa.Sequence", self.name(), **given)

    def whole(self):
        return self.one("1", "5", "0", "-1", "100", "None")

    def computed(self):
        return self.call("sa.Computed", self.sql(), persisted=self.maybe(0.7, lambda: "True"))

    def foreign_key(self):
        target = f"{self.one(*TABLES)}.{self.one(*NAMES)}"
        if self.chance(0.2):
            target = f"{self.one('crm', 'public', 'User')}.{target}"
        return self.call("sa.ForeignKey", repr(target), **self.reference_options())

    def reference_options(self):
        given = self.options(
            0.15, name=self.new_name, ondelete=self.action, onupdate=self.action, deferrable=self.boolean,
            initially=lambda: self.one("'DEFERRED'", "'IMMEDIATE'", "None", "'deferred'"),
            use_alter=self.boolean, match=lambda: self.one("'FULL'", "'SIMPLE'", "None"), comment=self.text,
            postgresql_not_valid=self.boolean,
        )
        given.pop("comment", None) if self.chance(0.8) else None
        return given

    def action(self):
        return self.one("'CASCADE'", "'SET NULL'", "'SET DEFAULT'", "'RESTRICT'", "'NO ACTION'", "'cascade'", "'SET NULL (a)'", "None")

    def column(self, name=None):
        """A column with random arguments."""
        parts = [name or self.name()]
        if self.chance(0.98):
            parts.append(self.type())
        if self.chance(0.08):
            parts.append(self.foreign_key())
        if self.chance(0.03):
            parts.append(self.drawn(self.identity, self.computed, self.sequence))
        if self.chance(0.01):
            parts.append(f"sa.CheckConstraint({self.sql()}, name={self.new_name()})")
        given = self.options(0.4, nullable=self.boolean)
        given |= self.options(0.2, server_default=self.server_default)
        given |= self.options(
            0.06, primary_key=self.boolean, unique=self.boolean, index=self.boolean, comment=self.text, default=self.literal,
            autoincrement=lambda: self.one("True", "False", "'auto'", "'ignore_fk'"), quote=self.boolean, key=self.name,
            system=self.boolean, info=lambda: "{}", doc=self.text, onupdate=lambda: "1", server_onupdate=lambda: "sa.FetchedValue()",
        )
        return self.call("sa.Column", *parts, **given)

    def constraint(self, names):
        """A constraint of a table that has columns of these names."""
        chosen = [repr(name) for name in self.random.sample(names, self.random.randint(1, min(3, len(names))))]
        listed = ", ".join(chosen)
        named = self.options(0.7, name=self.new_name)
        deferred = self.options(0.1, deferrable=self.boolean, initially=lambda: self.one("'DEFERRED'", "'IMMEDIATE'"))
        comment = self.options(0.05, comment=self.text)
        targets = ", ".join(f"'other.{index}'" if self.chance(0.9) else f"'crm.other.c{index}'" for index, _ in enumerate(chosen))
        reference = {**self.reference_options(), **named}
        return self.one(
            self.call("sa.PrimaryKeyConstraint", listed, **named, **deferred, **comment),
            self.call("sa.PrimaryKeyConstraint", listed, **named),
            self.call("sa.UniqueConstraint", listed, **named, **deferred, **comment,
                **self.options(0.1, postgresql_nulls_not_distinct=self.boolean, postgresql_include=lambda: f"[{chosen[0]}]")),
            self.call("sa.CheckConstraint", self.sql(), **named, **deferred, **comment, **self.options(0.1, postgresql_not_valid=self.boolean)),
            self.call("sa.ForeignKeyConstraint", f"[{listed}]", f"[{targets}]", **reference),
            self.call("sa.ForeignKeyConstraint", f"[{listed}]", f"[{targets}]", **reference),
            self.call("postgresql.ExcludeConstraint", f"({self.one(chosen[0], 'sa.column(' + chosen[0] + ')', 'sa.text(' + repr('a') + ')')}, {self.one(repr('='), repr('&&'), repr('%'))})",
                **named, **deferred, **self.options(0.3, using=lambda: self.one("'gist'", "'btree'"), where=self.sql, ops=lambda: f"{{{chosen[0]}: 'int4_ops'}}")),
            self.call("sa.Index", self.new_name(), listed, **self.index_options()),
        )

    # Directives

    def directive(self):
        """A statement that calls a directive of op."""
        return self.weighed(
            (
                (self.add_column, 24), (self.create_index, 20), (self.create_table, 24), (self.alter_column, 18),
                (self.drop_column, 5), (self.create_foreign_key, 7), (self.drop_constraint, 5), (self.drop_index, 4),
                (self.drop_table, 3), (self.create_unique, 4), (self.create_check, 4), (self.rename_table, 2),
                (self.create_primary_key, 2), (self.comments, 3), (self.bulk_insert, 6), (self.execute_text, 6),
                (self.create_exclude, 1), (self.batch, 10), (self.schema_item, 3),
            )
        )

    def add_column(self, prefix="op", table=True):
        given = self.options(0.1, schema=self.schema, if_not_exists=self.boolean, inline_references=self.boolean, inline_primary_key=self.boolean)
        if not table:
            given.pop("schema", None)
            given |= self.options(0.1, insert_before=self.name, insert_after=self.name)
        return self.call(f"{prefix}.add_column", self.table_name() if table else None, self.column(), **given)

    def create_table(self):
        names = list(dict.fromkeys(self.some(self.bare_name, 1, 5)))
        parts = [self.column(repr(name)) for name in names]
        while self.chance(0.45):
            parts.append(self.constraint(names))
        given = self.options(
            0.06, schema=self.schema, comment=self.text, if_not_exists=self.boolean, prefixes=lambda: self.one("['UNLOGGED']", "['TEMPORARY']", "[]"),
            info=lambda: "{'a': 1}", quote=self.boolean, mysql_engine=lambda: "'InnoDB'", sqlite_autoincrement=self.boolean,
            postgresql_partition_by=lambda: self.one("'RANGE (id)'", "'LIST (\"a b\")'"), postgresql_with=lambda: "{'fillfactor': 70}",
            postgresql_with_oids=self.boolean, postgresql_inherits=lambda: self.one("'parent'", "('a', 'B')"), postgresql_tablespace=self.name,
            postgresql_on_commit=lambda: self.one("'PRESERVE ROWS'", "'DELETE_ROWS'", "'DROP'"), postgresql_using=lambda: "'heap'",
            keep_existing=self.boolean, extend_existing=self.boolean, implicit_returning=self.boolean,
        )
        return self.call("op.create_table", self.table_name(), *parts, **given)

    def index_options(self):
        return self.options(
            0.12, unique=self.boolean, postgresql_where=self.sql, postgresql_using=lambda: self.one("'gin'", "'btree'", "'GIST'", "None"),
            postgresql_ops=lambda: self.one("{'name': 'text_pattern_ops'}", "{'data': 'jsonb_path_ops'}", "{}"),
            postgresql_include=lambda: self.one("['id']", "['a b', 'User']", "[]"), postgresql_concurrently=self.boolean,
            postgresql_nulls_not_distinct=self.boolean, postgresql_with=lambda: "{'fillfactor': 70, 'fastupdate': 'off'}",
            postgresql_tablespace=self.name, quote=self.boolean, info=lambda: "{}", mysql_length=lambda: "10",
        )

    def create_index(self, prefix="op", table=True):
        element = lambda: self.one(
            self.name(), self.name(), self.name(), f"sa.text({self.one('lower(name)', 'name DESC', 'a % 2', 'x::int', '(a + 1)')!r})",
            f"sa.func.lower(sa.column({self.name()}))", f"sa.column({self.name()}).desc()", f"sa.literal_column({self.one('name DESC', 'lower(x)')!r})",
            f"sa.desc({self.name()})", f"sa.column('a').desc().nulls_last()", "sa.cast(sa.column('a'), sa.Date)", "sa.func.coalesce(sa.column('a'), 'x%')",
        )
        given = self.index_options() | self.options(0.08, schema=self.schema, if_not_exists=self.boolean)
        if not table:
            given.pop("schema", None)
        return self.call(f"{prefix}.create_index", self.new_name(), self.table_name() if table else None, f"[{', '.join(self.some(element, 1, 3))}]", **given)

    def drop_index(self, prefix="op", table=True):
        given = self.options(0.15, schema=self.schema, if_exists=self.boolean, postgresql_concurrently=self.boolean)
        if table:
            given |= self.options(0.6, table_name=self.table_name)
        else:
            given.pop("schema", None)
        return self.call(f"{prefix}.drop_index", self.new_name(), **given)

    def alter_column(self, prefix="op", table=True):
        given = self.options(
            0.25, nullable=self.boolean, type_=self.type, existing_type=self.type, server_default=lambda: self.drawn(self.server_default, self.server_default, lambda: "False"),
            existing_nullable=self.boolean,
        ) | self.options(
            0.08, comment=lambda: self.drawn(self.text, lambda: "None"), new_column_name=self.name, existing_server_default=self.server_default,
            existing_comment=self.text, autoincrement=self.boolean, existing_autoincrement=self.boolean, schema=self.schema,
            postgresql_using=self.one_text, modify_name=self.name,
        )
        given.pop("modify_name", None)
        if self.chance(0.08):
            given["server_default"] = self.drawn(self.identity, self.computed)
            given |= self.options(0.5, existing_server_default=lambda: self.drawn(self.identity, self.identity, self.computed))
        if not table:
            given.pop("schema", None)
        return self.call(f"{prefix}.alter_column", self.table_name() if table else None, self.name(), **given)

    def one_text(self):
        return repr(self.one("name::integer", "a % 2", "trim(x)::date", "NULL", "''", "a:b"))

    def drop_column(self, prefix="op", table=True):
        given = self.options(
            0.1, schema=self.schema, if_exists=self.boolean, mssql_drop_check=self.boolean, mssql_drop_default=self.boolean,
        )
        if not table:
            given.pop("schema", None)
        return self.call(f"{prefix}.drop_column", self.table_name() if table else None, self.name(), **given)

    def create_foreign_key(self, prefix="op", table=True):
        given = self.options(
            0.15, onupdate=self.action, ondelete=self.action, deferrable=self.boolean, initially=lambda: self.one("'DEFERRED'", "'IMMEDIATE'"),
            match=lambda: "'FULL'", source_schema=self.schema, referent_schema=self.schema, postgresql_not_valid=self.boolean, use_alter=self.boolean,
        )
        if not table:
            given.pop("source_schema", None)
        count = self.random.randint(1, 2)
        local, remote = self.columns_named(count, count), self.columns_named(count, count)
        return self.call(f"{prefix}.create_foreign_key", self.new_name(), self.table_name() if table else None, self.table_name(), local, remote, **given)

    def create_unique(self, prefix="op", table=True):
        given = self.options(0.1, deferrable=self.boolean, initially=lambda: "'DEFERRED'", schema=self.schema, postgresql_nulls_not_distinct=self.boolean, postgresql_include=lambda: "['x']")
        if not table:
            given.pop("schema", None)
        return self.call(f"{prefix}.create_unique_constraint", self.new_name(), self.table_name() if table else None, self.columns_named(), **given)

    def create_check(self, prefix="op", table=True):
        condition = self.one(self.sql(), self.sql(), f"sa.column({self.name()}) > {self.literal()}", f"sa.func.length(sa.column('a')) > {self.whole()}", "sa.and_(sa.column('a') > 1, sa.column('b').in_(['x', 'y']))")
        given = self.options(0.1, deferrable=self.boolean, initially=lambda: "'DEFERRED'", schema=self.schema, postgresql_not_valid=self.boolean)
        if not table:
            given.pop("schema", None)
        return self.call(f"{prefix}.create_check_constraint", self.new_name(), self.table_name() if table else None, condition, **given)

    def create_primary_key(self, prefix="op", table=True):
        given = self.options(0.15, schema=self.schema) if table else {}
        return self.call(f"{prefix}.create_primary_key", self.new_name(), self.table_name() if table else None, self.columns_named(), **given)

    def create_exclude(self, prefix="op", table=True):
        given = self.options(0.3, where=self.sql, using=lambda: self.one("'gist'", "'spgist'"), deferrable=self.boolean, initially=lambda: "'DEFERRED'", ops=lambda: "{'a': 'int4_ops'}")
        return self.call(f"{prefix}.create_exclude_constraint", self.new_name(), self.table_name() if table else None, f"({self.one(repr('a'), 'sa.column(' + repr('A b') + ')')}, '&&')", **given)

    def drop_constraint(self, prefix="op", table=True):
        given = self.options(0.3, type_=lambda: self.one("'unique'", "'check'", "'foreignkey'", "'primary'", "None"))
        given |= self.options(0.1, if_exists=self.boolean)
        if table:
            given |= self.options(0.15, schema=self.schema)
        return self.call(f"{prefix}.drop_constraint", self.new_name(), self.table_name() if table else None, **given)

    def drop_table(self):
        return self.call("op.drop_table", self.table_name(), **self.options(0.2, schema=self.schema, if_exists=self.boolean, info=lambda: "{}", prefixes=lambda: "['x']"))

    def rename_table(self):
        return self.call("op.rename_table", self.table_name(), self.table_name(), schema=self.maybe(0.3, self.schema))

    def comments(self):
        if self.chance(0.4):
            return self.call("op.drop_table_comment", self.table_name(), **self.options(0.3, schema=self.schema, existing_comment=self.text))
        return self.call("op.create_table_comment", self.table_name(), self.drawn(self.text, self.text, lambda: "None"), **self.options(0.3, schema=self.schema, existing_comment=self.text))

    def bulk_insert(self):
        names = list(dict.fromkeys(self.some(self.bare_name, 1, 3)))
        table = f"sa.table({self.table_name()}, {', '.join(self.call('sa.column', repr(name), self.maybe(0.7, self.type)) for name in names)}{', schema=' + self.schema() if self.chance(0.1) else ''})"
        values = lambda: self.drawn(self.literal, self.literal, lambda: f"op.inline_literal({self.literal()})", lambda: f"sa.text({self.one(*SQL_TEXTS)!r})", lambda: "sa.func.now()")
        keys = names if self.chance(0.9) else names[:1]
        rows = [f"{{{', '.join(f'{name!r}: {values()}' for name in keys)}}}" for _ in range(self.random.randint(0, 3))]
        return self.call("op.bulk_insert", table, f"[{', '.join(rows)}]", multiinsert=self.maybe(0.2, self.boolean))

    def execute_text(self):
        statement = self.one("UPDATE t SET a = 1", "SELECT '100%'", "SELECT 1; SELECT 2;", "  INSERT INTO t VALUES (':x')\n", "", "SELECT a::int", "DO $$ BEGIN END $$", "SELECT '%(x)s', '%%'", "x\ty", "SELECT :x", "SELECT \\:x", ";", "-- c")
        bound = f"sa.text('UPDATE t SET a = :x, b = :y').bindparams(x={self.literal()}, y={self.literal()})"
        typed = f"sa.text('SELECT :x').bindparams(sa.bindparam('x', {self.literal()}{', type_=' + self.type() if self.chance(0.5) else ''}))"
        argument = self.one(repr(statement), f"sa.text({statement!r})", bound, typed, f"sa.DDL({statement!r})")
        return self.call("op.execute", argument, execution_options=self.maybe(0.05, lambda: "{'a': 1}"))

    def schema_item(self):
        table = f"sa.Table({self.table_name()}, sa.MetaData({self.one('', 'schema=' + repr('crm'))}), {', '.join(self.column(repr(name)) for name in dict.fromkeys(self.some(self.bare_name, 1, 3)))})"
        return self.drawn(
            lambda: f"op.execute(sa.schema.CreateSequence({self.sequence()}{', if_not_exists=True' if self.chance(0.3) else ''}))",
            lambda: f"op.execute(sa.schema.DropSequence({self.sequence()}{', if_exists=True' if self.chance(0.3) else ''}))",
            lambda: f"op.execute(sa.schema.CreateTable({table}{', if_not_exists=True' if self.chance(0.3) else ''}))",
            lambda: f"op.execute(sa.schema.DropTable({table}{', if_exists=True' if self.chance(0.3) else ''}))",
            lambda: f"op.execute(sa.schema.CreateSchema({self.name()}{', if_not_exists=True' if self.chance(0.3) else ''}))",
            lambda: f"op.execute(sa.schema.DropSchema({self.name()}, cascade={self.boolean()}))",
            lambda: f"{table}.create(op.get_bind(){', checkfirst=' + self.boolean() if self.chance(0.5) else ''})",
            lambda: f"{self.enum()}.{self.one('create', 'drop')}(op.get_bind(){', checkfirst=' + self.boolean() if self.chance(0.7) else ''})",
            lambda: f"op.execute(sa.schema.CreateIndex(sa.Index({self.new_name()}, {table}.c[0])))",
            lambda: f"op.execute(sa.schema.SetTableComment({table}))",
        )

    def batch(self):
        given = self.options(0.1, schema=self.schema, recreate=lambda: self.one("'auto'", "'never'", "'auto'"), naming_convention=lambda: "{'uq': 'uq_%(table_name)s_%(column_0_name)s', 'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s', 'ck': 'ck_%(table_name)s_%(constraint_name)s'}", table_args=lambda: "()", reflect_kwargs=lambda: "{}", table_kwargs=lambda: "{}")
        makers = (self.add_column, self.alter_column, self.create_index, self.create_foreign_key, self.drop_column, self.drop_constraint, self.create_unique, self.drop_index, self.create_check, self.create_primary_key, self.create_exclude)
        lines = [self.random.choice(makers)("batch_op", False) for _ in range(self.random.randint(1, 3))]
        if self.chance(0.1):
            lines.append(f"batch_op.{self.one('create_table_comment', 'create_table_comment')}({self.text()})")
        if self.chance(0.1):
            lines.append(f"batch_op.execute({self.sql()})")
        return f"with {self.call('op.batch_alter_table', self.table_name(), **given)} as batch_op:\n    " + "\n    ".join(lines)
