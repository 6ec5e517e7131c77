"""Random pairs of a type and an operator with every kind of right side: `generate.py --kind operators`.

What SQLAlchemy refuses (an operator that a type lacks, a value that a type cannot write) is asked as
often as what it writes: all operators stand beside all types.
"""

HEAD = '''

class Decorated(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True


class DecoratedNumber(sa.types.TypeDecorator):
    impl = sa.Integer
    cache_ok = True


class DecoratedDocument(sa.types.TypeDecorator):
    impl = postgresql.JSONB
    cache_ok = True


class Own(sa.types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "OWN"
'''

TYPES = (
    "sa.Integer", "sa.BigInteger", "sa.SmallInteger", "sa.String(20)", "sa.Text", "sa.Unicode", "sa.Numeric(10, 2)", "sa.Float", "sa.Double",
    "sa.Boolean", "sa.Date", "sa.DateTime", "sa.DateTime(timezone=True)", "sa.Time", "sa.Interval", "sa.Uuid", "sa.Uuid(as_uuid=False)",
    "sa.LargeBinary", "sa.PickleType", "sa.Enum(Colour)", "sa.Enum('a', 'b', name='e')", "sa.Enum('a', 'b', native_enum=False)", "sa.JSON",
    "sa.ARRAY(sa.Integer)", "sa.String().with_variant(postgresql.JSONB(), 'postgresql')", "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')",
    "sa.types.NullType", "postgresql.TIMESTAMP(precision=3)", "postgresql.INTERVAL", "postgresql.UUID", "postgresql.BYTEA", "postgresql.JSON",
    "postgresql.JSONB", "postgresql.JSONPATH", "postgresql.HSTORE", "postgresql.ENUM('a', 'b', name='pe')", "postgresql.ARRAY(sa.Integer)",
    "postgresql.ARRAY(sa.String)", "postgresql.ARRAY(sa.Text, dimensions=2)", "postgresql.ARRAY(postgresql.JSONB)", "postgresql.ARRAY(sa.Date)",
    "postgresql.ARRAY(sa.Enum(Colour))", "postgresql.INT4RANGE", "postgresql.NUMRANGE", "postgresql.TSTZRANGE", "postgresql.DATERANGE",
    "postgresql.INT4MULTIRANGE", "postgresql.DATEMULTIRANGE", "postgresql.INET", "postgresql.CIDR", "postgresql.MACADDR", "postgresql.BIT(3)",
    "postgresql.BIT(varying=True)", "postgresql.MONEY", "postgresql.OID", "postgresql.REGCLASS", "postgresql.TSVECTOR", "postgresql.TSQUERY",
    "postgresql.CITEXT", "postgresql.DOMAIN('d', sa.Integer)", "Decorated", "DecoratedNumber", "DecoratedDocument", "Own",
)

VALUES = (
    "1", "-1", "'a'", "1.5", "decimal.Decimal('1.5')", "True", "None", "datetime.date(2024, 1, 2)", "datetime.datetime(2024, 1, 2, 3, 4)",
    "datetime.timedelta(days=1)", "datetime.time(1, 2)", "uuid.UUID(int=1)", "b'a'", "['a', 'b']", "[1, 2]", "{'a': 1}", "('a', 'b')", "Colour.red",
    "postgresql.Range(1, 5)", "object()", "{1}", "postgresql.array([1, 2])", "postgresql.array(['a'])", "sa.text('x')", "sa.null()", "sa.func.now()",
)

