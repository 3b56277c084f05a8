"""People at the desk: signing in, joining by a one-time link, the second factor, and who may do what."""
