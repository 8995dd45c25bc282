"""What the command line takes and what it prints."""
