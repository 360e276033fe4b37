"""The numbers under which rows are kept, as addresses and links carry them."""

# What a key column of PostgreSQL holds; asking it for more is an error instead of an empty answer.
LARGEST_NUMBER = 2**31 - 1


def read_number(text: str) -> int | None:
    """None for what cannot be the number of anything."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_NUMBER))):
        return None
    return int(text) if int(text) <= LARGEST_NUMBER else None
