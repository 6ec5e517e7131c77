CREATE TABLE slots (
    a INTEGER, 
    b INTEGER, 
    CONSTRAINT uq_slots_a UNIQUE NULLS NOT DISTINCT (a), 
    CONSTRAINT uq_slots_b UNIQUE (b) INCLUDE (a)
);

