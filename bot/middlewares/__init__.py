"""What every update passes on its way to a handler, from the outside in, as `bot/dispatcher.py` lists it."""
