"""The twelve sights; each draws itself into a canvas whose sky is already there."""

from __future__ import annotations

from collections.abc import Callable

from engine.training.city.canvas import Canvas
from engine.training.city.sights.churches import draw_cathedral, draw_monastery
from engine.training.city.sights.leisure import draw_ferris_wheel, draw_fountain, draw_park
from engine.training.city.sights.river import draw_bridge, draw_embankment
from engine.training.city.sights.squares import draw_market, draw_theatre
from engine.training.city.sights.towers import draw_high_rise, draw_kremlin
from engine.training.city.sights.underground import draw_metro
from engine.training.scene import Sight

SIGHTS: dict[Sight, Callable[[Canvas], None]] = {
    Sight.CATHEDRAL: draw_cathedral,
    Sight.KREMLIN: draw_kremlin,
    Sight.HIGH_RISE: draw_high_rise,
    Sight.BRIDGE: draw_bridge,
    Sight.EMBANKMENT: draw_embankment,
    Sight.METRO: draw_metro,
    Sight.PARK: draw_park,
    Sight.FOUNTAIN: draw_fountain,
    Sight.FERRIS_WHEEL: draw_ferris_wheel,
    Sight.THEATRE: draw_theatre,
    Sight.MONASTERY: draw_monastery,
    Sight.MARKET: draw_market,
}
