CREATE TABLE a_table_with_quite_a_long_name_indeed (
    a_column_with_quite_a_long_name_indeed INTEGER, 
    another_column_with_quite_a_long_name INTEGER, 
    CONSTRAINT uq_a_table_with_quite_a_long_name_indeed_a_column_with__7517 UNIQUE (a_column_with_quite_a_long_name_indeed)
);

CREATE INDEX ix_a_table_with_quite_a_long_name_indeed_another_column_53d3 ON a_table_with_quite_a_long_name_indeed (another_column_with_quite_a_long_name);

