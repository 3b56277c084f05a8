"""The outside world: each module implements a port or reads and writes files; none knows another."""
