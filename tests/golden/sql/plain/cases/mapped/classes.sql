-- [create]
CREATE TABLE parents (
    id SERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    kind_of VARCHAR(5), 
    is_new BOOLEAN DEFAULT true, 
    PRIMARY KEY (id), 
    UNIQUE (name)
);

CREATE INDEX ix_parents_kind_of ON parents (kind_of);

-- [create_second]
CREATE TABLE app.children (
    id SERIAL NOT NULL, 
    parent_id INTEGER, 
    number INTEGER, 
    parent_kind VARCHAR(5), 
    PRIMARY KEY (id), 
    CONSTRAINT uq_children UNIQUE (parent_id, number), 
    FOREIGN KEY(parent_id) REFERENCES parents (id), 
    FOREIGN KEY(parent_kind) REFERENCES parents (kind_of) ON DELETE CASCADE
);

CREATE INDEX ix_number ON app.children (number);

COMMENT ON TABLE app.children IS 'Those below';

-- [create_all]
CREATE TABLE parents (
    id SERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    kind_of VARCHAR(5), 
    is_new BOOLEAN DEFAULT true, 
    PRIMARY KEY (id), 
    UNIQUE (name)
);

CREATE INDEX ix_parents_kind_of ON parents (kind_of);

CREATE TABLE app.children (
    id SERIAL NOT NULL, 
    parent_id INTEGER, 
    number INTEGER, 
    parent_kind VARCHAR(5), 
    PRIMARY KEY (id), 
    CONSTRAINT uq_children UNIQUE (parent_id, number), 
    FOREIGN KEY(parent_id) REFERENCES parents (id), 
    FOREIGN KEY(parent_kind) REFERENCES parents (kind_of) ON DELETE CASCADE
);

CREATE INDEX ix_number ON app.children (number);

COMMENT ON TABLE app.children IS 'Those below';

-- [create_some]
CREATE TABLE parents (
    id SERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    kind_of VARCHAR(5), 
    is_new BOOLEAN DEFAULT true, 
    PRIMARY KEY (id), 
    UNIQUE (name)
);

CREATE INDEX ix_parents_kind_of ON parents (kind_of);

-- [drop]
DROP TABLE parents;

-- [drop_all]
DROP TABLE app.children;

DROP TABLE parents;

-- [bulk_insert]
INSERT INTO parents (id, name, is_new) VALUES (1, 'a', NULL);

INSERT INTO parents (id, name, is_new) VALUES (2, 'b', NULL);

-- [bulk_insert_attribute_name] raises KeyError: 'kind'
-- [bulk_insert_class] raises AttributeError: type object 'Parent' has no attribute 'insert'
-- [table_methods]
UPDATE parents SET name='x' WHERE parents.id = 1;

INSERT INTO parents (id, kind_of, is_new) VALUES (1, 'y', NULL);

DELETE FROM parents WHERE parents.kind_of = 'y';

-- [names]
-- parents parents app.children Parent;

-- [names_of_columns]
-- id, name, kind_of, is_new;

-- [keys_of_attributes]
-- kind kind_of;

-- [tables_of_metadata]
-- parents parents;

-- app.children children;

-- [sorted_tables]
-- parents;

-- children;

-- [instance]
-- 1 a None None;

-- [instance_unknown] raises TypeError: 'colour' is an invalid keyword argument for Parent
-- [column_objects]
CREATE TABLE other (
    id SERIAL NOT NULL, 
    x INTEGER, 
    PRIMARY KEY (id)
);

-- [add_column_of_class]
ALTER TABLE parents ADD COLUMN name VARCHAR(20) NOT NULL;

ALTER TABLE parents ADD UNIQUE (name);

-- [add_attribute]
ALTER TABLE parents ADD COLUMN name VARCHAR(20) NOT NULL;

ALTER TABLE parents ADD UNIQUE (name);

-- [type_of_attribute]
ALTER TABLE parents ALTER COLUMN name TYPE VARCHAR(20);

-- [no_primary_key] raises ArgumentError: Mapper Mapper[Loose(loose)] could not assemble any primary key columns for mapped table 'loose'
-- [no_table] raises InvalidRequestError: Class <class 'classes__no_table_py.upgrade.<locals>.Loose'> does not have a __table__ or __tablename__ specified and does not inherit from an existing table-mapped class.
-- [same_table_twice] raises InvalidRequestError: Table 'parents' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.
-- [same_table_extended]
-- True;

-- [imperative_table]
CREATE TABLE loose (
    id SERIAL NOT NULL, 
    y TEXT, 
    PRIMARY KEY (id)
);

UPDATE loose SET y='1';

-- [imperative_table_renamed]
UPDATE loose SET y='1';

-- [abstract_base]
CREATE TABLE real (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [primary_key_constraint]
CREATE TABLE pair (
    a INTEGER NOT NULL, 
    b INTEGER NOT NULL, 
    PRIMARY KEY (b, a)
);

-- [table_args_without_comma] raises ArgumentError: __table_args__ value must be a tuple, dict, or None
-- [table_args_dict]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
)
 PARTITION BY RANGE (a);

-- [late_column]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a)
);

-- [column_order_is_that_of_making]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a)
);

-- [two_names_for_a_column]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

UPDATE pair SET a=3;

-- [trailing_comma]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

-- [key_of_a_column]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    bb INTEGER, 
    PRIMARY KEY (a)
);

UPDATE pair SET bb=3;

UPDATE pair SET bb=3;

-- [reserved_name] raises InvalidRequestError: Attribute name 'metadata' is reserved when using the Declarative API.
-- [reserved_column_name]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    metadata INTEGER, 
    PRIMARY KEY (a)
);

-- [index_over_attributes]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a), 
    CONSTRAINT ck CHECK (b > 0)
);

CREATE INDEX ix_b ON pair (b DESC) WHERE a > 3;

-- [index_over_columns]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a), 
    CONSTRAINT uq UNIQUE (a, b)
);

CREATE INDEX ix_b ON pair (b);

-- [index_made_later]
CREATE TABLE pair (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

CREATE UNIQUE INDEX ix_later ON pair (a);

-- [index_of_table]
CREATE UNIQUE INDEX ix_later ON parents (name);

