"""Time expressions: tokens, a grammar over their kinds, meanings, and values."""
