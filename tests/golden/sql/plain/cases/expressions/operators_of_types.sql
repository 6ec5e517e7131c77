-- [json_casts_1]
ALTER TABLE t ADD CHECK (CAST((j ->> 'x') AS VARCHAR) = 'y');

ALTER TABLE t ADD CHECK (CAST((j ->> 'x') AS INTEGER) > 5);

ALTER TABLE t ADD CHECK (CAST(j ->> 'x' AS FLOAT));

ALTER TABLE t ADD CHECK (CAST(j ->> 'x' AS BOOLEAN));

ALTER TABLE t ADD CHECK (CAST((j ->> 'x') AS BOOLEAN) = true);

ALTER TABLE t ADD CHECK (NOT (CAST(j ->> 'x' AS BOOLEAN)));

ALTER TABLE t ADD CHECK (CAST(j ->> 'x' AS NUMERIC(10, 2)));

ALTER TABLE t ADD CHECK (j -> 'x');

-- [json_casts_2]
ALTER TABLE t ADD CHECK (CAST(j #>> '{a, b}' AS VARCHAR));

ALTER TABLE t ADD CHECK (CAST((j #>> '{a, b}') AS INTEGER) + 1);

ALTER TABLE t ADD CHECK (foo(CAST((j ->> 'x') AS VARCHAR)) = 'z');

ALTER TABLE t ADD CHECK (CAST(pj ->> 'x' AS VARCHAR));

ALTER TABLE t ADD CHECK (CAST(jb['x'] ->> 0 AS INTEGER));

ALTER TABLE t ADD CHECK (CAST((jb ->> 'x') AS VARCHAR) = 'y');

ALTER TABLE t ADD CHECK (CAST(jb ->> 'x' AS BOOLEAN));

ALTER TABLE t ADD CHECK (jb ? 'x');

-- [json_casts_3]
ALTER TABLE t ADD CHECK (jb ? b);

ALTER TABLE t ADD CHECK (jb ?| ARRAY['a', 'b']);

ALTER TABLE t ADD CHECK (jb ?& ARRAY['a']);

ALTER TABLE t ADD CHECK (NOT (jb ? 'x'));

ALTER TABLE t ADD CHECK ((jb ? 'x') AND (jb @> '{}'));

ALTER TABLE t ADD CHECK ((jb ? 'x') AND z);

ALTER TABLE t ADD CHECK (((jb ? 'x')) = true);

ALTER TABLE t ADD CHECK (((jb ? 'x')) IS false);

-- [json_casts_4]
ALTER TABLE t ADD CHECK (foo(jb ? 'x'));

ALTER TABLE t ADD CHECK (foo((jb ? 'x')) + 1);

ALTER TABLE t ADD CHECK (NOT foo(jb ? 'x'));

ALTER TABLE t ADD CHECK (CASE WHEN (jb ? 'x') THEN 1 ELSE 0 END);

ALTER TABLE t ADD CHECK (CASE WHEN ((jb ? 'x')) THEN (jb ->> 'x') ELSE '0' END = 'z');

ALTER TABLE t ADD CHECK (-CAST(jb ->> 'x' AS INTEGER));

ALTER TABLE t ADD CHECK (CAST(jb ->> 'x' AS INTEGER) / CAST(2 AS NUMERIC));

ALTER TABLE t ADD CHECK (CAST(jb ->> 'x' AS INTEGER) / 2);

-- [json_casts_5]
ALTER TABLE t ADD CHECK (CAST((jb ->> 'x') AS INTEGER) BETWEEN 1 AND 5);

ALTER TABLE t ADD CHECK (hs ? 'x');

ALTER TABLE t ADD CHECK (hs ?& ARRAY['a']);

ALTER TABLE t ADD CHECK (hs ?| ARRAY['a']);

-- [json_paths_of_sql]
ALTER TABLE t ADD CHECK (jb @? '$.a');

ALTER TABLE t ADD CHECK (jb @@ '$.a > 1');

ALTER TABLE t ADD CHECK (jb @@ CAST('$.a' AS JSONPATH));

ALTER TABLE t ADD CHECK (jb #- CAST(ARRAY['a', 'b'] AS TEXT[]));

ALTER TABLE t ADD CHECK (jb #- CAST(ARRAY['a', 'b'] AS TEXT[]));

ALTER TABLE t ADD CHECK ((jb #- CAST(ARRAY['a'] AS TEXT[]))['x']);

ALTER TABLE t ADD CHECK ((jb #- CAST(ARRAY['a'] AS TEXT[])) = '{}');

-- [json_text_1]
ALTER TABLE t ADD CHECK (pj ->> 'x');

ALTER TABLE t ADD CHECK ((pj ->> 'x') = 'y');

ALTER TABLE t ADD CHECK (CAST(pj ->> 'x' AS INTEGER));

ALTER TABLE t ADD CHECK (((pj -> 'x')) ->> 'y');

ALTER TABLE t ADD CHECK (pj #>> '{a, b}');

ALTER TABLE t ADD CHECK ((pj #>> '{a, 0}') = 'z');

ALTER TABLE t ADD CHECK ((((pj #> '{a, 0}')) ->> 'b') = 'z');

ALTER TABLE t ADD CHECK (pj ->> 'x' LIKE 'a%');

-- [json_text_2]
ALTER TABLE t ADD CHECK ((pj ->> 'x') IN ('a', 'b'));

ALTER TABLE t ADD CHECK (lower(pj ->> 'x'));

ALTER TABLE t ADD CHECK (lower((pj ->> 'x')) = 'z');

ALTER TABLE t ADD CHECK (coalesce((pj ->> 'x'), 'z') = 'z');

ALTER TABLE t ADD CHECK ((pj ->> 'x') || 'y');

ALTER TABLE t ADD CHECK ((pj ->> 'x') IS NULL);

ALTER TABLE t ADD CHECK (pj ->> 'x' DESC);

ALTER TABLE t ADD CHECK ((pj ->> 'x') != 'y');

-- [json_text_3]
ALTER TABLE t ADD CHECK (jb ->> 'x');

ALTER TABLE t ADD CHECK ((jb ->> 'x') = 'y');

ALTER TABLE t ADD CHECK (CAST((jb ->> 'x') AS INTEGER) > 5);

ALTER TABLE t ADD CHECK (((jb['x']) ->> 'y') = 'z');

ALTER TABLE t ADD CHECK (jb #>> '{a, b}');

ALTER TABLE t ADD CHECK (CAST(b AS JSONB) ->> 'x');

ALTER TABLE t ADD CHECK ((jb ->> 'x') ~ '^a');

ALTER TABLE t ADD CHECK ((jb ->> 'x') LIKE 'a' || '%');

-- [json_text_4]
ALTER TABLE t ADD CHECK ((jb ->> 'x') LIKE '%' || 'a' || '%');

ALTER TABLE t ADD CHECK ((jb ->> 'x') ILIKE '%' || 'a' || '%');

-- [jsonb_containment]
ALTER TABLE t ADD CHECK (jb @> '{"a": 1}');

ALTER TABLE t ADD CHECK (jb <@ '{"a": 1}');

ALTER TABLE t ADD CHECK (jb @> jb);

ALTER TABLE t ADD CHECK (jb['x'] @> '[1]');

-- [jsonb_subscripts_1]
ALTER TABLE t ADD CHECK (jb['x']);

ALTER TABLE t ADD CHECK (jb[0]);

ALTER TABLE t ADD CHECK (jb['x']['y']);

ALTER TABLE t ADD CHECK (jb['x']['y'] = 'z');

ALTER TABLE t ADD CHECK (jb #> '{a, b}');

ALTER TABLE t ADD CHECK ((jb #> '{a, b}') = '1');

ALTER TABLE t ADD CHECK (jb['x'] IS NOT NULL);

ALTER TABLE t ADD CHECK (jb['x'] IS NOT NULL);

-- [jsonb_subscripts_2]
ALTER TABLE t ADD CHECK (jb['x'] IN ('1'));

ALTER TABLE t ADD CHECK (jsonb_array_length(jb['x']) > 0);

ALTER TABLE t ADD CHECK (jsonb_typeof(jb['x']) = 'array');

ALTER TABLE t ADD CHECK (jb['x']);

-- [json_subscripts_1]
ALTER TABLE t ADD CHECK (j -> 'x');

ALTER TABLE t ADD CHECK (j -> 0);

ALTER TABLE t ADD CHECK (j #> '{a, b}');

ALTER TABLE t ADD CHECK (j #> '{a, 1}');

ALTER TABLE t ADD CHECK ((j -> 'x') -> 'y');

ALTER TABLE t ADD CHECK (((j -> 'x') -> 0) -> 'y');

ALTER TABLE t ADD CHECK ((j -> 'x') = 'y');

ALTER TABLE t ADD CHECK ((j -> 'x') || (j -> 'y'));

-- [json_subscripts_2]
ALTER TABLE t ADD CHECK ((j -> 'x') IS NULL);

ALTER TABLE t ADD CHECK ((j -> 'x') IS NULL);

ALTER TABLE t ADD CHECK (CAST(j -> 'x' AS INTEGER));

ALTER TABLE t ADD CHECK (CAST(j -> 'x' AS VARCHAR));

ALTER TABLE t ADD CHECK (foo(j -> 'x'));

ALTER TABLE t ADD CHECK (foo((j -> 'x')) + 1);

ALTER TABLE t ADD CHECK (j -> 1);

ALTER TABLE t ADD CHECK (j -> NULL);

-- [json_subscripts_3]
ALTER TABLE t ADD CHECK (j -> b);

ALTER TABLE t ADD CHECK (j -> a);

ALTER TABLE t ADD CHECK (j -> c);

ALTER TABLE t ADD CHECK (j -> 'it''s %');

ALTER TABLE t ADD CHECK (pj #> '{}');

ALTER TABLE t ADD CHECK (pj #> '{}');

-- [jsonb_1]
ALTER TABLE t ADD CHECK ((foo(jb))['x']);

ALTER TABLE t ADD CHECK ((jb || jb)['x']);

ALTER TABLE t ADD CHECK ((jb || jb)['x']);

ALTER TABLE t ADD CHECK (jb || jb);

ALTER TABLE t ADD CHECK (jb || '{"a": 1}');

ALTER TABLE t ADD CHECK (jb - 'a');

ALTER TABLE t ADD CHECK (jb - 1);

ALTER TABLE t ADD CHECK (jb || jb);

-- [jsonb_2]
ALTER TABLE t ADD CHECK (jb - 'a');

ALTER TABLE t ADD CHECK (jb = '{}');

ALTER TABLE t ADD CHECK (jb IS NOT NULL);

-- [array_literals_1]
ALTER TABLE t ADD CHECK (par = ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (ARRAY[]);

ALTER TABLE t ADD CHECK (ARRAY[]::INTEGER[]);

ALTER TABLE t ADD CHECK (ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (ARRAY['a', 'b%']);

ALTER TABLE t ADD CHECK (ARRAY[a, 1, a + 1]);

ALTER TABLE t ADD CHECK (ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (ARRAY['a']);

-- [array_literals_2]
ALTER TABLE t ADD CHECK (ARRAY[ARRAY[1], ARRAY[2]]);

ALTER TABLE t ADD CHECK (ARRAY[NULL]);

ALTER TABLE t ADD CHECK ((ARRAY[])[1]);

ALTER TABLE t ADD CHECK ((ARRAY[1, 2])[1]);

ALTER TABLE t ADD CHECK ((ARRAY[1, 2])[1:2]);

ALTER TABLE t ADD CHECK (ARRAY[1] || ARRAY[2]);

ALTER TABLE t ADD CHECK (ARRAY[1] || ARRAY[2]);

ALTER TABLE t ADD CHECK (ARRAY[1] = ARRAY[2]);

-- [array_literals_3]
ALTER TABLE t ADD CHECK (ARRAY[1] = par);

ALTER TABLE t ADD CHECK (ARRAY[1] @> ARRAY[1]);

ALTER TABLE t ADD CHECK (ARRAY[z AND z, z OR z]);

ALTER TABLE t ADD CHECK (ARRAY[z AND z, b LIKE '%' || 'x' || '%']);

ALTER TABLE t ADD CHECK (CAST(ARRAY[1, 2] AS BIGINT[]));

ALTER TABLE t ADD CHECK (slice(hs, ARRAY['a']));

-- [array_aggregates_1]
ALTER TABLE t ADD CHECK (array_agg(a));

ALTER TABLE t ADD CHECK ((array_agg(a))[1]);

ALTER TABLE t ADD CHECK (array_agg(a) = ARRAY[1]);

ALTER TABLE t ADD CHECK (array_agg(par));

ALTER TABLE t ADD CHECK (array_agg(a));

ALTER TABLE t ADD CHECK ((array_agg(a))[1]);

ALTER TABLE t ADD CHECK (array_agg(a) @> ARRAY[1]);

ALTER TABLE t ADD CHECK (array_agg(a ORDER BY b));

-- [array_aggregates_2]
ALTER TABLE t ADD CHECK (array_agg(a ORDER BY b DESC));

ALTER TABLE t ADD CHECK (string_agg(b, ',' ORDER BY b, a DESC));

ALTER TABLE t ADD CHECK (string_agg(b, ','));

-- [array_subscripts_1]
ALTER TABLE t ADD CHECK (ar[1]);

ALTER TABLE t ADD CHECK (ar[1] = 5);

ALTER TABLE t ADD CHECK (ar[1:3]);

ALTER TABLE t ADD CHECK (ar[1:NULL]);

ALTER TABLE t ADD CHECK (ar[NULL:3]);

ALTER TABLE t ADD CHECK (ar[a]);

ALTER TABLE t ADD CHECK (ar[(a + 1)]);

ALTER TABLE t ADD CHECK (ar[1:3][1]);

-- [array_subscripts_2]
ALTER TABLE t ADD CHECK (par[1]);

ALTER TABLE t ADD CHECK (par[1:2]);

ALTER TABLE t ADD CHECK (par2[1]);

ALTER TABLE t ADD CHECK (par2[1][2]);

ALTER TABLE t ADD CHECK (par2[1][2] = 'x');

ALTER TABLE t ADD CHECK (par2[1] = ARRAY['x']);

ALTER TABLE t ADD CHECK (zar[1]);

ALTER TABLE t ADD CHECK (zar[1:2]);

-- [array_subscripts_3]
ALTER TABLE t ADD CHECK (zar[(a + 1)]);

ALTER TABLE t ADD CHECK (par[1] + 1);

ALTER TABLE t ADD CHECK (par[1] IN (1, 2));

-- [array_operators_1]
ALTER TABLE t ADD CHECK (par || par);

ALTER TABLE t ADD CHECK (par || ARRAY[1]);

ALTER TABLE t ADD CHECK (par || ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (par = ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (par = ARRAY[]);

ALTER TABLE t ADD CHECK (par = ARRAY[ARRAY[1], ARRAY[2]]);

ALTER TABLE t ADD CHECK (ar = ARRAY[1]);

ALTER TABLE t ADD CHECK (par2 = ARRAY[ARRAY['a', 'b'], ARRAY['c', 'd']]);

-- [array_operators_2]
ALTER TABLE t ADD CHECK (par @> ARRAY[]);

ALTER TABLE t ADD CHECK (par && ARRAY[1] AND z);

ALTER TABLE t ADD CHECK (NOT (par @> ARRAY[1]));

ALTER TABLE t ADD CHECK (((par @> ARRAY[1])) = true);

ALTER TABLE t ADD CHECK (foo((par @> ARRAY[1])) = 1);

ALTER TABLE t ADD CHECK (5 = ANY (par));

ALTER TABLE t ADD CHECK (5 = ALL (par));

ALTER TABLE t ADD CHECK (a = ANY (par));

-- [array_operators_3]
ALTER TABLE t ADD CHECK (NOT (5 = ANY (par)));

ALTER TABLE t ADD CHECK (5 = ANY (par));

ALTER TABLE t ADD CHECK (5 = ALL (par));

ALTER TABLE t ADD CHECK ('x' = ANY (par2));

ALTER TABLE t ADD CHECK (5 = ANY (par));

ALTER TABLE t ADD CHECK (5 = ANY (par));

ALTER TABLE t ADD CHECK (NULL = ANY (par));

ALTER TABLE t ADD CHECK (ANY (par) = true);

-- [array_operators_4]
ALTER TABLE t ADD CHECK (ANY (par) != false);

ALTER TABLE t ADD CHECK (a < ANY (par));

ALTER TABLE t ADD CHECK (b = ANY (par));

ALTER TABLE t ADD CHECK (5 >= ALL (par));

ALTER TABLE t ADD CHECK (CAST(ARRAY[1, 2] AS INTEGER[]));

ALTER TABLE t ADD CHECK (CAST(ARRAY['a'] AS VARCHAR[]));

ALTER TABLE t ADD CHECK (ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (ARRAY[]);

-- [array_operators_5]
ALTER TABLE t ADD CHECK (ARRAY['a', 'b''c']);

ALTER TABLE t ADD CHECK (ARRAY[ARRAY[1, 2], ARRAY[3]]);

ALTER TABLE t ADD CHECK (ARRAY[1, 2]);

ALTER TABLE t ADD CHECK (unnest(par));

ALTER TABLE t ADD CHECK (array_length(par, 1) > 0);

ALTER TABLE t ADD CHECK (array_append(par, 5));

ALTER TABLE t ADD CHECK (array_remove(par, 'x'));

-- [hstore_1]
ALTER TABLE t ADD CHECK (hs -> 'x');

ALTER TABLE t ADD CHECK ((hs -> 'x') = 'y');

ALTER TABLE t ADD CHECK ((hs -> 'x') || 'z');

ALTER TABLE t ADD CHECK (hs <@ hs);

ALTER TABLE t ADD CHECK (hs || hs);

ALTER TABLE t ADD CHECK (defined(hs, 'x'));

ALTER TABLE t ADD CHECK (delete(hs, 'x'));

ALTER TABLE t ADD CHECK (delete(hs, 'x') -> 'y');

-- [hstore_2]
ALTER TABLE t ADD CHECK (akeys(hs));

ALTER TABLE t ADD CHECK (avals(hs));

ALTER TABLE t ADD CHECK (hstore_to_array(hs));

ALTER TABLE t ADD CHECK (hstore_to_matrix(hs));

ALTER TABLE t ADD CHECK ((akeys(hs))[1]);

ALTER TABLE t ADD CHECK (hstore('a', 'b'));

ALTER TABLE t ADD CHECK (hstore('a', 'b') -> 'a');

ALTER TABLE t ADD CHECK (hs IS NULL);

-- [hstore_3]
ALTER TABLE t ADD CHECK ((hs -> 'x') IS NULL);

-- [ranges_1]
ALTER TABLE t ADD CHECK (ir @> 5);

ALTER TABLE t ADD CHECK (ir @> a);

ALTER TABLE t ADD CHECK (ir <@ ir);

ALTER TABLE t ADD CHECK (ir && '[1,2)');

ALTER TABLE t ADD CHECK (ir && ir);

ALTER TABLE t ADD CHECK (ir << ir);

ALTER TABLE t ADD CHECK (ir << ir);

ALTER TABLE t ADD CHECK (ir >> ir);

-- [ranges_2]
ALTER TABLE t ADD CHECK (ir << '[1,2)');

ALTER TABLE t ADD CHECK (ir >> ir);

ALTER TABLE t ADD CHECK (ir &< ir);

ALTER TABLE t ADD CHECK (ir &> ir);

ALTER TABLE t ADD CHECK (ir -|- ir);

ALTER TABLE t ADD CHECK (ir + ir);

ALTER TABLE t ADD CHECK (ir + ir);

ALTER TABLE t ADD CHECK (ir - ir);

-- [ranges_3]
ALTER TABLE t ADD CHECK (ir - ir);

ALTER TABLE t ADD CHECK (ir * ir);

ALTER TABLE t ADD CHECK (ir * ir);

ALTER TABLE t ADD CHECK (NOT (ir && ir));

ALTER TABLE t ADD CHECK (ir && ir AND z);

ALTER TABLE t ADD CHECK (tr @> now());

ALTER TABLE t ADD CHECK (tr @> '2020-01-01 00:00:00');

ALTER TABLE t ADD CHECK (tr && tstzrange(tz, tz, '[)'));

-- [ranges_4]
ALTER TABLE t ADD CHECK (imr @> 5);

ALTER TABLE t ADD CHECK (imr && ir);

ALTER TABLE t ADD CHECK (ir = '[1,2)');

ALTER TABLE t ADD CHECK (ir IS NULL);

ALTER TABLE t ADD CHECK (upper(ir) > 5);

ALTER TABLE t ADD CHECK (lower_inf(ir));

-- [text_search_functions_1]
ALTER TABLE t ADD CHECK (tv @@ plainto_tsquery('x'));

ALTER TABLE t ADD CHECK (tv @@ plainto_tsquery('x'));

ALTER TABLE t ADD CHECK (to_tsvector(b));

ALTER TABLE t ADD CHECK (to_tsvector('english', b));

ALTER TABLE t ADD CHECK (to_tsvector('english', b));

ALTER TABLE t ADD CHECK (to_tsvector('english', b) @@ to_tsquery('english', 'x'));

ALTER TABLE t ADD CHECK (to_tsquery('x'));

ALTER TABLE t ADD CHECK (plainto_tsquery('x'));

-- [text_search_functions_2]
ALTER TABLE t ADD CHECK (phraseto_tsquery('x'));

ALTER TABLE t ADD CHECK (websearch_to_tsquery('x'));

ALTER TABLE t ADD CHECK (ts_headline(b, to_tsquery('x')));

ALTER TABLE t ADD CHECK (ts_headline('english', b, to_tsquery('x')));

ALTER TABLE t ADD CHECK (ts_rank(tv, to_tsquery('x')));

ALTER TABLE t ADD CHECK (setweight(to_tsvector(b), 'A'));

ALTER TABLE t ADD CHECK (setweight(to_tsvector(b), 'A') || setweight(to_tsvector(b), 'B'));

ALTER TABLE t ADD CHECK (to_tsvector(coalesce(b, '')));

-- [text_search_functions_3]
ALTER TABLE t ADD CHECK (to_tsvector(b));

ALTER TABLE t ADD CHECK (to_tsvector(b || ' ' || b));

ALTER TABLE t ADD CHECK (ts > '2020-01-01 00:00:00');

-- [moments_1]
ALTER TABLE t ADD CHECK (d + 1);

ALTER TABLE t ADD CHECK (d - 1);

ALTER TABLE t ADD CHECK (1 + d);

ALTER TABLE t ADD CHECK (d - d);

ALTER TABLE t ADD CHECK ((d - d) / CAST(2 AS NUMERIC));

ALTER TABLE t ADD CHECK ((d - d) / 2);

ALTER TABLE t ADD CHECK (d + iv);

ALTER TABLE t ADD CHECK (iv + d);

-- [moments_2]
ALTER TABLE t ADD CHECK (d - iv);

ALTER TABLE t ADD CHECK (d + tm);

ALTER TABLE t ADD CHECK (tm + d);

ALTER TABLE t ADD CHECK (d - dt);

ALTER TABLE t ADD CHECK (dt - dt);

ALTER TABLE t ADD CHECK (dt - d);

ALTER TABLE t ADD CHECK (dt + iv);

ALTER TABLE t ADD CHECK (iv + dt);

-- [moments_3]
ALTER TABLE t ADD CHECK (dt - iv);

ALTER TABLE t ADD CHECK (dt - '2020-01-01 00:00:00');

ALTER TABLE t ADD CHECK (dt + make_interval(secs=>86400.0));

ALTER TABLE t ADD CHECK (d + make_interval(secs=>86400.0));

ALTER TABLE t ADD CHECK (tz - make_interval(secs=>3600.0));

ALTER TABLE t ADD CHECK (tm - tm);

ALTER TABLE t ADD CHECK (tm + iv);

ALTER TABLE t ADD CHECK (tm - iv);

-- [moments_4]
ALTER TABLE t ADD CHECK (iv * 2);

ALTER TABLE t ADD CHECK (2 * iv);

ALTER TABLE t ADD CHECK (iv / CAST(2 AS NUMERIC));

ALTER TABLE t ADD CHECK (iv * n);

ALTER TABLE t ADD CHECK (iv * 1.5);

ALTER TABLE t ADD CHECK (iv + iv);

ALTER TABLE t ADD CHECK (iv - iv);

ALTER TABLE t ADD CHECK (iv = make_interval(secs=>86400.0));

-- [moments_5]
ALTER TABLE t ADD CHECK (piv = make_interval(secs=>86402.000003));

ALTER TABLE t ADD CHECK (piv * 2);

ALTER TABLE t ADD CHECK (piv + dt);

ALTER TABLE t ADD CHECK (dt + piv);

ALTER TABLE t ADD CHECK (dt > '2020-01-01');

ALTER TABLE t ADD CHECK (dt > '2020-01-01 00:00:00');

ALTER TABLE t ADD CHECK (dt > '2020-01-01');

ALTER TABLE t ADD CHECK (dt > '2020-01-01 00:00:00+00:00');

-- [moments_6]
ALTER TABLE t ADD CHECK (tz > '2020-01-01 01:02:03.000456+05:30');

ALTER TABLE t ADD CHECK (d = '2020-01-01');

ALTER TABLE t ADD CHECK (d = '2020-01-01 05:00:00');

ALTER TABLE t ADD CHECK (tm = '01:02:00');

ALTER TABLE t ADD CHECK (tm = '01:02:03.000004');

ALTER TABLE t ADD CHECK (tm = '01:00:00+00:00');

ALTER TABLE t ADD CHECK ((a - d) / 2);

ALTER TABLE t ADD CHECK ((d - d) / a);

-- [moments_7]
ALTER TABLE t ADD CHECK (us = '12345678123456781234567812345678');

-- [numbers_1]
ALTER TABLE t ADD CHECK (n + f);

ALTER TABLE t ADD CHECK (a / CAST((n + f) AS FLOAT));

ALTER TABLE t ADD CHECK (a / CAST((f + n) AS FLOAT));

ALTER TABLE t ADD CHECK (a / CAST((n * 2) AS NUMERIC(5, 2)));

ALTER TABLE t ADD CHECK (a / CAST((f * 2) AS FLOAT));

ALTER TABLE t ADD CHECK (a / CAST((a * n) AS NUMERIC(5, 2)));

ALTER TABLE t ADD CHECK (a / CAST((a / CAST(2 AS NUMERIC)) AS NUMERIC));

ALTER TABLE t ADD CHECK (a / CAST((FLOOR(n / 2)) AS NUMERIC(5, 2)));

-- [numbers_2]
ALTER TABLE t ADD CHECK (a / CAST(1.5 AS NUMERIC));

ALTER TABLE t ADD CHECK (a / CAST(1.5 AS FLOAT));

ALTER TABLE t ADD CHECK (FLOOR(a / 1.5));

ALTER TABLE t ADD CHECK (FLOOR((a + n) / 2));

ALTER TABLE t ADD CHECK ((a * 2) / a);

ALTER TABLE t ADD CHECK (bi / 2);

ALTER TABLE t ADD CHECK (si / CAST(a AS NUMERIC));

ALTER TABLE t ADD CHECK (n % 2);

-- [uuids]
ALTER TABLE t ADD CHECK (us = 'abc');

-- [other_types_1]
ALTER TABLE t ADD CHECK ((CAST(b AS JSONB))['x']);

ALTER TABLE t ADD CHECK (b['x']);

ALTER TABLE t ADD CHECK (CAST(b AS JSON) -> 'x');

ALTER TABLE t ADD CHECK (int4range(1, 5) @> 3);

ALTER TABLE t ADD CHECK (to_tsvector(b));

ALTER TABLE t ADD CHECK (now() - make_interval(secs=>86400.0));

ALTER TABLE t ADD CHECK (now() - interval '1 day');

-- [other_types_2]
ALTER TABLE t ADD CHECK (now() - now());

ALTER TABLE t ADD CHECK (CURRENT_DATE - 1);

ALTER TABLE t ADD CHECK (b = '12345678-1234-5678-1234-567812345678');

-- [other_types_3]
ALTER TABLE t ADD CHECK (es = 'x');

ALTER TABLE t ADD CHECK (es = 'zzz');

ALTER TABLE t ADD CHECK (es IN ('x', 'q'));

ALTER TABLE t ADD CHECK (es || 'x');

-- [other_types_4]
ALTER TABLE t ADD CHECK (es || b);

ALTER TABLE t ADD CHECK (b || es);

ALTER TABLE t ADD CHECK (es LIKE 'x%');

ALTER TABLE t ADD CHECK (z = 1);

-- [other_types_5]
ALTER TABLE t ADD CHECK (z = 0);

ALTER TABLE t ADD CHECK (z = 'x');

ALTER TABLE t ADD CHECK (z = z);

ALTER TABLE t ADD CHECK (z IN (1, 0));

ALTER TABLE t ADD CHECK (z IS NULL);

ALTER TABLE t ADD CHECK (NOT z AND z);

ALTER TABLE t ADD CHECK (z + 1);

ALTER TABLE t ADD CHECK (o = 5);

-- [other_types_6]
ALTER TABLE t ADD CHECK (mo = '1.00');

ALTER TABLE t ADD CHECK (ci = 'x');

ALTER TABLE t ADD CHECK (ci || 'x');

ALTER TABLE t ADD CHECK (x || y);

ALTER TABLE t ADD CHECK (x || 'é');

-- [items_of_generic_json_have_no_text] raises AttributeError: Neither 'BinaryExpression' object nor 'Comparator' object has an attribute 'astext'
-- [items_of_a_variant_have_no_text] raises AttributeError: Neither 'BinaryExpression' object nor 'Comparator' object has an attribute 'astext'
-- [items_of_postgresql_json_have_text]
SELECT pj ->> 'x' AS anon_1, pj #>> '{a, 1}' AS anon_2, jb ->> 'x' AS anon_3;

-- [values_beside_a_type_of_the_project] raises CompileError: No literal value renderer is available for literal value "1" with datatype OWN
-- [values_beside_a_function_of_a_type_of_the_project] raises CompileError: No literal value renderer is available for literal value "'x'" with datatype OWN
-- [columns_of_a_type_of_the_project]
SELECT own, own IS NULL AS anon_1, own = own AS anon_2, own <-> x AS anon_3, lower(own) AS lower_1;

-- [like_null] raises ArgumentError: Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False
-- [contains_true] raises ArgumentError: Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False
-- [match_null] raises ArgumentError: Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False
-- [match_none]
SELECT b @@ plainto_tsquery(NULL) AS anon_1;

-- [array_by_its_own_name]
SELECT (ARRAY[1, 2])[1] AS anon_1, ARRAY['a'] || ARRAY['b'] AS anon_2, hstore('a', 'b') AS hstore_1;

-- [bytes_format] raises ArgumentError: Column expression, FROM clause, or other columns clause element expected, got b'a'.
