"""The release package: records in, a folder out that loads, says what it is and can be checked by a stranger."""

from exports.release.package import write
from exports.release.release import Corpus, Release

__all__ = ["Corpus", "Release", "write"]
