//! PostgreSQL: a blocking connection over tokio-postgres, URLs, TLS, a private server.
