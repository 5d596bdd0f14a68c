"""Letters as two spellings of one word have them in common."""

import unicodedata


def plain_letters(text: str) -> str:
    """A text without its accents and capitals."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
