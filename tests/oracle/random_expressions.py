"""Random text of statements and expressions of SQLAlchemy's Core, on top of random_schema."""

import random_schema

FUNCTIONS = ("lower", "upper", "length", "trim", "md5", "abs", "to_char", "json_build_object", "MyFunc", "order")
AGGREGATES = ("count", "sum", "max", "min", "avg", "array_agg", "string_agg", "jsonb_agg")


class Expressions(random_schema.Source):
    """Draws expressions of a wanted kind over the tables `t` and `u` of the case's head."""

    def statement(self):
        """One call of op.execute with a construct."""
        made = self.weighed(((self.select, 8), (self.insert, 6), (self.update, 8), (self.delete, 4), (self.compound, 2)))
        return f"op.execute({made})"

    # Columns by what they hold

    def table(self):
        return self.one("t", "t", "t", "u", "t.alias('s')", "t.alias()", "full")

    def number_column(self):
        return self.one("t.c.id", "t.c.amount", "u.c.id", "t.c.ratio", "sa.column('n', sa.Integer)", "full.c.id", "sa.column('plain')")

    def text_column(self):
        return self.one("t.c.name", "u.c.name", "t.c['weird %']", "sa.column('x', sa.String)", "full.c.title", "sa.column('plain')")

    def integer(self):
        return self.one("0", "1", "-1", "5", str(2**40), "sa.literal(3)", "sa.bindparam('b1', 7)", "None")

    def string(self):
        return self.drawn(self.text, self.text, lambda: f"sa.literal({self.text()})", lambda: f"sa.bindparam('b2', {self.text()})", lambda: f"sa.literal({self.text()}, sa.{self.one('String', 'Text', 'Unicode', 'Enum(Colour)')})", lambda: "None")

    def number(self, depth=2):
        """An expression whose value is a number."""
        if not isinstance(depth, int) or depth <= 0:
            return self.drawn(self.number_column, self.number_column, lambda: f"sa.literal({self.one('1', '2.5', '-3')})")
        one, two = self.number(depth - 1), self.drawn(self.integer, lambda: self.number(depth - 1))
        operator = self.one("+", "-", "*", "/", "%", "//")
        return self.one(
            one, f"({one} {operator} {two})", f"({self.integer_plain()} {self.one('+', '-', '*', '/')} {one})", f"-{one}" if one[0] != "-" else one,
            f"sa.func.{self.one('coalesce', 'abs', 'greatest')}({one}, {two})", f"sa.func.{self.one('count', 'sum', 'max')}({one})", "sa.func.count()",
            f"sa.cast({one}, {self.one('sa.Integer', 'sa.Numeric(10, 2)', 'sa.BigInteger()', 'postgresql.DOUBLE_PRECISION')})",
            f"sa.extract({self.one(repr('year'), repr('epoch'), repr('dow'))}, {self.time()})", f"sa.case(({self.condition(depth - 1)}, {two}), else_={one})",
            f"{one}.op({self.one(repr('|'), repr('#'), repr('%'), repr('<->'))})({two})", f"{one}.bitwise_{self.one('and', 'or', 'xor', 'lshift')}({self.integer_plain()})",
            f"sa.func.row_number().over(partition_by={self.number_column()}, order_by={self.order()})",
            f"sa.func.sum({one}).over(order_by={self.order()}, {self.one('rows', 'range_')}=({self.one('None', '-1', '0')}, {self.one('None', '0', '5')}))",
            f"sa.func.count({one}).filter({self.condition(depth - 1)})", f"sa.func.length({self.string_expression(depth - 1)})", f"sa.distinct({one})",
            f"sa.select({one}).{self.one('scalar_subquery', 'limit(1).scalar_subquery')}()", f"sa.type_coerce({one}, sa.{self.one('String', 'Integer')})",
            f"sa.func.{self.one(*AGGREGATES)}({one})", f"sa.literal_column('a % 2')", f"~{one}", f"{one}.label('lab')",
        )

    def integer_plain(self):
        return self.one("0", "1", "-1", "5", "10", "1.5")

    def time(self):
        return self.one("t.c.created", "sa.func.now()", "sa.func.current_timestamp()", "(t.c.created - datetime.timedelta(days=1))", "(sa.func.now() + sa.text(\"interval '1 day'\"))", "sa.cast('2024-01-01', sa.DateTime)", "sa.func.current_date()")

    def string_expression(self, depth=2):
        """An expression whose value is text."""
        if depth <= 0:
            return self.drawn(self.text_column, self.text_column, lambda: f"sa.literal({self.text()})")
        one, two = self.string_expression(depth - 1), self.drawn(self.string, lambda: self.string_expression(depth - 1))
        return self.one(
            one, f"({one} + {two})", f"sa.func.{self.one(*FUNCTIONS)}({one})", f"sa.func.coalesce({one}, {two})", f"sa.func.concat({one}, {two}, {self.text()})",
            f"sa.cast({self.number(depth - 1)}, {self.one('sa.String', 'sa.Text()', 'sa.String(5)')})", f"{one}.concat({two})", f"{one}.collate({self.one(repr('C'), repr('de_DE'))})",
            f"sa.collate({one}, 'C')", f"{one}.op({self.one(repr('||'), repr('->>'), repr('%%'))})({two})", f"sa.func.replace({one}, {self.text()}, {two})",
            f"sa.case({{{self.text()}: {two}}}, value={one}, else_={self.string()})", f"t.c.data[{self.one(repr('key'), '0', repr('a%b'))}].{self.one('astext', 'as_string()')}",
            f"t.c.data[({self.text()}, {self.integer_plain()})].astext", f"sa.func.string_agg({one}, ',')", f"sa.func.substring({one}, 1, 3)", f"sa.func.my_schema.fn({one})",
            f"sa.func.aggregate_strings({one}, {self.text()})", f"sa.func.array_to_string(t.c.tags, {self.text()})", f"sa.select({one}).where({self.condition(depth - 1)}).scalar_subquery()",
            f"sa.text({self.one(*random_schema.SQL_TEXTS)!r})", f"{one}.regexp_replace({self.text()}, {self.text()}{', flags=' + repr('g') if self.chance(0.3) else ''})",
        )

    def condition(self, depth=2):
        """A condition."""
        if depth <= 0:
            return self.one(f"{self.number_column()} == {self.integer()}", f"{self.text_column()} == {self.string()}", "t.c.active", "sa.true()", f"{self.text_column()}.is_(None)")
        number, text, inner = self.number(depth - 1), self.string_expression(depth - 1), self.condition(depth - 1)
        comparison = self.one("==", "!=", "<", "<=", ">", ">=")
        like = self.one("like", "ilike", "not_like", "notilike", "startswith", "endswith", "contains", "icontains", "istartswith", "iendswith")
        return self.one(
            f"{number} {comparison} {self.drawn(self.integer, lambda: self.number(depth - 1))}", f"{text} {comparison} {self.drawn(self.string, lambda: self.string_expression(depth - 1))}",
            f"{text}.{like}({self.drawn(self.text, lambda: self.string_expression(depth - 1))}{self.one('', '', ', escape=' + repr('/'), ', autoescape=True' if like in ('startswith', 'endswith', 'contains', 'icontains') else '')})",
            f"{text}.{self.one('in_', 'not_in', 'notin_')}([{', '.join(self.some(self.string, 0, 3))}])", f"{number}.in_([{', '.join(self.some(self.integer, 0, 3))}])", f"{number}.in_(({self.integer_plain()},))",
            f"{number}.in_(sa.select({self.number_column()}).where({self.condition(depth - 1)}))", f"{number}.{self.one('is_', 'is_not', 'isnot')}({self.one('None', 'sa.null()')})",
            f"t.c.active.is_({self.one('True', 'False', 'None', 'sa.true()')})", f"{number}.between({self.integer()}, {self.integer()}{self.one('', ', symmetric=True')})", f"~({inner})", f"sa.not_({inner})",
            f"sa.{self.one('and_', 'or_')}({', '.join(self.some(lambda: self.condition(depth - 1), 1, 3))})", f"(({inner}) {self.one('&', '|')} ({self.condition(depth - 1)}))",
            f"sa.exists({self.one('', '1') }).where({inner})", f"sa.exists(sa.select(u.c.id).where(u.c.t_id == t.c.id))", f"~sa.exists().where(u.c.t_id == t.c.id)", f"sa.select(u.c.id).where({inner}).exists()",
            f"{number} == sa.{self.one('any_', 'all_')}({self.one('t.c.tags', 'sa.select(u.c.id).scalar_subquery()', 'sa.func.array_agg(u.c.id)')})", f"t.c.tags.{self.one('contains', 'overlap', 'contained_by')}([{', '.join(self.some(self.text, 0, 2))}])",
            f"t.c.data.{self.one('has_key', 'has_any', 'has_all')}({self.one(repr('k'), 'postgresql.array([' + repr('a') + '])')})", f"t.c.data.{self.one('contains', 'contained_by')}({self.one('{}', '{' + repr('a') + ': 1}', '[1]')})",
            f"t.c.data[{self.text()}].{self.one('as_boolean', 'as_integer', 'as_float')}() == {self.one('True', '1', 'sa.true()')}", f"{text}.regexp_match({self.text()}{self.one('', ', flags=' + repr('i'))})", f"t.c.search.{self.one('match', 'op(' + repr('@@') + ')')}({self.text()})",
            f"sa.tuple_(t.c.id, t.c.name).in_([(1, 'a'), (2, {self.text()})])", f"{number}.is_distinct_from({self.integer()})", f"{number}.is_not_distinct_from({self.integer()})", f"t.c.created {comparison} {self.one('datetime.datetime(2024, 1, 2)', 'sa.func.now()', 'datetime.date(2024, 1, 2)')}",
            f"t.c.uid == {self.one('uuid.UUID(int=5)', 'None', repr('12345678123456781234567812345678'))}", f"t.c.kind == {self.one('Colour.red', repr('red'))}", f"sa.between({number}, 1, 2)", f"sa.text({self.one('a > 1', 'x = 5 % 2', 'b OR c')!r})", f"sa.cast({text}, sa.Boolean)", "sa.false()", "t.c.active",
            f"t.c.span.{self.one('contains(5)', 'overlaps(postgresql.Range(1, 5))', 'is_null() if False else u.c.id.is_(None)'.split(' if ')[0] if False else 'contains(u.c.id)', 'strictly_left_of(t.c.span)')}",
            f"sa.literal({self.literal()}) == {self.literal()}", f"t.c.active == {self.one('True', 'False', 'sa.true()', 'None')}", f"t.c.active != {self.one('True', 'False', 'sa.false()')}", f"{text} == {self.one('sa.null()', 'sa.text(' + repr(chr(39) + 'v' + chr(39)) + ')')}",
        )

    def order(self):
        column = self.drawn(self.number_column, self.text_column)
        return self.one(column, f"{column}.desc()", f"{column}.asc().nulls_first()", f"{column}.desc().nulls_last()", f"sa.desc({column})", "sa.text('1')", "sa.func.random()", "sa.nulls_last(sa.desc(t.c.id))", "'name'", "sa.desc('lab')")

    def value(self):
        """What a column can be set to."""
        return self.drawn(self.literal, self.literal, self.number, self.string_expression, lambda: "sa.null()", lambda: "sa.func.now()", lambda: f"op.inline_literal({self.text()})", lambda: f"sa.text({self.one('now()', 'a % 2')!r})")

    def assignment(self):
        """A column of `t` with a value that fits it."""
        return self.one(
            ("id", self.number()), ("name", self.string_expression()), ("name", self.string()), ("amount", self.number()), ("amount", "decimal.Decimal('1.5')"), ("active", self.one("True", "False", "None", "sa.true()", "sa.not_(t.c.active)")),
            ("created", self.one("datetime.datetime(2024, 1, 2, 3, 4, 5)", "sa.func.now()", "None", "datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc)", "sa.text('now()')")), ("data", self.one("{}", "None", "{'a': [1, None]}", "sa.null()", "sa.JSON.NULL", "[]", "'x'", "sa.func.jsonb_set(t.c.data, '{a}', sa.cast('1', postgresql.JSONB))", "sa.cast({'a': 1}, postgresql.JSONB)", "t.c.data.concat({'z': 1})")),
            ("uid", self.one("uuid.UUID(int=7)", "sa.func.gen_random_uuid()")), ("tags", self.one("[]", "['a', \"b'c\"]", "None", "postgresql.array(['x', 'y'])", "sa.func.array_append(t.c.tags, 'z')", "['%']")), ("kind", self.one("Colour.blue", "'red'")), ("day", self.one("datetime.date(2024, 2, 29)", "sa.func.current_date()")), ("weird %", self.string()), ("blob", self.one("b'\\x00a'", "None")), ("ratio", self.one("1.5", "0.1", "1e100", "float('inf')")),
        )

    def values(self, low=1):
        chosen = dict(self.assignment() for _ in range(self.random.randint(low, 3)))
        if all(name.isidentifier() for name in chosen) and self.chance(0.5):
            return ", ".join(f"{name}={text}" for name, text in chosen.items())
        if self.chance(0.3):
            return "{" + ", ".join(f"t.c[{name!r}]: {text}" for name, text in chosen.items()) + "}"
        return "{" + ", ".join(f"{name!r}: {text}" for name, text in chosen.items()) + "}"

    # Statements

    def select(self, plain=False):
        columns = ", ".join(self.some(lambda: self.drawn(self.number, self.string_expression, self.condition, lambda: "t", lambda: self.number() + ".label('lab')"), 1, 3))
        text = f"sa.select({columns})"
        parts = [
            (0.5, lambda: f".where({', '.join(self.some(self.condition, 1, 2))})"), (0.12, lambda: f".select_from({self.source()})"), (0.1, lambda: f".join(u, {self.one('t.c.id == u.c.t_id', self.condition(1))}{self.one('', ', isouter=True', ', full=True')})"),
            (0.1, lambda: f".group_by({self.drawn(self.number_column, self.text_column)})"), (0.08, lambda: f".having({self.condition(1)})"), (0.15, lambda: f".order_by({', '.join(self.some(self.order, 1, 2))})"),
            (0.1, lambda: f".limit({self.one('1', '10', 'None', 'sa.literal(5)')})"), (0.06, lambda: f".offset({self.one('0', '3')})"), (0.08, lambda: f".distinct({self.one('', 't.c.id')})"), (0.04, lambda: f".with_for_update({self.one('', 'skip_locked=True', 'nowait=True', 'read=True', 'of=t', 'key_share=True')})"),
            (0.03, lambda: f".correlate({self.one('t', 'None')})"), (0.03, lambda: ".prefix_with('ALL')"), (0.03, lambda: f".add_columns({self.number()})"), (0.02, lambda: ".with_only_columns(t.c.id)"), (0.02, lambda: ".fetch(3)"), (0.02, lambda: f".filter_by(name={self.string()})"),
        ]
        for share, draw in parts:
            if not plain and self.chance(share):
                text += draw()
        return text

    def source(self):
        return self.one("t", "u", "t.join(u, t.c.id == u.c.t_id)", "sa.outerjoin(t, u, t.c.id == u.c.t_id)", "sa.select(t.c.id).subquery()", "sa.select(t.c.id).cte('c')", "sa.select(t.c.id, t.c.name).subquery('sub')", "sa.func.generate_series(1, 3).alias('g')", "sa.values(sa.column('a', sa.Integer), sa.column('b', sa.String), name='v').data([(1, 'x'), (2, None)])", "full", "t.alias('q')", "sa.func.unnest(t.c.tags).table_valued('v')", "sa.lateral(sa.select(u.c.id))")

    def compound(self):
        first, second = self.select(plain=True), self.select(plain=True)
        return self.one(
            f"sa.{self.one('union', 'union_all', 'except_', 'intersect')}(sa.select(t.c.id, t.c.name), sa.select(u.c.id, u.c.name)){self.one('', '.order_by(' + repr('id') + ')', '.limit(3)')}",
            f"sa.select(t.c.id).{self.one('union', 'union_all', 'except_all')}(sa.select(u.c.id).where({self.condition(1)}))", f"sa.union_all({first}, {second})", "sa.select(sa.union(sa.select(t.c.id), sa.select(u.c.id)).subquery())",
        )

    def insert(self):
        function = self.one("t.insert()", "sa.insert(t)", "postgresql.insert(t)", "sa.insert(full)" if self.chance(0.3) else "sa.insert(t)")
        if "full" in function:
            return f"{function}.values({self.one('title=' + self.string(), 'id=1, title=' + self.string(), '')})"
        body = self.drawn(
            lambda: f".values({self.values()})", lambda: f".values({self.values()})", lambda: f".values([{', '.join('{' + repr('id') + ': ' + self.one('1', '2') + ', ' + repr('name') + ': ' + self.string() + '}' for _ in range(self.random.randint(1, 3)))}])", lambda: ".values()", lambda: "", lambda: f".values((1, {self.text()}))",
            lambda: f".from_select([{self.one(repr('id'), 't.c.id')}, 'name'], sa.select(u.c.id, {self.string_expression()}).where({self.condition(1)}))", lambda: ".from_select(['id'], sa.select(sa.select(u.c.id).cte('c').c.id))",
        )
        if "postgresql" in function and self.chance(0.7):
            body += self.drawn(lambda: ".on_conflict_do_nothing()", lambda: ".on_conflict_do_nothing(index_elements=['id'])", lambda: ".on_conflict_do_nothing(constraint='pk_t')", lambda: f".on_conflict_do_update(index_elements=[t.c.id{', ' + repr('name') if self.chance(0.3) else ''}], set_=dict({self.one('name=' + self.string_expression(1), 'amount=t.c.amount + 1')}){', where=' + self.condition(1) if self.chance(0.3) else ''})")
        return function + body + (f".returning({self.one('t.c.id', 't', 't.c.id, t.c.name', 'sa.func.lower(t.c.name)')})" if self.chance(0.1) else "")

    def update(self):
        text = self.one("t.update()", "sa.update(t)", "sa.update(t)")
        given = self.values()
        if self.chance(0.75):
            text += f".where({', '.join(self.some(self.condition, 1, 2))})"
        text += f".values({given})"
        if self.chance(0.15):
            text += ".where(t.c.id == u.c.t_id)"
        if self.chance(0.06):
            text += ".returning(t.c.id)"
        if self.chance(0.03):
            text += ".ordered_values(('name', 'x'), ('id', 2))" if ".values" not in text else ""
        return text

    def delete(self):
        text = self.one("t.delete()", "sa.delete(t)", "sa.delete(t)", "sa.delete(full)")
        if self.chance(0.85):
            text += f".where({', '.join(self.some(self.condition, 1, 2))})"
        if self.chance(0.06):
            text += ".returning(t.c.id)"
        return text
