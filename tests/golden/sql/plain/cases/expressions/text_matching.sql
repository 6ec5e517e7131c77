-- [like]
SELECT t.id 
FROM t 
WHERE t.name LIKE 'a%';

SELECT t.id 
FROM t 
WHERE t.name ILIKE '%B_';

SELECT t.id 
FROM t 
WHERE t.name NOT LIKE 'x';

SELECT t.id 
FROM t 
WHERE t.name NOT LIKE 'x';

SELECT t.id 
FROM t 
WHERE t.name NOT ILIKE 'x';

SELECT t.id 
FROM t 
WHERE t.name NOT ILIKE 'x';

SELECT t.id 
FROM t 
WHERE t.name NOT LIKE 'x';

SELECT t.id 
FROM t 
WHERE t.name NOT ILIKE 'x';

-- [like_escape]
SELECT t.id 
FROM t 
WHERE t.name LIKE 'a/%' ESCAPE '/';

SELECT t.id 
FROM t 
WHERE t.name ILIKE 'a/%' ESCAPE '/';

SELECT t.id 
FROM t 
WHERE t.name NOT LIKE 'a' ESCAPE '!';

-- [like_column]
SELECT t.id 
FROM t, u 
WHERE t.name LIKE u.name;

SELECT t.id 
FROM t, u 
WHERE t.name LIKE (u.name || '%');

SELECT t.id 
FROM t, u 
WHERE t.name LIKE lower(u.name);

-- [startswith]
SELECT t.id 
FROM t 
WHERE (t.name LIKE 'a' || '%');

SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || 'a');

SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || 'a' || '%');

SELECT t.id 
FROM t 
WHERE (t.name NOT LIKE 'a' || '%');

SELECT t.id 
FROM t 
WHERE (t.name LIKE 'it''s 5%' || '%');

-- [autoescape]
SELECT t.id 
FROM t 
WHERE (t.name LIKE 'a/%b/_c//' || '%' ESCAPE '/');

SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || 'a#%' ESCAPE '#');

SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || 'a' || '%' ESCAPE '/');

SELECT t.id 
FROM t 
WHERE (t.name LIKE '%' || 'a%' || '%' ESCAPE '^');

-- [ignoring_case]
SELECT t.id 
FROM t 
WHERE (t.name ILIKE 'A' || '%');

SELECT t.id 
FROM t 
WHERE (t.name ILIKE '%' || 'A');

SELECT t.id 
FROM t 
WHERE (t.name ILIKE '%' || 'A' || '%');

SELECT t.id 
FROM t 
WHERE (t.name ILIKE '%' || 'A/%' || '%' ESCAPE '/');

-- [column_as_pattern]
SELECT t.id 
FROM t, u 
WHERE (t.name LIKE u.name || '%');

SELECT t.id 
FROM t, u 
WHERE (t.name LIKE '%' || u.name || '%');

SELECT t.id 
FROM t, u 
WHERE (t.name ILIKE '%' || u.name || '%');

-- [on_other_types]
SELECT t.id 
FROM t 
WHERE t.id LIKE '1%';

SELECT t.id 
FROM t 
WHERE t.data LIKE 'x';

SELECT t.id 
FROM t 
WHERE CAST(t.id AS VARCHAR) LIKE '1%';

-- [regexp]
SELECT t.id 
FROM t 
WHERE t.name ~ '^a';

SELECT t.id 
FROM t 
WHERE t.name !~ '^a';

SELECT t.id 
FROM t 
WHERE t.name ~* '^a';

SELECT t.id 
FROM t 
WHERE t.name ~ CONCAT('(?', 'im', ')', '^a');

SELECT t.id 
FROM t 
WHERE t.name !~* 'a';

-- [full_text]
SELECT t.id 
FROM t 
WHERE t.words @@ plainto_tsquery('a & b');

SELECT t.id 
FROM t 
WHERE t.name @@ plainto_tsquery('a');

SELECT t.id 
FROM t 
WHERE t.name @@ plainto_tsquery('english', 'a');

SELECT t.id 
FROM t 
WHERE t.words @@ to_tsquery('a');

SELECT t.id 
FROM t 
WHERE t.words @@ plainto_tsquery('x');

-- [full_text_not_1] raises CompileError: No literal value renderer is available for literal value "'english'" with datatype REGCONFIG
