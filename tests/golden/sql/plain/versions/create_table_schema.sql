CREATE TYPE billing.invoice_state AS ENUM ('open', 'paid');

CREATE TABLE billing.invoices (
    id SERIAL NOT NULL, 
    account_id INTEGER, 
    parent_id INTEGER, 
    state billing.invoice_state, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_invoices_account UNIQUE (account_id), 
    FOREIGN KEY(account_id) REFERENCES crm.accounts (id), 
    FOREIGN KEY(parent_id) REFERENCES billing.invoices (id)
);

CREATE INDEX ix_billing_invoices_parent_id ON billing.invoices (parent_id);

COMMENT ON TABLE billing.invoices IS 'money';

