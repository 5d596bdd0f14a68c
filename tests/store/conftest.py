"""Records of a repository are read in the surroundings of the trail's tests."""

from tests.trail.conftest import _surroundings

__all__ = ["_surroundings"]
