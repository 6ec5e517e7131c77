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

-- [relationship_simple]
UPDATE others SET id=1 FROM things WHERE others.thing_id = things.id;

