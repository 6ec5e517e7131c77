CREATE TYPE colour AS ENUM ('RED', 'GREEN');

CREATE TYPE size AS ENUM ('s', 'l');

CREATE TYPE label_colour AS ENUM ('red', 'green');

CREATE TABLE shirts (
    colour colour NOT NULL, 
    size size, 
    label label_colour
);

UPDATE shirts SET size = 's';

