"""The review desk: cases of an article, their readings side by side, and decisions."""

from annotator.web.review.queue import bp as queue
from annotator.web.review.reviewers import bp as reviewers
from annotator.web.review.score import bp as score
from annotator.web.review.views import bp

__all__ = ["bp"]

bp.register_blueprint(queue)
bp.register_blueprint(reviewers)
bp.register_blueprint(score)
