"""Forms of a reply: lists, pictures, files."""
