"""Which photos are the same picture, or the same scene: candidates, their comparison, and how well that works."""
