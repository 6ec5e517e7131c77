CREATE TABLE t (
    arrow TIMESTAMP WITHOUT TIME ZONE, 
    arrow_zone TIMESTAMP WITH TIME ZONE, 
    color VARCHAR(20), 
    color_long VARCHAR(30), 
    currency VARCHAR(3), 
    currency_length VARCHAR(3), 
    locale VARCHAR(10), 
    phone VARCHAR(20), 
    phone_long VARCHAR(30), 
    days BIT(7), 
    numbers INT4RANGE, 
    large INT8RANGE, 
    decimals NUMRANGE, 
    dates DATERANGE, 
    moments TSRANGE, 
    password BYTEA, 
    password_schemes BYTEA, 
    zone VARCHAR(50)
);

