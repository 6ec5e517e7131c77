COMMENT ON TABLE users IS 'it''s theirs';

COMMENT ON TABLE crm.users IS 'new';

COMMENT ON TABLE users IS NULL;

COMMENT ON TABLE crm.users IS NULL;

