CREATE TABLE reservations (
    room INTEGER, 
    during TSTZRANGE, 
    CONSTRAINT ex_reservations_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0)
);

