"""Telegram: parse, one use case, present. The only code that imports aiogram."""

import gc

# A start imports many thousand objects that live until the end. With the usual threshold the collector walks them all
# again and again in between, which was a sixth of the time until the first answer.
gc.set_threshold(50_000, 20, 50)
