CREATE TABLE rectangles (
    width INTEGER NOT NULL, 
    height INTEGER NOT NULL, 
    area INTEGER GENERATED ALWAYS AS (width * height) STORED, 
    outline INTEGER GENERATED ALWAYS AS (2 * (width + height)) STORED, 
    label TEXT GENERATED ALWAYS AS ('area ' || width * height) STORED NOT NULL
);

