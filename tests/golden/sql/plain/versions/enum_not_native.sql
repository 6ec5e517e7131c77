CREATE TABLE a (
    x VARCHAR(5), 
    y VARCHAR(20), 
    z VARCHAR(4), 
    CONSTRAINT ck_z CHECK (z IN ('it''s', 'b'))
);

ALTER TABLE a ADD COLUMN w VARCHAR(1);

ALTER TABLE a ADD CONSTRAINT ck_w CHECK (w IN ('c', 'd'));

