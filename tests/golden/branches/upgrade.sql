BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> acc000000001

CREATE TABLE accounts (
    id SERIAL NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('acc000000001') RETURNING alembic_version.version_num;

-- Running upgrade acc000000001 -> acc000000002

ALTER TABLE accounts ADD COLUMN currency VARCHAR(3) DEFAULT 'EUR' NOT NULL;

UPDATE alembic_version SET version_num='acc000000002' WHERE alembic_version.version_num = 'acc000000001';

-- Running upgrade  -> b11100000001

CREATE TABLE invoices (
    id SERIAL NOT NULL, 
    account_id INTEGER NOT NULL, 
    amount NUMERIC(12, 2) NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);

UPDATE alembic_version SET version_num='b11100000001' WHERE alembic_version.version_num = 'acc000000002';

-- Running upgrade b11100000001 -> b11100000002

ALTER TABLE invoices ADD COLUMN due_on DATE;

CREATE INDEX ix_invoices_due_on ON invoices (due_on);

UPDATE alembic_version SET version_num='b11100000002' WHERE alembic_version.version_num = 'b11100000001';

-- Running upgrade acc000000002 -> acc000000003

ALTER TABLE accounts ADD CONSTRAINT uq_accounts_name UNIQUE (name);

INSERT INTO alembic_version (version_num) VALUES ('acc000000003') RETURNING alembic_version.version_num;

-- Running upgrade acc000000002 -> a0d170000001

CREATE TABLE audit_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY, 
    account_id INTEGER, 
    action TEXT NOT NULL, 
    at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);

INSERT INTO alembic_version (version_num) VALUES ('a0d170000001') RETURNING alembic_version.version_num;

-- Running upgrade a0d170000001 -> a0d170000002

ALTER TABLE audit_log ADD COLUMN invoice_id INTEGER;

ALTER TABLE audit_log ADD CONSTRAINT fk_audit_log_invoice FOREIGN KEY(invoice_id) REFERENCES invoices (id);

DELETE FROM alembic_version WHERE alembic_version.version_num = 'a0d170000001';

UPDATE alembic_version SET version_num='a0d170000002' WHERE alembic_version.version_num = 'b11100000002';

COMMIT;

