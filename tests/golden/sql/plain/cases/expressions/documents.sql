-- [json_items]
SELECT t.data['a'] AS anon_1 
FROM t;

SELECT t.data[0] AS anon_1 
FROM t;

SELECT t.data[-1] AS anon_1 
FROM t;

SELECT t.data #> '{a, b, 1}' AS anon_1 
FROM t;

SELECT t.data['a']['b'] AS anon_1 
FROM t;

SELECT t.data['it''s'] AS anon_1 
FROM t;

SELECT t.data['%'] AS anon_1 
FROM t;

SELECT t.doc -> 'a' AS anon_1 
FROM t;

-- [json_texts]
SELECT t.data ->> 'a' AS anon_1 
FROM t;

SELECT t.data #>> '{a, b}' AS anon_1 
FROM t;

SELECT CAST(t.doc ->> 'a' AS VARCHAR) AS anon_1 
FROM t;

SELECT CAST(t.data ->> 'a' AS VARCHAR) AS anon_1 
FROM t;

SELECT CAST(t.data ->> 'a' AS INTEGER) AS anon_1 
FROM t;

SELECT CAST(t.data ->> 'a' AS FLOAT) AS anon_1 
FROM t;

SELECT CAST(t.data ->> 'a' AS NUMERIC(10, 2)) AS anon_1 
FROM t;

SELECT CAST(t.data ->> 'a' AS BOOLEAN) AS anon_1 
FROM t;

SELECT t.data['a'] AS anon_1 
FROM t;

