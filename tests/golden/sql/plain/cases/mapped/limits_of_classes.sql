-- [joined]
SELECT things.id, things.owner_id, owners_1.id AS id_1 
FROM things LEFT OUTER JOIN owners AS owners_1 ON owners_1.id = things.owner_id;

-- [not_lazy]
SELECT things.id, things.owner_id, owners_1.id AS id_1 
FROM things LEFT OUTER JOIN owners AS owners_1 ON owners_1.id = things.owner_id;

-- [joined_column]
SELECT things.id 
FROM things;

-- [lazy]
SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

SELECT things.id, things.owner_id 
FROM things;

-- [backref_object]
SELECT owners.id, things_1.id AS id_1, things_1.owner_id 
FROM owners LEFT OUTER JOIN things AS things_1 ON owners.id = things_1.owner_id;

-- [back_populates_nothing] raises InvalidRequestError: Mapper 'Mapper[Owner(owners)]' has no property 'things'.  If this property was indicated from other mappers or configure events, ensure registry.configure() has been called.
-- [backref_taken] raises ArgumentError: Error creating backref 'id' on relationship 'Thing.owner': property of that name exists on mapper 'Mapper[Owner(owners)]'
-- [delete_orphan] raises ArgumentError: For many-to-one relationship Thing.owner, delete-orphan cascade is normally configured only on the "one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many relationship.  To force this relationship to allow a particular "Owner" object to be referenced by only a single "Thing" object at a time via the Thing.owner relationship, which would allow delete-orphan cascade to take place in this direction, set the single_parent=True flag. (Background on this error at: https://sqlalche.me/e/20/bbf0)
-- [dynamic] raises InvalidRequestError: On relationship Thing.owner, 'dynamic' loaders cannot be used with many-to-one/one-to-one relationships and/or uselist=False.
-- [no_loader] raises LoaderStrategyException: Can't find strategy (('lazy', 'wat'),) for Thing.owner
-- [order] raises AttributeError: Class <class 'limits_of_classes__order_py.pair.<locals>.Owner'> does not have a mapped column named 'nope'
-- [no_argument] raises TypeError: RelationshipProperty.__init__() got an unexpected keyword argument 'bogus'
-- [unchecked_table]
INSERT INTO things (id) VALUES (1);

-- [secondary]
SELECT lefts.id 
FROM lefts;

-- [secondary_without_keys] raises NoForeignKeysError: Could not determine join condition between parent/child tables on relationship Left.rights - there are no foreign keys linking these tables via secondary table 'both'.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify 'primaryjoin' and 'secondaryjoin' expressions.
-- [inherited_table]
INSERT INTO things (id) VALUES (1);

-- [mapper_arguments_known]
SELECT things.id, things.kind 
FROM things;

-- [mapper_key] raises ArgumentError: Can't determine primary_key column 'nope' - no attribute is mapped to this name.
-- [mapper_polymorphic] raises ArgumentError: Can't determine polymorphic_on value 'nope' - no attribute is mapped to this name.
-- [mapper_unknown]
SELECT 2;

-- [column_twice]
SELECT named.col, named.col AS col__1 
FROM named;

-- [returned_twice]
INSERT INTO named (name) VALUES ('a') RETURNING named.col, named.col AS col__1;

-- [filter_by_attribute]
SELECT named.id 
FROM named 
WHERE named.col = 1;

-- [filter_by_column] raises InvalidRequestError: Entity namespace for "named.id" has no property "col"
-- [update_filter_by]
UPDATE named SET name='a' WHERE named.col = 1;

-- [ordered_values]
UPDATE named SET col=1;

-- [synonym_value]
UPDATE named SET col=1;

-- [tuple_of_values]
INSERT INTO named (id, name, col) VALUES (1, 'a', 2);

-- [index_of_attribute] raises ValueError: String or text() construct expected
-- [object_with_unknown] raises TypeError: 'bogus' is an invalid keyword argument for Named
-- [truth]
SELECT 1;

-- [iteration]
SELECT 2;

-- [item_of_a_column_with_the_type_of_a_later_one]
SELECT things.tags_id[1] AS anon_1 
FROM things;

