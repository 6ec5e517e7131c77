-- [operators]
SELECT t.id 
FROM t 
WHERE t.id = 1;

SELECT t.id 
FROM t 
WHERE t.id != 1;

SELECT t.id 
FROM t 
WHERE t.id < 1;

SELECT t.id 
FROM t 
WHERE t.id <= 1;

SELECT t.id 
FROM t 
WHERE t.id > 1;

SELECT t.id 
FROM t 
WHERE t.id >= 1;

-- [between_columns]
SELECT t.id 
FROM t, u 
WHERE t.id = u.t_id;

SELECT t.id 
FROM t 
WHERE t.id != t.amount;

-- [with_none]
SELECT t.id 
FROM t 
WHERE t.id IS NULL;

SELECT t.id 
FROM t 
WHERE t.id IS NOT NULL;

SELECT t.id 
FROM t 
WHERE t.id IS NULL;

SELECT t.id 
FROM t 
WHERE t.id IS NOT NULL;

SELECT t.id 
FROM t 
WHERE t.id IS NOT NULL;

SELECT t.id 
FROM t 
WHERE t.id IS NULL;

-- [less_than_none] raises ArgumentError: Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False
-- [with_booleans]
SELECT t.id 
FROM t 
WHERE t.active = true;

SELECT t.id 
FROM t 
WHERE t.active != false;

SELECT t.id 
FROM t 
WHERE t.active IS true;

SELECT t.id 
FROM t 
WHERE t.active IS NOT false;

SELECT t.id 
FROM t 
WHERE t.active = true;

SELECT t.id 
FROM t 
WHERE t.active IS false;

-- [boolean_column_alone]
SELECT t.id 
FROM t 
WHERE t.active;

SELECT t.id 
FROM t 
WHERE NOT t.active;

SELECT t.id 
FROM t 
WHERE NOT t.active;

SELECT t.id 
FROM t 
WHERE t.active AND t.id > 1;

SELECT t.id 
FROM t 
WHERE NOT t.active OR t.id > 1;

-- [integer_with_boolean]
SELECT t.id 
FROM t 
WHERE t.id = true;

SELECT t.id 
FROM t 
WHERE t.name = false;

-- [strings]
SELECT t.id 
FROM t 
WHERE t.name = '';

SELECT t.id 
FROM t 
WHERE t.name = 'it''s';

SELECT t.id 
FROM t 
WHERE t.name = '100%';

SELECT t.id 
FROM t 
WHERE t.name = ':x';

SELECT t.id 
FROM t 
WHERE t.name = '\\';

SELECT t.id 
FROM t 
WHERE t.name = 'a
b';

SELECT t.id 
FROM t 
WHERE t.name = 'ü';

-- [in_list]
SELECT t.id 
FROM t 
WHERE t.id IN (1, 2, 3);

SELECT t.id 
FROM t 
WHERE t.name IN ('a', 'b''c');

SELECT t.id 
FROM t 
WHERE (t.id NOT IN (1));

SELECT t.id 
FROM t 
WHERE (t.id NOT IN (1, 2));

SELECT t.id 
FROM t 
WHERE (t.id NOT IN (1));

-- [in_empty]
SELECT t.id 
FROM t 
WHERE t.id IN (NULL) AND (1 != 1);

SELECT t.id 
FROM t 
WHERE (t.id NOT IN (NULL) OR (1 = 1));

SELECT t.id 
FROM t 
WHERE t.name IN (NULL) AND (1 != 1);

-- [in_with_none]
SELECT t.id 
FROM t 
WHERE t.id IN (1, NULL);

-- [in_set]
SELECT t.id 
FROM t 
WHERE t.id IN (1);

SELECT t.id 
FROM t 
WHERE t.id IN (0, 1, 2);

-- [in_select]
SELECT t.id 
FROM t 
WHERE t.id IN (SELECT u.t_id 
FROM u);

SELECT t.id 
FROM t 
WHERE (t.id NOT IN (SELECT u.t_id 
FROM u 
WHERE u.name = 'x'));

-- [in_bindparam]
SELECT t.id 
FROM t 
WHERE t.id IN (1, 2);

-- [in_other_types]
SELECT t.id 
FROM t 
WHERE t.kind IN ('red', 'blue');

SELECT t.id 
FROM t 
WHERE t.uid IN ('00000000-0000-0000-0000-000000000001');

SELECT t.id 
FROM t 
WHERE t.day IN ('2024-01-02');

SELECT t.id 
FROM t 
WHERE t.amount IN (1.5, 2);

-- [in_string] raises ArgumentError: IN expression list, SELECT construct, or bound parameter object expected, got 'abc'.
-- [between]
SELECT t.id 
FROM t 
WHERE t.id BETWEEN 1 AND 5;

SELECT t.id 
FROM t 
WHERE t.id NOT BETWEEN 1 AND 5;

SELECT t.id 
FROM t 
WHERE t.id BETWEEN SYMMETRIC 1 AND 5;

SELECT t.id 
FROM t 
WHERE t.day BETWEEN '2024-01-01' AND '2024-12-31';

SELECT t.id 
FROM t 
WHERE t.id NOT BETWEEN now() AND 1;

-- [distinct_from]
SELECT t.id 
FROM t 
WHERE t.id IS DISTINCT FROM 1;

SELECT t.id 
FROM t 
WHERE t.id IS NOT DISTINCT FROM NULL;

SELECT t.id 
FROM t, u 
WHERE t.id IS NOT DISTINCT FROM u.id;

-- [tuples]
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN ((1, 'a'), (2, 'b'));

SELECT t.id 
FROM t 
WHERE (t.id, t.name) = (1, 'a');

SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN (SELECT u.id, u.name 
FROM u);

SELECT t.id 
FROM t 
WHERE (t.id, t.name) > (1, 'a');

-- [tuple_in_empty]
SELECT t.id 
FROM t 
WHERE (t.id, t.name) IN ((NULL, NULL)) AND (1 != 1);

-- [any_and_all]
SELECT t.id 
FROM t 
WHERE t.id = ANY (SELECT u.id 
FROM u);

SELECT t.id 
FROM t 
WHERE t.id > ALL (SELECT u.id 
FROM u);

SELECT t.id 
FROM t 
WHERE 5 = ANY (t.numbers);

SELECT t.id 
FROM t 
WHERE 5 = ANY (t.numbers);

SELECT t.id 
FROM t 
WHERE 5 < ALL (t.numbers);

-- [value_first]
SELECT t.id 
FROM t 
WHERE t.id > 5;

SELECT t.id 
FROM t 
WHERE t.id = 5;

SELECT t.id 
FROM t 
WHERE t.name != 'a';

-- [reversed_by_class]
SELECT t.id 
FROM t 
WHERE count(*) < length();

SELECT t.id 
FROM t, crm.users 
WHERE crm.users.id < x;

-- [literal_sides]
SELECT t.id 
FROM t 
WHERE 1 = 'x';

SELECT t.id 
FROM t 
WHERE 1 = 2;

SELECT t.id 
FROM t 
WHERE NULL = 1;

-- [text_conditions]
SELECT t.id 
FROM t 
WHERE id > 5;

SELECT t.id 
FROM t 
WHERE name = 'a%';

-- [literal_true_and_false]
SELECT t.id 
FROM t 
WHERE true;

SELECT t.id 
FROM t 
WHERE false;

SELECT t.id 
FROM t 
WHERE t.id = 1;

SELECT t.id 
FROM t 
WHERE true;

SELECT t.id 
FROM t 
WHERE false;

