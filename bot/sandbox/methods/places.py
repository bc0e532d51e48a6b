"""Sending places: a point on the map, or one with a name and an address."""

from __future__ import annotations

import math

from aiogram.methods import SendLocation, SendVenue

from bot.sandbox.errors import Json, bad_request, not_spoken
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.received import MOST_LATITUDE, MOST_LONGITUDE
from bot.sandbox.sending import destination, send

MOST_INACCURATE_M = 1500.0


async def send_location(call: Call, method: SendLocation) -> Json:
    if method.live_period:
        raise not_spoken("locations that move")
    location = _location(method.latitude, method.longitude, "wrong location specified")
    if method.horizontal_accuracy:
        location["horizontal_accuracy"] = min(method.horizontal_accuracy, MOST_INACCURATE_M)
    chat = destination(call.world, method.chat_id)
    return send(call.world, chat, {"location": location}, method).body


async def send_venue(call: Call, method: SendVenue) -> Json:
    location = _location(method.latitude, method.longitude, "wrong venue location specified")
    venue: Json = {"location": location, "title": method.title.strip(), "address": method.address.strip()}
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if value := getattr(method, name):
            venue[name] = value
    chat = destination(call.world, method.chat_id)
    return send(call.world, chat, {"venue": venue, "location": location}, method).body


def _location(latitude: float, longitude: float, refusal: str) -> Json:
    """Raises Refused for what is nowhere on Earth."""
    on_earth = abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE
    if not (math.isfinite(latitude) and math.isfinite(longitude) and on_earth):
        raise bad_request(refusal)
    return {"latitude": latitude, "longitude": longitude}


HANDLERS: Handlers = {SendLocation: send_location, SendVenue: send_venue}