# {l} is a column of a type, {r} what stands beside it, {T} the type.
BINARY = (
    "{l} == {r}", "{l} != {r}", "{l} < {r}", "{l} >= {r}", "{l} + {r}", "{l} - {r}", "{l} * {r}", "{l} / {r}", "{l} // {r}", "{l} % {r}", "{r} + {l}",
    "{r} - {l}", "{r} / {l}", "{r} % {l}", "{l} & {r}", "{l} | {r}", "{l} << {r}", "{l} >> {r}", "{l}[{r}]", "{l}.in_([{r}])", "{l}.in_({r})",
    "{l}.not_in([{r}, {r}])", "{l}.is_({r})", "{l}.is_not({r})", "{l}.is_distinct_from({r})", "{l}.between({r}, {r})", "{l}.like({r})",
    "{l}.not_ilike({r})", "{l}.contains({r})", "{l}.startswith({r})", "{l}.icontains({r}, autoescape=True)", "{l}.match({r})", "{l}.regexp_match({r})",
    "{l}.regexp_replace({r}, 'x')", "{l}.concat({r})", "{l}.op('@>')({r})", "{l}.op('+', return_type=sa.Integer)({r}) + 1", "{l}.bool_op('&&')({r})",
    "{l}.bitwise_and({r})", "{l}.bitwise_lshift({r})", "{l}.contained_by({r})", "{l}.overlap({r})", "{l}.has_key({r})", "{l}.has_any({r})",
    "{l}.path_exists({r})", "{l}.delete_path({r})", "{l}.any({r})", "{l}.all({r})", "{l}.overlaps({r})", "{l}.adjacent_to({r})",
    "{l}.strictly_left_of({r})", "{l}.union({r})", "{l}.difference({r})", "{l} == sa.any_({r})", "{r} == sa.all_({l})", "sa.and_({l}, {r})",
    "sa.func.coalesce({l}, {r})", "sa.case(({l}, {r}), else_={l})", "sa.cast({r}, {T})", "sa.type_coerce({r}, {T})", "sa.literal({r}, {T})",
    "sa.func.foo({l}, {r}, type_={T}) == {r}", "({l} + {r}) + {r}", "sa.func.max({l}) + {r}", "sa.tuple_({l}, {l}).in_([({r}, {r})])",
    "sa.bindparam('p', {r}, {T})", "sa.func.array_agg({l}) + {r}", "{l}.slice({r})", "{l}.defined({r})", "{l}.delete({r})",
    "sa.extract('year', {l} + {r})", "sa.null() == {l} + {r}", "sa.func.now() - {l} > {r}", "sa.values({l}, name='v').data([({r},)])",
)

UNARY = (
    "-{l}", "~{l}", "{l}.desc()", "{l}.any_()", "{l}.distinct()", "{l}.is_(None)", "{l}.is_(True)", "sa.not_({l})", "sa.and_({l}, {l})", "sa.or_({l}, True)",
    "sa.exists({l})", "{l}.as_string()", "{l}['a'].as_integer()", "{l}['a'].as_string() == 'x'", "{l}[1].astext", "{l}.astext", "{l}[1:2]",
    "{l}[('a', 'b')]", "{l}[('a', 1)].astext", "{l}[1][2]", "{l}.keys()", "{l}.array()", "sa.extract('epoch', {l}) + 1", "{l}.collate('C')",
    "{l}.label('z')", "{l}.cast(sa.Text)", "sa.func.lower({l}) + 'x'", "sa.func.sum({l}) / 2", "sa.func.array_agg({l})[1]",
    "sa.func.array_agg(postgresql.aggregate_order_by({l}, {l}.desc()))", "postgresql.array([{l}, {l}]) + [1]", "postgresql.array([{l}])[1]",
    "{l} == True", "{l} < None", "{l}.in_([])", "{l}.in_([None])", "{l} == sa.select({l})", "{l}.in_(sa.select({l}))", "{l} - sa.func.now()",
    "{l}.as_boolean()", "{l}['a'].as_numeric(3, 2)", "{l}.foo()", "abs({l})", "{l} ** 2", "{l} @ 1", "{l}()", "sa.func.unnest({l}).column_valued('x')",
    "sa.func.concat({l}, 'a') + 'b'", "sa.literal_column('1', {T}) + 1", "sa.select({l}).scalar_subquery() + 1", "postgresql.to_tsvector({l}).match('a')",
    "postgresql.hstore({l}, {l})['a']", "sa.tuple_({l}, {l}) == sa.tuple_({l}, {l})",
)


def statement(source):
    """One SELECT of one operator on one type."""
    sql_type = source.choice(TYPES)
    left = f"sa.column('l', {sql_type})"
    if source.random() < 0.2:
        form, right = source.choice(UNARY), ""
    else:
        form = source.choice(BINARY)
        right = source.choice(VALUES) if source.random() < 0.6 else f"sa.column('r', {source.choice(TYPES)})"
    made = form.replace("{l}", left).replace("{r}", right).replace("{T}", sql_type)
    return f"op.execute(sa.select({made}))"
