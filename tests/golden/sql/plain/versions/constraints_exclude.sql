ALTER TABLE users ADD CONSTRAINT ex_users EXCLUDE USING gist (during WITH &&, room WITH =) WHERE (room > 0);

