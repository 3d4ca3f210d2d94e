"""SQLite and PostgreSQL behind one small interface; gateways with their SQL; migrations."""
