"""The page: what it shows as records, and the parts that draw them."""
