"""The command line: parses what was typed, calls an action, shows what came of it."""
