"""What was typed and is carried on in hidden fields of another page."""

Fields = list[tuple[str, str]]
MOST_FIELDS = 300
MOST_CHARACTERS = 100_000
SECRETS = {"passwort", "bisher"}


def without_secrets(fields: Fields) -> Fields:
    """All or nothing: half a form would mislead."""
    kept = [(name, value) for name, value in fields if name not in SECRETS]
    small = (
        len(kept) <= MOST_FIELDS and sum(len(name) + len(value) for name, value in kept) <= MOST_CHARACTERS
    )
    return kept if small else []
