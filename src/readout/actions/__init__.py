"""What a desk does, one verb a module; the command line and the tests call the same."""
