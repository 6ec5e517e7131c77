CREATE TABLE bookings (
    room INTEGER NOT NULL, 
    day DATE NOT NULL, 
    guest INTEGER, 
    branch INTEGER, 
    CONSTRAINT pk_bookings PRIMARY KEY (room, day), 
    UNIQUE (guest, day), 
    CONSTRAINT uq_bookings UNIQUE (branch, day) DEFERRABLE INITIALLY IMMEDIATE, 
    CHECK (room > 0), 
    CONSTRAINT ck_bookings_branch CHECK (branch <> room), 
    FOREIGN KEY(guest) REFERENCES guests (id), 
    CONSTRAINT fk_bookings_room FOREIGN KEY(room, branch) REFERENCES rooms (number, branch) ON DELETE RESTRICT ON UPDATE NO ACTION NOT DEFERRABLE
);

