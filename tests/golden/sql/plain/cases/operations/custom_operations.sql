-- [called_by_name]
CREATE SEQUENCE numbers;

DROP SEQUENCE numbers;

-- [called_with_keywords]
CREATE SEQUENCE crm.numbers;

-- crm.numbers;

-- [invoked]
CREATE SEQUENCE numbers;

DROP SEQUENCE numbers;

-- [invoked_by_an_ancestor]
DROP SEQUENCE numbers;

-- [invoked_without_an_implementation] raises ValueError: no dispatch function for object: the unknown
-- [implemented_twice] raises ValueError: Can not set dispatch function for object <class 'custom_operations__implemented_twice_py.DropSequenceOp'>: key already exists. To replace existing function, use replace=True.
-- [implemented_anew]
DROP SEQUENCE IF EXISTS numbers;

-- [called_wrongly] raises TypeError: drop_sequence() takes 2 positional arguments but 3 were given
