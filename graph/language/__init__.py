"""Language: words and their stems, clauses and what they deny, values and dates; data by language.

`tokens` cuts text into words and identifiers, `clauses` reads what a line says and denies, `words`
holds the lists of each language (`en/`, `de/`), `kindred` knows synonyms and opposites.
"""
