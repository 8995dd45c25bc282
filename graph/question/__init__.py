"""What a question asks for beside its words: filters, and the days that it means."""

from __future__ import annotations

from graph.question.filters import Filters, ReadFilters, read_filters
from graph.question.matching import Dated, Library

__all__ = ["Dated", "Filters", "Library", "ReadFilters", "read_filters"]