SELECT CAST(t.doc #>> '{a, 1}' AS INTEGER) AS anon_1 
FROM t;

-- [json_compared]
SELECT (t.data ->> 'a') = 'x' AS anon_1 
FROM t;

SELECT CAST((t.data ->> 'a') AS INTEGER) > 5 AS anon_1 
FROM t;

SELECT CAST((t.data ->> 'a') AS BOOLEAN) = true AS anon_1 
FROM t;

SELECT t.data['a'] = '1' AS anon_1 
FROM t;

SELECT (t.data ->> 'a') IN ('x', 'y') AS anon_1 
FROM t;

SELECT t.data['a'] IS NULL AS anon_1 
FROM t;

SELECT (t.data ->> 'a') IS NULL AS anon_1 
FROM t;

-- [json_value_compared]
SELECT t.data['a'] = 'x' AS anon_1 
FROM t;

SELECT t.doc IS NULL AS anon_1 
FROM t;

-- [json_value_compared_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [json_value_compared_not_2] raises CompileError: No literal value renderer is available for literal value "symbol('JSON_NULL')" with datatype JSON
-- [jsonb_operators]
SELECT t.data ? 'a' AS anon_1 
FROM t;

SELECT t.data ?| ARRAY['a', 'b'] AS anon_1 
FROM t;

SELECT t.data ?& ARRAY['a'] AS anon_1 
FROM t;

SELECT t.data #- CAST(ARRAY['a', 'b'] AS TEXT[]) AS anon_1 
FROM t;

SELECT t.data @? '$.a' AS anon_1 
FROM t;

SELECT t.data @@ '$.a > 5' AS anon_1 
FROM t;

SELECT t.data || t.data AS anon_1 
FROM t;

SELECT t.data || t.data AS anon_1 
FROM t;

SELECT t.data - 'a' AS anon_1 
FROM t;

SELECT t.data #- '{a}' AS anon_1 
FROM t;

SELECT t.data ? 'a' AS anon_1 
FROM t;

-- [jsonb_operators_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [jsonb_operators_not_2] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSONB
-- [json_literals] raises CompileError: No literal value renderer is available for literal value "{'a': [1, None, 'x']}" with datatype JSON
-- [array_items]
SELECT t.tags[1] AS anon_1 
FROM t;

SELECT t.tags[1:2] AS anon_1 
FROM t;

SELECT t.tags[t.id] AS anon_1 
FROM t;

SELECT t.tags[1] = 'x' AS anon_1 
FROM t;

SELECT t.numbers[1] + 1 AS anon_1 
FROM t;

-- [array_operators]
SELECT t.tags @> ARRAY['a'] AS anon_1 
FROM t;

SELECT t.tags <@ ARRAY['a', 'b''c'] AS anon_1 
FROM t;

SELECT t.tags && ARRAY['a'] AS anon_1 
FROM t;

SELECT 'a' = ANY (t.tags) AS anon_1 
FROM t;

SELECT 'a' = ALL (t.tags) AS anon_1 
FROM t;

SELECT t.tags = ARRAY['a'] AS anon_1 
FROM t;

SELECT t.tags || ARRAY['a'] AS anon_1 
FROM t;

SELECT t.numbers || ARRAY[1] AS anon_1 
FROM t;

SELECT t.tags @> ARRAY[] AS anon_1 
FROM t;

SELECT 'x' = ANY (t.tags) AS anon_1 
FROM t;

-- [array_constructs]
SELECT ARRAY[1, 2] AS anon_1;

SELECT ARRAY['a', 'b''c'] AS anon_1;

SELECT ARRAY[t.id, 5] AS anon_1 
FROM t;

SELECT ARRAY[] AS anon_1;

SELECT ARRAY[]::INTEGER[] AS anon_1;

SELECT ARRAY[1] || ARRAY[2] AS anon_1;

SELECT array_length(t.tags, 1) AS array_length_1 
FROM t;

SELECT (ARRAY[1, 2])[1] AS anon_1;

SELECT CAST(ARRAY[1] AS TEXT[]) AS anon_1;

-- [array_constructs_not_1] raises CompileError: No literal value renderer is available for literal value "[1, 2]" with datatype NULL
-- [array_literals]
SELECT ARRAY[1, 2] AS anon_1;

SELECT ARRAY[] AS anon_1;

SELECT ARRAY[ARRAY[1], ARRAY[2]] AS anon_1;

-- [array_literals_not_1] raises CompileError: Could not render literal value "['a', None, "it's"]" with datatype ARRAY; see parent stack trace for more detail.
-- [range_operators]
SELECT t.span @> 5 AS anon_1 
FROM t;

SELECT t.span <@ t.span AS anon_1 
FROM t;

SELECT t.span && t.span AS anon_1 
FROM t;

SELECT t.span << t.span AS anon_1 
FROM t;

SELECT t.span << t.span AS anon_1 
FROM t;

SELECT t.span -|- t.span AS anon_1 
FROM t;

SELECT t.span + t.span AS anon_1 
FROM t;

SELECT t.span * t.span AS anon_1 
FROM t;

SELECT t.span - t.span AS anon_1 
FROM t;

SELECT t.span &< t.span AS anon_1 
FROM t;

-- [range_literals] raises CompileError: No literal value renderer is available for literal value "Range(lower=1, upper=5, bounds='[)', empty=False)" with datatype INT4RANGE
-- [hstore_operators]
SELECT t.store -> 'a' AS anon_1 
FROM t;

SELECT (t.store -> 'a') = 'x' AS anon_1 
FROM t;

SELECT t.store ? 'a' AS anon_1 
FROM t;

SELECT akeys(t.store) AS akeys_1 
FROM t;

SELECT delete(t.store, 'a') AS delete_1 
FROM t;

-- [hstore_operators_not_1] raises CompileError: No literal value renderer is available for literal value "{'a': 'b'}" with datatype HSTORE
-- [regconfig]
SELECT to_tsquery('a & b') AS to_tsquery_1;

-- [regconfig_not_1] raises CompileError: No literal value renderer is available for literal value "'english'" with datatype REGCONFIG
-- [regconfig_not_2] raises CompileError: No literal value renderer is available for literal value "'english'" with datatype REGCONFIG
-- [regconfig_not_3] raises CompileError: No literal value renderer is available for literal value "'english'" with datatype REGCONFIG
-- [regconfig_not_4] raises CompileError: No literal value renderer is available for literal value "'simple'" with datatype REGCONFIG
-- [paths_beside_a_decorated_document] raises CompileError: No literal value renderer is available for literal value "'$.a'" with datatype JSONB
