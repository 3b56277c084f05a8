"""The desk's server: one Django project over a desk's folder, its accounts, and what keeps it safe."""
