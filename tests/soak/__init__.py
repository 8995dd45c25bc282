"""What takes long: crashes and errors at every write, and readers beside a writer; `make soak`."""
