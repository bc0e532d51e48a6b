"""The back office: publication, review, statistics. No Telegram, no SQL."""
