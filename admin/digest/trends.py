"""Which words people ask for more, or less, than before: by a test that takes two searches for no trend.

People are counted, not searches: one person who asks ten times is still one opinion. If nothing has changed, each of
the `a + b` people who asked for some words in either span fell into the later one with the probability
`p = n / (n + m)`, where n and m people searched at all; so `a` is binomial, and the exact two-sided test of that is the
conditional test of two Poisson rates (Przyborowski and Wilenski, 1940, "Homogeneity of results in testing samples from
Poisson series", Biometrika 31). Many words are tested at once, so the false discovery rate is held at 5 % (Benjamini
and Hochberg, 1995, "Controlling the false discovery rate", JRSS B 57): among the words that are told, one in twenty at
most rose or fell by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log, log1p

from admin.digest.words import Trend

FALSE_DISCOVERIES = 0.05
LEAST_CHANGE = 1.5
"""A smaller change of the share, however certain, is no news."""
SAME = 1e-9
"""Relative: outcomes as likely as the one that was seen count, however their logarithms were rounded."""


def two_sided(now: int, before: int, people: int, people_before: int) -> float:
    """The probability, if nothing has changed, of something at most as likely as `now` out of `now + before`."""
    total = now + before
    if total == 0 or people == 0 or people_before == 0:
        return 1.0
    share = people / (people + people_before)
    logs = [_log_binomial(count, total, share) for count in range(total + 1)]
    seen = logs[now] + SAME
    return min(1.0, sum(exp(one) for one in logs if one <= seen))


def _log_binomial(count: int, total: int, share: float) -> float:
    ways = lgamma(total + 1) - lgamma(count + 1) - lgamma(total - count + 1)
    return ways + count * log(share) + (total - count) * log1p(-share)


def change(trend: Trend, people: int, people_before: int) -> float:
    """How many times as large the share of people is; half a person is added to each count, so that it is finite."""
    return ((trend.people + 0.5) / (people + 0.5)) / ((trend.people_before + 0.5) / (people_before + 0.5))


def significant(
    asked: Sequence[Trend], people: int, people_before: int, least_people: int
) -> tuple[list[Trend], list[Trend]]:
    """Words that rise and words that fall, the surest first.

    Words that fewer than `least_people` asked in both spans are not even tested. A rising word was asked by that many
    now; of a falling one the earlier span says so.
    """
    tested = [one for one in asked if max(one.people, one.people_before) >= least_people]
    chances = sorted((two_sided(one.people, one.people_before, people, people_before), one.words) for one in tested)
    passed = _passed([chance for chance, _words in chances])
    by_words = {one.words: one for one in tested}
    sure = [by_words[words] for _chance, words in chances[:passed]]
    changes = [(change(one, people, people_before), one) for one in sure]
    rising = [one for times, one in changes if times >= LEAST_CHANGE and one.people >= least_people]
    falling = [one for times, one in changes if times <= 1 / LEAST_CHANGE and one.people_before >= least_people]
    return rising, falling


def _passed(chances: Sequence[float]) -> int:
    """How many of the sorted probabilities pass together, by Benjamini's and Hochberg's step-up procedure."""
    ranks = [rank for rank, chance in enumerate(chances, 1) if chance <= FALSE_DISCOVERIES * rank / len(chances)]
    return max(ranks, default=0)
