from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and at least one way to be reached. `phone` is E.164."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email or self.address)
