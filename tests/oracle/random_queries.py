"""Random queries and changes of rows that are built of one another: `generate.py --kind queries`.

random_expressions draws what stands in one clause. Here it is how the clauses nest: common table
expressions (recursive, nested, of changes), set operations in set operations, rows of functions,
windows, samples and locks, the forms of ON CONFLICT, UPDATE and DELETE over several tables, and names
that are used again.
"""

import random_expressions

HEAD = '''
w = sa.table("w", sa.column("id", sa.Integer), sa.column("at", sa.DateTime(timezone=True)), sa.column("j", sa.JSON), sa.column("arr", sa.ARRAY(sa.Integer)), schema="S c")
p = sa.Table(
    "P p", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("Na me", sa.String(20), key="nm", unique=True),
    sa.Column("up", sa.Integer, sa.ForeignKey("P p.id")), sa.Column("size", sa.Integer, default=5), sa.Column("ts", sa.DateTime, server_default=sa.func.now(), onupdate=sa.func.now()),
    sa.Column("ratio", sa.Numeric, onupdate=1),
)
'''


class Queries(random_expressions.Expressions):
    """Draws the text of one upgrade(): sources in variables, then a statement over them."""

    def upgrade(self):
        """Some variables and one statement."""
        self.lines, self.sources = [], [("t", ("id", "name")), ("u", ("id", "name")), ("t", ("id", "name")), ("p", ("id", "nm")), ("w", ("id", "id"))]
        for number in range(self.random.randint(0, 3)):
            self.lines.append(f"v{number} = {self.named_source(number)}")
            self.sources += 2 * [(f"v{number}", ("id", "name"))]
        made = self.weighed(((self.query, 6), (self.union, 2), (self.upsert, 4), (self.from_query, 2), (self.change, 4), (self.removal, 3), (self.reused, 3)))
        return "\n".join([*self.lines, f"op.execute({made})"])

    def pair(self):
        """A source and its two columns."""
        source, (number, text) = self.random.choice(self.sources)
        return source, f"{source}.c.{number}", f"{source}.c.{text}"

    def named_source(self, number):
        """What has the columns `id` and `name`."""
        name = self.one(repr(f"n{number}"), repr(f"N {number}"), "'t'", "'user'", "")
        plain = lambda: self.rows().replace("__", "")
        alias = self.one("t", "u")
        return self.drawn(
            lambda: f"{plain()}.cte({name})", lambda: f"{plain()}.subquery({name})", lambda: f"{alias}.alias({name})", lambda: f"{plain()}.lateral({name})",
            lambda: f"{plain()}.cte({name or repr('r')}, recursive=True)", lambda: self.recursive(number),
            lambda: f"{plain()}.cte({name or repr('k')}, nesting=True)", lambda: f"{plain()}.cte({name or repr('k')}).{self.one('alias()', 'alias(' + repr('again') + ')', 'prefix_with(' + repr('MATERIALIZED') + ')')}",
            lambda: f"sa.{self.one('union', 'union_all', 'except_')}({plain()}, {plain()}).{self.one('subquery', 'cte', 'alias')}({name})",
            lambda: f"sa.values(sa.column('id', sa.Integer), sa.column('name', sa.String), name={name or repr('vals')}).data([(1, {self.text()}), (2, None)])",
            lambda: f"sa.func.my_rows({self.integer_plain()}).table_valued('id', 'name'{self.one('', ', name=' + (name or repr('z')))}){self.one('', '.render_derived()', '.lateral()')}",
            lambda: f"sa.func.json_to_recordset({self.text()}).table_valued(sa.column('id', sa.Integer), sa.column('name', sa.String)).render_derived(with_types=True{self.one('', ', name=' + (name or repr('z')))})",
            lambda: f"sa.func.unnest(t.c.tags).table_valued('name', with_ordinality='id'{self.one('', ', joins_implicitly=True')}).render_derived()",
            lambda: f"sa.text('SELECT id, name FROM raw').columns(id=sa.Integer, name=sa.String).{self.one('subquery', 'cte')}({name})",
            lambda: f"sa.tablesample({alias}, {self.one('5', '1.5', 'sa.func.bernoulli(3)')}{self.one('', ', name=' + (name or repr('z')))})",
            lambda: f"sa.{self.one('delete(t)', 'update(t).values(name=' + self.string() + ')')}.where({self.condition(1)}).returning(t.c.id, t.c.name).cte({name})",
            lambda: f"sa.insert(u).values(name={self.string()}).returning(u.c.id, u.c.name).cte({name})",
        )

    def recursive(self, number):
        """A common table expression that refers to itself: Python needs several lines for it."""
        name = f"r{number}"
        self.lines.append(f"{name} = sa.select(p.c.id, p.c.nm.label('name')).where({self.one('p.c.up.is_(None)', 'p.c.id == 1')}).cte({self.one(repr('tree'), repr('T t'))}, recursive=True)")
        step = self.one(
            f"sa.select(p.c.id, p.c.nm).join({name}, p.c.up == {name}.c.id)", f"sa.select(p.c.id, {name}.c.name + p.c.nm).where(p.c.up == {name}.c.id)",
            f"sa.select({name}.c.id + 1, {name}.c.name).where({name}.c.id < 5)", f"sa.select(p.c.up, p.c.nm).where(p.c.id.in_(sa.select({name}.c.id)))",
        )
        return f"{name}.{self.one('union', 'union_all')}({step})"

    def rows(self):
        """A SELECT of a number `id` and a text `name`."""
        source, number, text = self.pair()
        number = self.one(f"{number}.label('id')", f"({number} + 1).label('id')", f"sa.func.max({number}).label('id')", f"sa.literal(1).label('id')", number if number.endswith(".id") else f"{number}.label('id')")
        text = self.one(f"{text}.label('name')", f"sa.func.lower({text}).label('name')", text if text.endswith(".name") else f"{text}.label('name')", f"sa.cast({text}, sa.String).label('name')", "sa.null().label('name')")
        made = f"sa.select({number}, {text})"
        for share, draw in (
            (0.3, lambda: f".where({self.test()})"), (0.1, lambda: f".limit({self.one('1', '3')})"), (0.1, lambda: f".order_by({self.one(repr('id'), repr('name'), 'sa.desc(' + repr('id') + ')')})"),
            (0.1, lambda: ".distinct()"), (0.1, lambda: f".group_by({self.one(repr('name'), text)})"), (0.12, lambda: self.joined()), (0.05, lambda: f".add_cte(sa.select(u.c.id).cte('extra'))"),
        ):
            made += draw() if self.chance(share) else ""
        return made

    def joined(self):
        source, number, _ = self.pair()
        return self.one(f".select_from({source})", f".join({source}, {number} == t.c.id)", f".outerjoin({source}, sa.true())", f".join({source}, {number} > {self.integer_plain()}, full=True)", f".select_from(sa.join(t, {source}, t.c.id == {number}))")

    def test(self):
        """A condition over the sources."""
        source, number, text = self.pair()
        _, other, other_text = self.pair()
        return self.one(
            f"{number} == {other}", f"{number} == {other}", f"{text} == {other_text}", f"{number} > {self.integer_plain()}", f"{text} == {self.string()}", f"{number}.in_({self.rows()}.with_only_columns({other}))",
            f"sa.exists().where({number} == {other})", f"~sa.exists(sa.select({number}).where({text} == {self.string()}))", f"sa.tuple_({number}, {text}).in_({self.rows()})", f"{number} == sa.any_(sa.select({other}).scalar_subquery())",
            f"{number} < sa.select(sa.func.max({other})).{self.one('scalar_subquery()', 'where(' + number + ' == ' + other + ').scalar_subquery()', 'correlate(' + source + ').scalar_subquery()')}",
            f"sa.or_({number}.is_(None), {text}.like({self.text()}))", f"sa.not_({number}.in_([1, 2]))", f"sa.func.coalesce({number}, {other}) >= {self.integer_plain()}",
        )

    def window(self):
        _, number, text = self.pair()
        function = self.one("sa.func.row_number()", f"sa.func.sum({number})", f"sa.func.lag({text}, 1, 'x')", f"sa.func.first_value({text})", "sa.func.rank()", f"sa.func.count({number}).filter({self.test()})", f"sa.func.array_agg({text})")
        frame = self.one("", "", f", rows=({self.one('None', '-2', '0')}, {self.one('None', '0', '3')})", ", range_=(None, 0)", ", groups=(-1, 1)")
        return f"{function}.over({self.one('', f'partition_by={number}, ', f'partition_by=[{number}, {text}], ')}order_by={self.one(text, f'[{number}.desc(), {text}]', f'sa.nulls_last({number})')}{frame})"

    def aggregate(self):
        _, number, text = self.pair()
        return self.one(
            f"sa.func.count({number}.distinct())", f"sa.func.string_agg({text}, postgresql.aggregate_order_by(sa.literal(','), {number}.desc()))", f"sa.func.array_agg(postgresql.aggregate_order_by({text}, {number}))",
            f"sa.func.percentile_cont(0.5).within_group({number}{self.one('', '.desc()')})", f"sa.func.mode().within_group({text})", f"sa.func.sum({number}).filter({self.test()}, {self.test()})", f"sa.func.array_agg({text})[1]", f"sa.func.max({text}) + 'x'",
            f"sa.func.jsonb_agg({text}, type_=postgresql.JSONB)[0].astext", f"sa.func.count({self.one('', repr('*'))})", f"sa.func.min({number}) - 1", f"sa.cast(sa.func.avg({number}), sa.Numeric(10, 2))", f"sa.distinct({text})",
        )

    def item(self):
        source, number, text = self.pair()
        return self.drawn(
            lambda: number, lambda: text, lambda: source, lambda: f"{number}.label({self.one(repr('lab'), repr('La b'), repr('id'))})", self.window, lambda: f"{self.window()}.label('win')", self.aggregate, lambda: self.number(1), lambda: self.string_expression(1),
            lambda: f"{self.rows()}.with_only_columns({number}).scalar_subquery().label('sub')", lambda: "sa.func.generate_series(1, 3).column_valued('g')", lambda: f"sa.case(({self.test()}, {number}), else_={self.integer()})", lambda: f"sa.literal_column(\"'x'\", sa.String).label('lit')", lambda: f"{text}.collate('C')",
            lambda: "t.c.data['a']['b'].as_string()", lambda: "t.c.data[('a', 'b')].as_integer() + 1", lambda: "t.c.tags[1:2]", lambda: "w.c.arr[0] + 1",
        )

    def query(self):
        made = f"sa.select({', '.join(self.some(self.item, 1, 3))})"
        source, number, text = self.pair()
        for share, draw in (
            (0.5, lambda: f".where({', '.join(self.some(self.test, 1, 2))})"), (0.25, self.joined), (0.1, self.joined), (0.15, lambda: f".group_by({self.one(number, text, repr('lab'), f'sa.func.rollup({number}, {text})', f'sa.func.grouping_sets(sa.tuple_({number}), sa.tuple_({number}, {text}))')})"),
            (0.1, lambda: f".having({self.one(self.test(), 'sa.func.count() > 1')})"), (0.25, lambda: f".order_by({self.one(number, text + '.desc().nulls_last()', repr('lab'), 'sa.desc(' + repr('lab') + ')', 'sa.text(' + repr('1') + ')', 'sa.func.lower(' + text + ')', self.window())})"),
            (0.12, lambda: f".limit({self.one('3', 'sa.literal(2)', f'sa.select(sa.func.count()).select_from({source}).scalar_subquery()')})"), (0.06, lambda: f".offset({self.one('2', 'sa.bindparam(' + repr('off') + ', 4)')})"),
            (0.08, lambda: f".fetch(3{self.one('', ', with_ties=True', ', percent=True')})"), (0.1, lambda: f".distinct({self.one('', number, number + ', ' + text)})"),
            (0.1, lambda: f".with_for_update({self.one('', 'of=t', 'of=[t, u]', 'of=t.c.id', 'of=w', 'of=p, nowait=True', 'read=True, skip_locked=True', 'key_share=True', 'key_share=True, read=True')})"),
            (0.05, lambda: f".correlate_except({source})"), (0.1, lambda: f".set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)"), (0.06, lambda: f".add_cte({self.rows()}.cte('more'))"), (0.04, lambda: f".with_only_columns({self.item()})"),
        ):
            made += draw() if self.chance(share) else ""
        return made

    def union(self, depth=2):
        parts = [self.union(depth - 1) if depth and self.chance(0.25) else self.rows() for _ in range(self.random.randint(2, 3))]
        made = f"sa.{self.one('union', 'union_all', 'intersect', 'except_', 'except_all', 'intersect_all')}({', '.join(parts)})"
        for share, draw in ((0.2, lambda: f".order_by({self.one(repr('id'), repr('name'), 'sa.desc(' + repr('name') + ')', 'sa.text(' + repr('1') + ')')})"), (0.15, lambda: ".limit(2)"), (0.08, lambda: ".offset(1)"), (0.05, lambda: f".union({self.rows()})")):
            made += draw() if self.chance(share) else ""
        return f"sa.select({made}.subquery({self.one('', repr('s'))}))" if depth == 2 and self.chance(0.3) else made

    def upsert(self):
        table, number, text = self.one(("t", "id", "name"), ("t", "id", "name"), ("p", "id", "nm"))
        rows = self.one(f"{number}=1, {text}={self.string()}", f"{{{number!r}: {self.integer()}, {text!r}: {self.string_expression(1)}}}", f"[{{{number!r}: 1, {text!r}: {self.string()}}}, {{{number!r}: 2, {text!r}: {self.string()}}}]")
        body = f".values({rows})" if self.chance(0.75) else f".from_select([{number!r}, {text!r}], {self.rows()})"
        target = self.one(
            f"index_elements=[{table}.c.{text}]", f"index_elements=[{text!r}]", "constraint='uq it'", f"index_elements=[sa.func.lower({table}.c.{text})]", f"index_elements=[{table}.c.{number}, {table}.c.{text}], index_where={table}.c.{number} > 5", f"index_elements=[sa.text('lower(x)')]",
            f"index_elements=[{text!r}], index_where=sa.text('a > 1')",
        )
        given = self.one(
            f"{{{text!r}: made.excluded.{text}}}", f"{{{table}.c.{text}: {self.string()}}}", f"dict({text}={table}.c.{text} + made.excluded.{text})", "made.excluded", f"{{{text!r}: sa.func.coalesce(made.excluded.{text}, {table}.c.{text})}}",
            f"{{{text!r}: sa.select(u.c.name).where(u.c.id == {table}.c.{number}).scalar_subquery()}}", f"{{each.name: each for each in made.excluded if each.name != {number!r}}}", f"{{{text!r}: sa.text('EXCLUDED.x')}}", f"{{{text!r}: None, {number!r}: made.excluded.{number} + 1}}",
        )
        self.lines.append(f"made = postgresql.insert({table}){body}")
        tail = self.one(".on_conflict_do_nothing()", f".on_conflict_do_nothing({target})", *3 * [f".on_conflict_do_update({target}, set_={given}{self.one('', '', f', where={table}.c.{number} > made.excluded.{number}', f', where={table}.c.{text}.is_distinct_from(made.excluded.{text})')})"])
        return f"made{tail}" + (f".returning({table}.c.{self.one(number, text)})" if self.chance(0.15) else "")

    def from_query(self):
        return f"sa.insert({self.one('u', 'p', 't')}).from_select([{self.one(repr('id'), repr('id'))}, {self.one(repr('name'), repr('nm'))}], {self.one(self.rows(), self.union(1))}{self.one('', '', ', include_defaults=False')})".replace("sa.insert(p).from_select(['id', 'name']", "sa.insert(p).from_select(['id', 'nm']").replace("sa.insert(t).from_select(['id', 'nm']", "sa.insert(t).from_select(['id', 'name']").replace("sa.insert(u).from_select(['id', 'nm']", "sa.insert(u).from_select(['id', 'name']")

    def change(self):
        table, number, text = self.one(("t", "id", "name"), ("p", "id", "nm"), ("p", "up", "nm"), ("u", "t_id", "name"))
        source, other, other_text = self.pair()
        given = self.one(
            f"{text}={other_text}", f"{text}={self.string()}", f"{number}=sa.select(sa.func.max({other})).scalar_subquery()", f"{{{table}.c.{number}: {other}, {text!r}: sa.func.lower({other_text})}}", f"{number}=sa.select({other}).where({other} == {table}.c.{number}).scalar_subquery()",
            f"{text}=sa.case(({self.test()}, {self.string()}), else_={table}.c.{text})", f"{number}={table}.c.{number} + {other}",
        )
        where = self.one(f".where({table}.c.{number} == {other})", f".where({table}.c.{number} == {other}, {self.test()})", f".where({self.test()})", "", f".where({table}.c.{number}.in_({self.rows()}.with_only_columns({other})))")
        return f"sa.update({table}){where}.values({given})" + (f".returning({table}.c.{number}{self.one('', ', ' + other)})" if self.chance(0.15) else "") + (f".add_cte({self.rows()}.cte('more'))" if self.chance(0.1) else "")

    def removal(self):
        table, number = self.one(("t", "id"), ("p", "up"), ("u", "t_id"), ("w", "id"))
        source, other, _ = self.pair()
        where = self.one(f"{table}.c.{number} == {other}", f"{table}.c.{number} == {other}, {self.test()}", self.test(), f"{table}.c.{number}.not_in(sa.select({other}))", f"sa.exists(sa.select({other}).where({other} == {table}.c.{number}))")
        return f"sa.delete({table}).where({where})" + (f".returning({table}.c.{number})" if self.chance(0.15) else "")

    def reused(self):
        """A label or an expression in a variable that several clauses name."""
        self.lines.append(f"x = ({self.one(self.number(1), self.string_expression(1), self.window(), self.aggregate())}).label({self.one(repr('lab'), repr('A b'), 'None')})")
        source, number, text = self.pair()
        made = f"sa.select(x, {self.one(number, text, source, 'x + 1', 'sa.func.count(x)')})"
        for share, draw in (
            (0.3, lambda: f".where({self.one('x > 1', 'x.is_(None)', self.test())})"), (0.4, lambda: f".group_by({self.one('x', 'x.element', repr('lab'), number)})"), (0.2, lambda: ".having(x > 1)"),
            (0.6, lambda: f".order_by({self.one('x', 'x.desc()', 'x.asc().nulls_first()', 'sa.func.lower(x)', 'x.element', 'sa.desc(x)', repr('lab'), 'x + 1')})"), (0.1, lambda: ".distinct(x)"), (0.1, self.joined),
        ):
            made += draw() if self.chance(share) else ""
        return made
