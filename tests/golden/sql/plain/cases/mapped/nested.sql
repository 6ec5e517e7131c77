-- [in_own_table]
UPDATE children SET name='x' WHERE children.id IN (SELECT children.id 
FROM children 
WHERE children.name = 'a');

-- [delete_in_own_table]
DELETE FROM children WHERE children.id IN (SELECT max(children.id) AS max_1 
FROM children GROUP BY children.name);

-- [value_of_own_table]
UPDATE children SET id=(SELECT max(children.id) AS max_1 
FROM children);

-- [core_column_where_class]
SELECT core.id 
FROM core, parents 
WHERE core.name = parents.name;

-- [alias_column_where_class]
SELECT o.id 
FROM parents AS o, parents 
WHERE o.name = parents.name;

-- [alias_columns_and_function_of_class]
SELECT o.id, max(parents.id) AS max_1 
FROM parents, parents AS o;

-- [function_of_class_and_core_column]
SELECT max(parents.id) AS max_1, core.id 
FROM parents, core;

-- [core_column_and_function_of_class]
SELECT core.id, max(parents.id) AS max_1 
FROM parents, core;

-- [class_where_core]
SELECT parents.id 
FROM parents, core 
WHERE core.name = parents.name;

-- [core_join_class]
SELECT core.id 
FROM core JOIN parents ON parents.name = core.name;

-- [core_join_class_select_both]
SELECT core.id 
FROM core JOIN parents ON parents.name = core.name 
WHERE parents.id > 3;

-- [core_update_class]
UPDATE core SET id=parents.id FROM parents WHERE core.name = parents.name;

-- [core_update_subquery_of_class]
UPDATE core SET id=(SELECT parents.id 
FROM parents 
WHERE parents.name = core.name);

-- [core_insert_from_class]
INSERT INTO core (id, name) SELECT parents.id, parents.kind_of 
FROM parents;

-- [core_insert_from_entity]
INSERT INTO parents (id, name, kind_of) SELECT parents.id, parents.name, parents.kind_of 
FROM parents;

-- [core_delete_exists]
DELETE FROM core WHERE NOT (EXISTS (SELECT * 
FROM parents 
WHERE parents.id = core.id));

-- [subquery_column_where_class]
SELECT anon_1.n 
FROM (SELECT children.parent_id AS parent_id, count(*) AS n 
FROM children GROUP BY children.parent_id) AS anon_1, parents 
WHERE anon_1.parent_id = parents.id;

-- [update_from_subquery]
UPDATE parents SET name=s.n FROM (SELECT children.parent_id AS parent_id, count(*) AS n 
FROM children GROUP BY children.parent_id) AS s WHERE parents.id = s.parent_id;

-- [update_from_joined_subquery]
UPDATE parents SET name=s.kind_of FROM (SELECT children.parent_id AS parent_id, parents.kind_of AS kind_of 
FROM children JOIN parents ON parents.id = children.parent_id) AS s WHERE parents.id = s.parent_id;

-- [two_subqueries]
UPDATE children SET name=(SELECT parents.name 
FROM parents 
WHERE parents.id = children.parent_id 
 LIMIT 1) WHERE children.parent_id = (SELECT min(parents.id) AS min_1 
FROM parents);

-- [subquery_in_subquery]
UPDATE children SET name='x' WHERE children.parent_id IN (SELECT parents.id 
FROM parents 
WHERE (SELECT max(children.id) AS max_1 
FROM children 
WHERE children.parent_id = parents.id) > 3);

-- [exists_correlated]
DELETE FROM parents WHERE NOT (EXISTS (SELECT children.id 
FROM children 
WHERE children.parent_id = parents.id));

-- [exists_of_entity]
DELETE FROM parents WHERE EXISTS (SELECT children.id, children.parent_id, children.name 
FROM children 
WHERE children.parent_id = parents.id);

-- [union_in]
DELETE FROM parents WHERE parents.id IN (SELECT children.parent_id 
FROM children UNION SELECT core.id 
FROM core);

-- [join_of_classes]
SELECT children.name, parents.kind_of 
FROM children JOIN parents ON children.parent_id = parents.id;

-- [three_columns_two_tables_where]
SELECT parents.name, children.name AS name_1, parents.id 
FROM parents, children 
WHERE parents.id = children.parent_id ORDER BY children.name, parents.kind_of;

-- [window]
SELECT children.id, row_number() OVER (PARTITION BY children.parent_id ORDER BY children.id) AS n 
FROM children;

-- [update_from_window]
UPDATE children SET name=CAST(anon_1.n AS VARCHAR) FROM (SELECT children.id AS id, row_number() OVER (PARTITION BY children.parent_id ORDER BY children.id) AS n 
FROM children) AS anon_1 WHERE children.id = anon_1.id;

-- [select_literal_where_class]
INSERT INTO core (id) SELECT 3 AS anon_1 
WHERE NOT (EXISTS (SELECT * 
FROM parents 
WHERE parents.id = 3));

-- [select_text_from_class]
SELECT 1 
FROM parents 
WHERE parents.id = 1;

-- [alias_method_of_table]
DELETE FROM children WHERE children.id IN (SELECT children_1.id 
FROM children AS children_1, children AS children_2 
WHERE children_1.name = children_2.name AND children_1.id > children_2.id);

-- [exists_between_alias_and_class]
DELETE FROM children WHERE EXISTS (SELECT * 
FROM children AS children_1 
WHERE children_1.name = children.name AND children_1.id < children.id);

