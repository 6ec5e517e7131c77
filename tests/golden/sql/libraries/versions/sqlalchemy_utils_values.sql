CREATE TABLE t (
    id UUID, 
    email VARCHAR(255), 
    url TEXT, 
    address VARCHAR(50), 
    country VARCHAR(2), 
    tags TEXT, 
    choice VARCHAR(255)
);

INSERT INTO t (id, email, url, address, country, tags, choice) VALUES ('12345678-1234-5678-1234-567812345678', 'john.smith@example.com', 'https://example.com/it''s', '127.0.0.1', 'FI', 'a,1,c', 'a');

INSERT INTO t (id, email, url, address, country, tags, choice) VALUES ('12345678-1234-5678-1234-567812345678', NULL, NULL, NULL, NULL, '', NULL);

