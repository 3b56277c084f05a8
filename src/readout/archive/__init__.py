"""The archive of a desk as a Django app: three shelves in SQLite or PostgreSQL, behind `ports.Archive`."""
