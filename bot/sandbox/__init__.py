"""The local stand-in for Telegram: the Bot API on loopback, a chat page, and a control side for the person."""
