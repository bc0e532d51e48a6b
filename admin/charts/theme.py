"""The two themes: colours that keep their distance for colour-blind eyes and their contrast on a phone in the sun."""

from __future__ import annotations

from dataclasses import dataclass

from admin.charts.plate import Mood, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Hex colours. Text has a contrast of at least 4.5 to `paper`, marks one of at least 3."""

    paper: str
    panel: str
    ink: str
    quiet: str
    grid: str
    accent: str
    soft: str
    second: str
    ghost: str
    before: str
    good: str
    bad: str
    pale: str
    strong: str
    on_strong: str

    def of(self, mood: Mood) -> str:
        return {Mood.GOOD: self.good, Mood.BAD: self.bad, Mood.EVEN: self.quiet}[mood]

    def series(self, number: int) -> str:
        """Blue or yellow for the first line, orange or sky for the second: two hues that nobody confuses."""
        return (self.accent, self.second)[number % 2]


COLOURS = {
    Theme.LIGHT: Colours(
        paper="#ffffff",
        panel="#f2f5f9",
        ink="#161b24",
        quiet="#596273",
        grid="#dde2ea",
        accent="#0b62a4",
        soft="#b9d3ea",
        second="#c2510c",
        ghost="#8a94a5",
        before="#c2510c",
        good="#0b7355",
        bad="#b3400f",
        pale="#e9f1f8",
        strong="#084c82",
        on_strong="#ffffff",
    ),
    Theme.DARK: Colours(
        paper="#1c2028",
        panel="#272d38",
        ink="#f4f6fa",
        quiet="#bac0ce",
        grid="#3a4150",
        accent="#ffc43d",
        soft="#6d5a2a",
        second="#6cc3f0",
        ghost="#8f98ab",
        before="#6cc3f0",
        good="#56d3a8",
        bad="#ff9166",
        pale="#2b313d",
        strong="#ffc43d",
        on_strong="#181a20",
    ),
}


def between(pale: str, strong: str, share: float) -> str:
    """The colour at this share of the way, in 0..1."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (pale, strong)]
    mixed = [round(first + (last - first) * min(max(share, 0.0), 1.0)) for first, last in zip(*ends, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)
