"""Telegram: parse, one use case, present. The only code that imports aiogram."""
