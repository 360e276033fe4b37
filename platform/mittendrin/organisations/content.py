"""A profile as it lies in a version that waits, and in the words that the board reads."""

import msgspec

from mittendrin.organisations.rules import Profile


def profile_to_json(profile: Profile) -> str:
    return msgspec.json.encode(profile).decode()


def profile_from_json(text: str) -> Profile:
    return msgspec.json.decode(text, type=Profile)


def profile_in_words(profile: Profile, districts: dict[int, str]) -> dict[str, str]:
    """By the labels of the form. `districts` are the names by id."""
    return {
        "Was Sie machen": profile.text,
        "Internetseite": profile.website,
        "Stadtteile": ", ".join(districts[one] for one in profile.districts if one in districts),
    }
