"""From files to an index: what changed, what it names and says, its vectors, one commit."""

from graph.building.build import Order, Tell, build, report_of

__all__ = ["Order", "Tell", "build", "report_of"]
