-- [where_core_and_class]
SELECT parents.id 
FROM parents, core, children 
WHERE core.name = parents.name AND children.parent_id = parents.id;

-- [where_class_and_core]
SELECT parents.id 
FROM parents, children, core 
WHERE children.parent_id = parents.id AND core.name = parents.name;

-- [core_where_two_classes]
SELECT core.id 
FROM core, children, parents 
WHERE children.parent_id = parents.id AND core.name = parents.name;

-- [class_from_core]
SELECT parents.id 
FROM core, parents;

-- [core_from_class]
SELECT core.id 
FROM parents, core;

-- [count_from_class_where]
SELECT count(*) AS count_1 
FROM children, parents 
WHERE parents.id = children.parent_id;

-- [from_two]
SELECT parents.id 
FROM core, children, parents;

-- [from_class_and_core]
SELECT 1 AS anon_1 
FROM children, core;

-- [from_core_and_class]
SELECT 1 AS anon_1 
FROM core, children;

-- [join_core]
SELECT parents.id 
FROM parents JOIN core ON core.id = parents.id;

-- [join_from_core]
SELECT core.id 
FROM core JOIN parents ON core.id = parents.id;

-- [both_join]
SELECT children.name, parents.name AS name_1 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [both_join_reversed]
SELECT parents.name, children.name AS name_1 
FROM parents JOIN children ON parents.id = children.parent_id;

-- [both_join_second]
SELECT parents.name, children.name AS name_1 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [both_join_without_condition]
SELECT parents.name, children.name AS name_1 
FROM parents JOIN children ON parents.id = children.parent_id;

-- [three_joined]
SELECT toys.id, parents.name 
FROM toys JOIN children ON children.id = toys.child_id JOIN parents ON parents.id = children.parent_id;

-- [three_joined_without_conditions]
SELECT toys.id 
FROM toys JOIN children ON children.id = toys.child_id JOIN parents ON parents.id = children.parent_id;

-- [three_joined_from]
SELECT parents.name 
FROM toys JOIN children ON children.id = toys.child_id JOIN parents ON parents.id = children.parent_id;

-- [outer_joins]
SELECT toys.id 
FROM toys LEFT OUTER JOIN children ON children.id = toys.child_id FULL OUTER JOIN parents ON parents.id = children.parent_id;

-- [join_and_where_other]
SELECT toys.id 
FROM toys JOIN children ON children.id = toys.child_id, parents 
WHERE parents.id = children.parent_id;

-- [join_subquery]
SELECT parents.id 
FROM parents JOIN (SELECT children.parent_id AS parent_id, count(*) AS n 
FROM children GROUP BY children.parent_id) AS anon_1 ON anon_1.parent_id = parents.id 
WHERE anon_1.n > 3;

-- [join_subquery_and_column]
SELECT parents.id, anon_1.n 
FROM parents JOIN (SELECT children.parent_id AS parent_id, count(*) AS n 
FROM children GROUP BY children.parent_id) AS anon_1 ON anon_1.parent_id = parents.id;

-- [join_entities]
SELECT parents.id, parents.name, children.id AS id_1, children.parent_id, children.name AS name_1 
FROM parents JOIN children ON children.parent_id = parents.id;

-- [join_entity_second]
SELECT children.id, children.parent_id, children.name 
FROM children JOIN parents ON parents.id = children.parent_id 
WHERE parents.name = 'x';

-- [join_table_of_class]
SELECT children.id 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [join_function_of_class]
SELECT count(children.id) AS count_1 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [join_label_of_class]
SELECT children.name AS c, parents.name AS p 
FROM children JOIN parents ON parents.id = children.parent_id;

-- [join_group]
SELECT parents.name, count(children.id) AS n 
FROM parents JOIN children ON children.parent_id = parents.id GROUP BY parents.name;

-- [join_group_reversed]
SELECT count(children.id) AS n, parents.name 
FROM parents JOIN children ON children.parent_id = parents.id GROUP BY parents.name;

-- [update_two_others]
UPDATE toys SET name=parents.name FROM children, parents WHERE toys.child_id = children.id AND children.parent_id = parents.id;

-- [update_core_and_class]
UPDATE toys SET name=children.name FROM core, parents, children WHERE toys.child_id = core.id AND core.name = parents.name;

-- [delete_two_others]
DELETE FROM toys USING children, parents, core WHERE toys.child_id = children.id AND children.parent_id = parents.id AND core.id = toys.id;

-- [update_joined_subquery]
UPDATE toys SET name=(SELECT parents.name 
FROM parents JOIN children ON children.parent_id = parents.id 
WHERE children.id = toys.child_id);

-- [update_in_joined]
UPDATE toys SET name='y' WHERE toys.id IN (SELECT toys.id 
FROM toys JOIN children ON children.id = toys.child_id 
WHERE children.name = 'x');

-- [insert_from_join]
INSERT INTO toys (child_id, name) SELECT children.id, parents.name 
FROM children JOIN parents ON parents.id = children.parent_id 
WHERE parents.name != 'a';

-- [exists_joined]
DELETE FROM parents WHERE NOT (EXISTS (SELECT toys.id 
FROM toys JOIN children ON children.id = toys.child_id 
WHERE children.parent_id = parents.id));

-- [case_of_two]
SELECT CASE WHEN (children.name = 'a') THEN parents.name ELSE 'x' END AS anon_1, toys.id 
FROM parents, toys, children 
WHERE children.parent_id = parents.id;

-- [coalesce_of_two]
SELECT coalesce(children.name, parents.name) AS coalesce_1, parents.id 
FROM children, parents;

-- [join_left_behind_where]
SELECT core.id 
FROM core JOIN parents ON parents.id = children.parent_id, children 
WHERE children.id = core.id;

-- [join_left_unknown] raises InvalidRequestError: Don't know how to join to <Mapper at 0x…; Parent>. Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
-- [column_of_the_table_beside_the_class]
SELECT children.name, children.id, children.parent_id 
FROM children;

