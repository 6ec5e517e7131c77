ALTER TABLE users RENAME TO members;

ALTER TABLE crm.users RENAME TO members;

ALTER TABLE a RENAME TO "user";

