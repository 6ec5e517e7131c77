-- [with_metadata]
CREATE TABLE app.things (
    id SERIAL NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [of_a_registry]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [mapped_by_a_registry]
UPDATE app.things SET id=(app.things.id + 1);

-- [imperatively]
UPDATE things SET id=(things.id + 1);

-- [by_decorator]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [through_modules]
UPDATE others SET id=(SELECT things.id 
FROM things);

-- [class_base]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [class_base_with_columns]
CREATE TABLE thing (
    a TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [class_base_registry]
CREATE TABLE app.things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [the_class_itself] raises InvalidRequestError: Cannot use 'DeclarativeBase' directly as a declarative base class. Create a Base by creating a subclass of it.
-- [common_init_subclass]
CREATE TABLE thing (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [instances]
-- True True False;

-- [dictionary_of_rows]
INSERT INTO things (id) VALUES (1);

INSERT INTO things (id) VALUES (2);

-- [session_made]
-- [session_commit]
-- [session_execute] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_positional] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_query] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_query_unused]
-- [session_query_update] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_add]
-- [session_add_commit] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_with] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_with_nothing]
-- [session_of_a_maker] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_of_a_maker_later]
-- [session_bulk] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_connection] raises AttributeError: 'MockConnection' object has no attribute 'close'
-- [session_rollback]
-- [session_begin]
-- [relationship_unused]
INSERT INTO things (id) VALUES (1);

CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

UPDATE things SET id=3 WHERE things.id = 1;

-- [relationship_broken]
UPDATE things SET id=1;

-- [relationship_broken_select] raises InvalidRequestError: When initializing mapper Mapper[Thing(things)], expression 'Missing' failed to locate a name ('Missing'). If this is a class name, consider adding this relationship() to the <class 'bases__relationship_broken_select_py.upgrade.<locals>.Thing'> class after both dependent classes have been defined.
-- [relationship_of_another]
UPDATE good SET id=1;

-- [relationship_in_core]
UPDATE x SET y=(SELECT things.id 
FROM things 
WHERE things.id = 3);

-- [relationship_used]
UPDATE things SET id=1 WHERE EXISTS (SELECT 1 
FROM things AS things_1 
WHERE things_1.id = things.parent_id);

-- [relationship_select]
UPDATE others SET id=(SELECT things.id 
FROM things 
WHERE things.id = others.thing_id);

-- [deferred_columns]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    text TEXT NOT NULL, 
    moar INTEGER, 
    PRIMARY KEY (id)
);

UPDATE things SET text='x', moar=3;

-- [deferred_columns_selected]
SELECT things.id 
FROM things;

-- [hybrids]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

UPDATE things SET id=3;

-- [hybrid_used]
UPDATE things SET id=3 WHERE things.id * 2 = 4;

-- [mapper_arguments]
CREATE TABLE things (
    a INTEGER
);

UPDATE things SET a=3;

-- [column_prefix]
CREATE TABLE things (
    a SERIAL NOT NULL, 
    PRIMARY KEY (a)
);

UPDATE things SET a=3;

-- [batch_copy]
ALTER TABLE things ADD COLUMN b INTEGER;

-- [schema_of_metadata]
CREATE TABLE app.things (
    a SERIAL NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (a), 
    FOREIGN KEY(b) REFERENCES app.things (a)
);

UPDATE app.things SET b=app.things.a WHERE app.things.a = 1;

-- [relationship_simple]
UPDATE others SET id=1 FROM things WHERE others.thing_id = things.id;

-- [relationship_of_a_mixin] raises InvalidRequestError: Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as @declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:
-- [relationship_declared]
CREATE TABLE others (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE things (
    id SERIAL NOT NULL, 
    other_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(other_id) REFERENCES others (id)
);

UPDATE things SET other_id=(SELECT others.id 
FROM others);

-- [plain_attributes]
UPDATE things SET id=1 WHERE things.id = 3;

UPDATE things SET id=1 WHERE things.id = 3;

-- [attribute_methods]
UPDATE things SET name=concat(things.name, 'x', CAST(things.id AS TEXT)) WHERE (things.name ILIKE '%a%' OR (things.name LIKE 'x' || '%') OR (things.id NOT IN (1, 2))) AND things.id BETWEEN 1 AND 5 AND things.name IS NOT NULL AND -things.id < 3;

-- [attributes_as_names]
CREATE INDEX ix ON things (called, id);

INSERT INTO things (id, called) VALUES (1, 'x');

-- [unique_together]
CREATE TYPE kind AS ENUM ('a', 'b');

CREATE TABLE others (
    id INTEGER GENERATED BY DEFAULT AS IDENTITY, 
    kind kind DEFAULT 'a', 
    PRIMARY KEY (id)
);

CREATE TABLE things (
    a INTEGER NOT NULL, 
    b INTEGER NOT NULL, 
    CONSTRAINT pk PRIMARY KEY (a, b), 
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES others (id), 
    CONSTRAINT ck CHECK (a > b)
);

DROP TABLE things;

DROP TABLE others;

DROP TYPE kind;

