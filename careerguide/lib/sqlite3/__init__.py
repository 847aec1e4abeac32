"""Django's backend for SQLite, which refuses the numbers that PostgreSQL refuses; named in the settings as ENGINE."""
