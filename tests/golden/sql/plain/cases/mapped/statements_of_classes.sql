-- [update]
UPDATE children SET name='x';

-- [update_where]
UPDATE children SET parent_id=NULL, name='x' WHERE children.id = 1 AND children.name IN ('a', 'b');

-- [update_order_of_values] raises CompileError: No literal value renderer is available for literal value "{'a': 1}" with datatype JSON
-- [update_ordered_values]
UPDATE children SET name='x', parent_id=2;

-- [update_default]
UPDATE parents SET name='b', count=NULL WHERE parents.name = 'a';

-- [update_renamed]
UPDATE parents SET kind_of='x', count=NULL;

-- [update_column_name]
UPDATE parents SET kind_of='x', count=NULL;

-- [update_by_attribute]
UPDATE parents SET name=parents.kind_of, kind_of='y', count=NULL WHERE parents.kind_of = 'x';

-- [update_by_column]
UPDATE parents SET kind_of='y', count=NULL;

-- [update_by_name]
UPDATE parents SET kind_of='y', count=(parents.count + 1);

-- [update_unknown] raises CompileError: Unconsumed column names: colour
-- [update_unknown_method] raises AttributeError: 'MetaData' object has no attribute '_bulk_update_tuples'
-- [update_table_of_class]
UPDATE parents SET name='b', count=NULL WHERE parents.id = 1;

-- [update_core_table_by_attribute_name] raises CompileError: Unconsumed column names: kind
-- [update_core_by_attribute]
UPDATE parents SET kind_of='b', count=NULL;

-- [update_with_subquery]
UPDATE children SET name=(SELECT parents.name 
FROM parents 
WHERE parents.id = children.parent_id);

-- [update_with_renamed_subquery]
UPDATE children SET name=(SELECT parents.kind_of 
FROM parents 
WHERE parents.id = children.parent_id);

-- [update_from]
UPDATE children SET name=parents.name FROM parents WHERE children.parent_id = parents.id;

-- [update_exists]
UPDATE children SET name='x' WHERE EXISTS (SELECT * 
FROM parents 
WHERE parents.id = children.parent_id);

-- [update_exists_select]
UPDATE children SET name='x' WHERE EXISTS (SELECT parents.id 
FROM parents 
WHERE parents.id = children.parent_id);

-- [update_in_subquery]
UPDATE children SET name='x' WHERE children.parent_id IN (SELECT parents.id 
FROM parents 
WHERE parents.kind_of = 'a');

-- [update_returning]
UPDATE children SET name='x' RETURNING children.id;

-- [update_returning_entity]
UPDATE children SET name='x' RETURNING children.id, children.parent_id, children.name, children.document, children.at;

-- [update_options]
UPDATE children SET name='x';

-- [update_fetch]
UPDATE children SET name='x';

-- [update_case]
UPDATE children SET name=CASE WHEN (children.id > 3) THEN 'a' ELSE children.name END;

-- [update_document]
UPDATE children SET name=(CAST(children.document ->> 'a' AS VARCHAR));

-- [update_filter_by]
UPDATE children SET name='x' WHERE children.name = 'y';

-- [update_filter]
UPDATE parents SET name='x', count=NULL WHERE parents.kind_of = 'y';

-- [delete]
DELETE FROM children;

-- [delete_where]
DELETE FROM parents WHERE parents.kind_of = 'a';

-- [delete_using]
DELETE FROM children USING parents WHERE children.parent_id = parents.id;

-- [delete_in]
DELETE FROM children WHERE (children.parent_id NOT IN (SELECT parents.id 
FROM parents));

-- [insert]
INSERT INTO children (id, name) VALUES (1, 'x');

-- [insert_nothing]
INSERT INTO children (id, parent_id, name, document, at) VALUES (:id, :parent_id, :name, :document::JSON, :at);

-- [insert_defaults]
INSERT INTO parents (id, count) VALUES (1, NULL);

-- [insert_renamed]
INSERT INTO parents (id, kind_of, count) VALUES (1, 'x', NULL);

-- [insert_by_attribute]
INSERT INTO parents (id, kind_of, count) VALUES (1, 'x', NULL);

-- [insert_column_name]
INSERT INTO parents (id, kind_of, count) VALUES (1, 'x', NULL);

-- [insert_rows]
INSERT INTO children (id, name) VALUES (1, 'x'), (2, 'y');

-- [insert_rows_renamed]
INSERT INTO parents (id, kind_of, count) VALUES (1, 'x', NULL), (2, 'y', NULL);

-- [insert_from_select]
INSERT INTO children (id, name) SELECT parents.id, parents.kind_of 
FROM parents;

-- [insert_from_select_attributes]
INSERT INTO children (id, name) SELECT parents.id, parents.name 
FROM parents;

-- [insert_from_select_renamed] raises KeyError: 'kind'
-- [insert_from_select_default]
INSERT INTO parents (id, count) SELECT children.id, NULL AS anon_1 
FROM children;

-- [insert_returning]
INSERT INTO children (id) VALUES (1) RETURNING children.id, children.name;

-- [insert_returning_entity]
INSERT INTO parents (id, count) VALUES (1, NULL) RETURNING parents.id, parents.name, parents.kind_of, parents.count;

-- [insert_unknown] raises CompileError: Unconsumed column names: colour
-- [upsert]
INSERT INTO children (id, name) VALUES (1, 'x') ON CONFLICT (id) DO NOTHING;

-- [upsert_update]
INSERT INTO parents (id, name, count) VALUES (1, 'x', NULL) ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE parents.name != 'y';

-- [connection]
UPDATE children SET name='x';

-- [core_functions]
UPDATE x SET y = 1;

UPDATE children SET name=lower(children.name), at=now();

-- [cte]
WITH found AS 
(SELECT parents.id AS id 
FROM parents 
WHERE parents.kind_of = 'a')
 UPDATE children SET name='x' FROM found WHERE children.parent_id = found.id;

-- [cte_renamed]
WITH found AS 
(SELECT parents.id AS id, parents.kind_of AS kind_of 
FROM parents)
 UPDATE children SET name=found.kind_of FROM found WHERE children.parent_id = found.id;

-- [values_twice]
UPDATE parents SET name='a', kind_of='b', count=NULL;

-- [alias_of_table]
UPDATE children SET name=o.kind_of FROM parents AS o WHERE children.parent_id = o.id;

