"""Events counted once, by day: what every statistic is read from."""
