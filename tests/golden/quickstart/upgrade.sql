BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 0001c0ffee01

CREATE TABLE customers (
    id SERIAL NOT NULL, 
    email VARCHAR(254) NOT NULL, 
    name VARCHAR(120) NOT NULL, 
    newsletter BOOLEAN DEFAULT false NOT NULL, 
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_customers_email ON customers (email);

INSERT INTO alembic_version (version_num) VALUES ('0001c0ffee01') RETURNING alembic_version.version_num;

-- Running upgrade 0001c0ffee01 -> 0002c0ffee02

CREATE TYPE product_kind AS ENUM ('bean', 'equipment', 'voucher');

CREATE TABLE products (
    id SERIAL NOT NULL, 
    sku VARCHAR(32) NOT NULL, 
    title TEXT NOT NULL, 
    kind product_kind DEFAULT 'bean' NOT NULL, 
    price NUMERIC(10, 2) NOT NULL, 
    tags VARCHAR(40)[], 
    attributes JSONB DEFAULT '{}'::jsonb NOT NULL, 
    PRIMARY KEY (id), 
    CONSTRAINT ck_products_price_not_negative CHECK (price >= 0), 
    CONSTRAINT uq_products_sku UNIQUE (sku)
);

CREATE INDEX ix_products_attributes ON products USING gin (attributes);

UPDATE alembic_version SET version_num='0002c0ffee02' WHERE alembic_version.version_num = '0001c0ffee01';

-- Running upgrade 0002c0ffee02 -> 0003c0ffee03

CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled');

CREATE TABLE orders (
    id BIGSERIAL NOT NULL, 
    customer_id INTEGER NOT NULL, 
    status order_status DEFAULT 'open' NOT NULL, 
    placed_on DATE DEFAULT CURRENT_DATE NOT NULL, 
    note TEXT, 
    CONSTRAINT pk_orders PRIMARY KEY (id), 
    CONSTRAINT fk_orders_customer FOREIGN KEY(customer_id) REFERENCES customers (id) ON DELETE RESTRICT
);

CREATE TABLE order_lines (
    order_id BIGINT NOT NULL, 
    position SMALLINT NOT NULL, 
    product_id INTEGER NOT NULL, 
    quantity INTEGER DEFAULT '1' NOT NULL, 
    unit_price NUMERIC(10, 2) NOT NULL, 
    PRIMARY KEY (order_id, position), 
    CONSTRAINT ck_order_lines_quantity CHECK (quantity > 0), 
    FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE, 
    FOREIGN KEY(product_id) REFERENCES products (id)
);

CREATE INDEX ix_orders_customer_id ON orders (customer_id, placed_on);

CREATE INDEX ix_orders_open ON orders (placed_on DESC) WHERE status = 'open';

UPDATE alembic_version SET version_num='0003c0ffee03' WHERE alembic_version.version_num = '0002c0ffee02';

-- Running upgrade 0003c0ffee03 -> 0004c0ffee04

ALTER TABLE orders ADD COLUMN total NUMERIC(12, 2);

UPDATE orders
        SET total = COALESCE(
            (
                SELECT SUM(quantity * unit_price)
                FROM order_lines
                WHERE order_lines.order_id = orders.id
            ),
            0
        );

ALTER TABLE orders ALTER COLUMN total SET NOT NULL;

ALTER TABLE orders ADD CONSTRAINT ck_orders_total_not_negative CHECK (total >= 0);

UPDATE alembic_version SET version_num='0004c0ffee04' WHERE alembic_version.version_num = '0003c0ffee03';

-- Running upgrade 0004c0ffee04 -> 0007c0ffee07

ALTER TYPE order_status ADD VALUE 'returned' AFTER 'shipped';

CREATE TABLE carriers (
    code CHAR(4) NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (code)
);

ALTER TABLE orders ADD COLUMN carrier_code CHAR(4);

ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(64);

ALTER TABLE orders ADD CONSTRAINT fk_orders_carrier FOREIGN KEY(carrier_code) REFERENCES carriers (code);

ALTER TABLE orders ADD CONSTRAINT uq_orders_tracking_number UNIQUE (carrier_code, tracking_number);

UPDATE alembic_version SET version_num='0007c0ffee07' WHERE alembic_version.version_num = '0004c0ffee04';

-- Running upgrade 0004c0ffee04 -> 0005c0ffee05

CREATE TABLE reviews (
    id UUID DEFAULT gen_random_uuid() NOT NULL, 
    product_id INTEGER NOT NULL, 
    customer_id INTEGER, 
    rating SMALLINT NOT NULL, 
    body TEXT DEFAULT '' NOT NULL, 
    written_at TIMESTAMP WITH TIME ZONE DEFAULT now(), 
    PRIMARY KEY (id), 
    CONSTRAINT ck_reviews_rating CHECK (rating BETWEEN 1 AND 5), 
    CONSTRAINT uq_reviews_one_per_customer UNIQUE (product_id, customer_id), 
    FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE, 
    FOREIGN KEY(customer_id) REFERENCES customers (id) ON DELETE SET NULL
);

COMMENT ON TABLE reviews IS 'What customers say of products';

INSERT INTO alembic_version (version_num) VALUES ('0005c0ffee05') RETURNING alembic_version.version_num;

-- Running upgrade 0005c0ffee05 -> 0006c0ffee06

CREATE TYPE review_state AS ENUM ('waiting', 'published', 'rejected');

ALTER TABLE reviews ADD COLUMN state review_state DEFAULT 'waiting' NOT NULL;

UPDATE reviews SET state = 'published' WHERE rating >= 4;

CREATE INDEX ix_reviews_waiting ON reviews (written_at) WHERE state = 'waiting';

UPDATE alembic_version SET version_num='0006c0ffee06' WHERE alembic_version.version_num = '0005c0ffee05';

-- Running upgrade 0006c0ffee06, 0007c0ffee07 -> 0008c0ffee08

DELETE FROM alembic_version WHERE alembic_version.version_num = '0006c0ffee06';

UPDATE alembic_version SET version_num='0008c0ffee08' WHERE alembic_version.version_num = '0007c0ffee07';

-- Running upgrade 0008c0ffee08 -> 0009c0ffee09

CREATE TABLE stock (
    product_id INTEGER NOT NULL, 
    shelf VARCHAR(20) NOT NULL, 
    amount INTEGER DEFAULT 0 NOT NULL, 
    counted_at TIMESTAMP WITH TIME ZONE, 
    CONSTRAINT pk_stock PRIMARY KEY (product_id, shelf), 
    CONSTRAINT fk_stock_product FOREIGN KEY(product_id) REFERENCES products (id)
);

INSERT INTO stock (product_id, shelf) SELECT id, 'front' FROM products;

INSERT INTO stock (product_id, shelf) SELECT id, 'cellar' FROM products;

ALTER TABLE order_lines ALTER COLUMN quantity TYPE SMALLINT USING quantity::smallint;

UPDATE alembic_version SET version_num='0009c0ffee09' WHERE alembic_version.version_num = '0008c0ffee08';

-- Running upgrade 0009c0ffee09 -> 0010c0ffee10

ALTER TABLE customers RENAME name TO full_name;

ALTER TABLE customers ALTER COLUMN newsletter DROP DEFAULT;

COMMENT ON COLUMN customers.newsletter IS 'Asked for the newsletter';

DROP INDEX ix_products_attributes;

ALTER TABLE order_lines RENAME TO order_items;

UPDATE alembic_version SET version_num='0010c0ffee10' WHERE alembic_version.version_num = '0009c0ffee09';

COMMIT;

