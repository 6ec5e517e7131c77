CREATE TABLE notes (
    id SERIAL NOT NULL, 
    body TEXT, 
    PRIMARY KEY (id)
);

COMMENT ON TABLE notes IS 'It''s a table: "notes"';

COMMENT ON COLUMN notes.id IS 'the owner''s number';

COMMENT ON COLUMN notes.body IS '50% of it; \\ is a backslash';

