-- [entity]
SELECT children.id, children.parent_id, children.name 
FROM children;

-- [entity_renamed]
SELECT parents.id, parents.name, parents.kind_of 
FROM parents;

-- [entity_renamed_first]
SELECT renamed.one, renamed.id, renamed.two 
FROM renamed;

-- [functions_of_two]
SELECT max(children.id) AS max_1, min(parents.id) AS min_1 
FROM children, parents;

-- [functions_and_attributes_of_two]
SELECT max(children.id) AS max_1, parents.id 
FROM children, parents;

-- [labels_of_two]
SELECT children.name AS x, parents.name AS y 
FROM children, parents;

-- [expressions_of_two]
SELECT children.id + 1 AS anon_1, parents.id + 1 AS anon_2 
FROM children, parents;

-- [entity_key_last]
SELECT loose.name, loose.id 
FROM loose;

-- [entities]
SELECT children.id, children.parent_id, children.name, parents.id AS id_1, parents.name AS name_1, parents.kind_of 
FROM children, parents 
WHERE children.parent_id = parents.id;

-- [attribute]
SELECT children.id 
FROM children;

-- [attribute_renamed]
SELECT parents.kind_of, parents.name 
FROM parents;

-- [attributes_of_two]
SELECT children.name, parents.name AS name_1, parents.id 
FROM children, parents 
WHERE children.parent_id = parents.id;

-- [attribute_twice]
SELECT children.id, children.id AS id__1 
FROM children;

-- [attribute_and_entity]
SELECT children.id, children.parent_id, children.name 
FROM children;

-- [labelled]
SELECT parents.kind_of AS x, count(*) AS n 
FROM parents GROUP BY parents.kind_of;

-- [functions]
SELECT count(children.id) AS count_1 
FROM children 
WHERE children.name LIKE 'a%' ORDER BY children.id DESC 
 LIMIT 3;

-- [function_of_entity]
SELECT count(*) AS count_1 
FROM children;

-- [from_second]
SELECT children.id 
FROM children, parents 
WHERE parents.id = children.parent_id;

-- [join_on]
SELECT children.id, parents.name 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [join_only]
SELECT children.id 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [outer_join]
SELECT children.id, children.parent_id, children.name 
FROM children LEFT OUTER JOIN parents ON parents.id = children.parent_id 
WHERE parents.id IS NULL;

-- [join_from]
SELECT parents.name 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [select_from_join]
SELECT parents.name 
FROM children JOIN parents ON children.parent_id = parents.id;

-- [core_select]
SELECT parents.id, parents.name, parents.kind_of 
FROM parents;

-- [core_column]
SELECT parents.kind_of 
FROM parents 
WHERE parents.id = 1;

-- [mixed]
SELECT parents.id, parents.kind_of, 3 AS anon_1, x 
FROM parents;

-- [subquery]
SELECT anon_1.kind_of, anon_1.id 
FROM (SELECT parents.id AS id, parents.kind_of AS kind_of 
FROM parents) AS anon_1;

-- [subquery_of_entity]
SELECT anon_1.id, anon_1.name, anon_1.kind_of 
FROM (SELECT parents.id AS id, parents.name AS name, parents.kind_of AS kind_of 
FROM parents) AS anon_1;

-- [subquery_by_column_name] raises AttributeError: kind_of
-- [distinct]
SELECT DISTINCT parents.kind_of 
FROM parents;

-- [distinct_on]
SELECT DISTINCT ON (parents.kind_of) parents.id, parents.name, parents.kind_of 
FROM parents ORDER BY parents.kind_of;

-- [union]
SELECT parents.id, parents.kind_of 
FROM parents UNION ALL SELECT children.id, children.name 
FROM children;

-- [filter_by]
SELECT parents.id 
FROM parents 
WHERE parents.kind_of = 'x';

-- [with_for_update]
SELECT children.id 
FROM children FOR UPDATE;

-- [order_by_text] raises CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'kind' should be explicitly declared as text('kind')
-- [group_having]
SELECT children.parent_id, count(children.id) AS count_1 
FROM children GROUP BY children.parent_id 
HAVING count(children.id) > 1;

-- [exists]
SELECT parents.id 
FROM parents 
WHERE NOT (EXISTS (SELECT children.id 
FROM children 
WHERE children.parent_id = parents.id));

-- [exists_of_entity]
SELECT parents.id 
FROM parents 
WHERE EXISTS (SELECT children.id 
FROM children 
WHERE children.parent_id = parents.id);

-- [scalar_subquery]
SELECT parents.id, (SELECT max(children.id) AS max_1 
FROM children 
WHERE children.parent_id = parents.id) AS anon_1 
FROM parents;

-- [alias]
SELECT o.id, parents.id AS id_1 
FROM parents, parents AS o 
WHERE o.name = parents.name;

-- [add_columns]
SELECT parents.id, parents.kind_of 
FROM parents;

-- [with_only_columns]
SELECT parents.kind_of 
FROM parents;

-- [case]
SELECT CASE WHEN (parents.kind_of = 'a') THEN parents.name ELSE parents.kind_of END AS anon_1 
FROM parents;

-- [cast]
SELECT CAST(parents.kind_of AS INTEGER) AS kind_of, parents.kind_of || 'x' AS anon_1 
FROM parents;

-- [lateral_values]
SELECT parents.id 
FROM parents 
WHERE (parents.id, parents.kind_of) IN ((1, 'a'));

-- [scalar_in_columns]
(SELECT parents.kind_of 
FROM parents) || 'x';

-- [kind_cte] raises AttributeError: kind
