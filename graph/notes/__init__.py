"""Text in, facts out: find the files, read them, tell what each line states and where it stands."""
