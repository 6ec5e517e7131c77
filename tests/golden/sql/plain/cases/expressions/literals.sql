-- [integers]
SELECT t.id 
FROM t 
WHERE t.id = 0;

SELECT t.id 
FROM t 
WHERE t.id = -5;

SELECT t.id 
FROM t 
WHERE t.id = 2147483648;

SELECT t.id 
FROM t 
WHERE t.id = 9223372036854775808;

SELECT t.id 
FROM t 
WHERE t.id = -1180591620717411303424;

-- [floats]
SELECT t.id 
FROM t 
WHERE t.ratio = 1.5;

SELECT t.id 
FROM t 
WHERE t.ratio = 1.0;

SELECT t.id 
FROM t 
WHERE t.ratio = -0.0;

SELECT t.id 
FROM t 
WHERE t.ratio = 1e+100;

SELECT t.id 
FROM t 
WHERE t.ratio = 1e-07;

SELECT t.id 
FROM t 
WHERE t.ratio = 0.30000000000000004;

SELECT t.id 
FROM t 
WHERE t.ratio = 1e+16;

SELECT t.id 
FROM t 
WHERE t.ratio = 123456789.12345679;

-- [float_special]
SELECT t.id 
FROM t 
WHERE t.ratio = inf;

SELECT t.id 
FROM t 
WHERE t.ratio = -inf;

SELECT t.id 
FROM t 
WHERE t.ratio = nan;

-- [decimals]
SELECT t.id 
FROM t 
WHERE t.amount = 1.50;

SELECT t.id 
FROM t 
WHERE t.amount = 1E+3;

SELECT t.id 
FROM t 
WHERE t.amount = -0;

SELECT t.id 
FROM t 
WHERE t.amount = 1E-7;

SELECT t.id 
FROM t 
WHERE t.amount = 1;

SELECT t.id 
FROM t 
WHERE t.amount = 1.5;

-- [decimal_special]
SELECT t.id 
FROM t 
WHERE t.amount = NaN;

SELECT t.id 
FROM t 
WHERE t.amount = Infinity;

-- [booleans]
SELECT t.id 
FROM t 
WHERE t.active = true;

SELECT t.id 
FROM t 
WHERE t.active = 1;

SELECT t.id 
FROM t 
WHERE t.id = true;

SELECT t.id 
FROM t 
WHERE t.untyped = true;

-- [boolean_of_text]
SELECT t.id 
FROM t 
WHERE t.active = 'x';

-- [texts]
SELECT t.id 
FROM t 
WHERE t.name = 'a    b
';

SELECT t.id 
FROM t 
WHERE t.name = '''''';

SELECT t.id 
FROM t 
WHERE t.name = '\\''';

SELECT t.id 
FROM t 
WHERE t.name = '%s %% %(x)s';

SELECT t.id 
FROM t 
WHERE t.name = ':a ::b';

SELECT t.id 
FROM t 
WHERE t.name = '😀';

-- [text_of_number]
SELECT t.id 
FROM t 
WHERE t.name = 5;

-- [dates]
SELECT t.id 
FROM t 
WHERE t.day = '2024-02-29';

SELECT t.id 
FROM t 
WHERE t.day = '0001-01-01';

SELECT t.id 
FROM t 
WHERE t.day = '9999-12-31';

SELECT t.id 
FROM t 
WHERE t.day = '2024-01-02 03:04:00';

-- [datetimes]
SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02 00:00:00';

SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02 03:04:05.000006';

SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02 03:04:05+00:00';

SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02 00:00:00+05:30';

-- [datetime_of_text]
SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02';

-- [datetime_of_date]
SELECT t.id 
FROM t 
WHERE t.created = '2024-01-02';

-- [times_and_intervals]
SELECT '01:02:03' AS anon_1;

SELECT '01:02:03.000004' AS anon_1;

SELECT make_interval(secs=>86400.0) AS anon_1;

SELECT make_interval(secs=>-86395.0) AS anon_1;

SELECT make_interval(secs=>1e-06) AS anon_1;

SELECT make_interval(secs=>0.0) AS anon_1;

-- [bytes]
SELECT t.id 
FROM t 
WHERE t.blob = '';

SELECT t.id 
FROM t 
WHERE t.blob = 'abc';

SELECT t.id 
FROM t 
WHERE t.blob = 'it''s';

-- [bytes_not_1] raises CompileError: Could not render literal value "b'\xff%'" with datatype BLOB; see parent stack trace for more detail.
-- [uuids]
SELECT t.id 
FROM t 
WHERE t.uid = '00000000-0000-0000-0000-0000000000ff';

SELECT '00000000-0000-0000-0000-000000000001' AS anon_1;

SELECT 'x' AS anon_1;

-- [uuid_of_text]
SELECT t.id 
FROM t 
WHERE t.uid = '00000000-0000-0000-0000-000000000001';

-- [enums]
SELECT t.id 
FROM t 
WHERE t.kind = 'red';

SELECT t.id 
FROM t 
WHERE t.kind = 'red';

SELECT t.id 
FROM t 
WHERE t.kind = 'blue';

-- [enum_of_unknown_label]
SELECT t.id 
FROM t 
WHERE t.kind = 'green';

-- [untyped]
SELECT t.id 
FROM t 
WHERE t.untyped = 1;

SELECT t.id 
FROM t 
WHERE t.untyped = 'x';

SELECT t.id 
FROM t 
WHERE t.untyped = 1.5;

SELECT t.id 
FROM t 
WHERE t.untyped = '2024-01-02';

SELECT t.id 
FROM t 
WHERE t.untyped = 1;

SELECT t.id 
FROM t 
WHERE t.untyped = '00000000-0000-0000-0000-000000000001';

SELECT t.id 
FROM t 
WHERE t.untyped = 'x';

-- [untyped_list] raises CompileError: No literal value renderer is available for literal value "[1]" with datatype NULL
-- [untyped_dict] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype NULL
-- [untyped_enum] raises CompileError: No literal value renderer is available for literal value "<Colour.red: 'r'>" with datatype NULL
-- [untyped_object] raises CompileError: No literal value renderer is available for literal value "<object object at 0x…>" with datatype NULL
-- [number_as_text_type] raises CompileError: Could not render literal value "5" with datatype VARCHAR; see parent stack trace for more detail.
-- [text_as_number_type]
SELECT 5 AS anon_1;

-- [none_by_type]
SELECT NULL AS anon_1;

SELECT NULL AS anon_1;

SELECT NULL AS anon_1;

-- [json_scalars] raises CompileError: No literal value renderer is available for literal value "'x'" with datatype JSON
-- [json_of_special_numbers] raises CompileError: No literal value renderer is available for literal value "{'a': nan, 'b': inf}" with datatype JSON
-- [a_number_beside_citext] raises CompileError: Could not render literal value "1" with datatype CITEXT; see parent stack trace for more detail.
-- [a_number_beside_inet] raises CompileError: No literal value renderer is available for literal value "1" with datatype INET
-- [a_truth_beside_pickle] raises CompileError: Could not render literal value "True" with datatype BLOB; see parent stack trace for more detail.
-- [an_empty_array_of_json] raises CompileError: No literal value renderer is available for literal value "[]" with datatype ARRAY
