"""What templates of the desk write with."""
