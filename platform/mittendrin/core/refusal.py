"""What an act answers when it may not happen: a sentence for the person, never a code."""


class Refused(Exception):
    """An expected no. `sentence` is shown as it is; `field` names the form field it belongs to, if any."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class PressAgain(Refused):
    """There is nothing to put right: the same once more will do."""


class NotFound(Exception):
    """Nothing with this address exists, or the person may not know that it does."""
