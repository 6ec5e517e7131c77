CREATE TABLE void (
);

