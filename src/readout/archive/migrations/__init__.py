"""How the tables came to be as they are, a step a file, oldest first."""
