"""From files to an index: what changed, what it names and says, its vectors, one commit."""

from graph.building.build import build, report_of, seal_again
from graph.building.embedding import OnProgress
from graph.building.update import BuildRequest
from graph.building.watch import Follower, News

__all__ = ["BuildRequest", "Follower", "News", "OnProgress", "build", "report_of", "seal_again"]
