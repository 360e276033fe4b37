"""Whatever the office does for somebody: how they reached us, who spoke, and what is to be remembered."""

from dataclasses import dataclass
from typing import NoReturn

from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.web.forms import Form

CHANNELS: dict[Channel, str] = {
    Channel.PHONE: "Telefon",
    Channel.COUNTER: "am Tresen",
    Channel.LETTER: "Brief",
}
# Whoever writes a letter is not there to be told.
SPOKEN_WITH = {Channel.PHONE, Channel.COUNTER}


@dataclass(frozen=True, slots=True)
class Order:
    """`speaker` is empty when the person spoke for themselves."""

    channel: Channel = Channel.PHONE
    speaker: str = ""
    note: str = ""

    @property
    def spoken(self) -> bool:
        return self.channel in SPOKEN_WITH

    @property
    def spoken_with_them(self) -> bool:
        """Whoever speaks for somebody may say yes for them, and cannot hear for them who comes to their door."""
        return self.spoken and not self.speaker


def read_order(form: Form) -> Order:
    """Who sends a button alone was called by telephone, by the person. The caller checks the form."""
    channel = form.choice("kanal", CHANNELS) or Channel.PHONE
    return Order(Channel(channel), form.line("anrufer", limit=120), form.text("bemerkung", limit=1000))


def refuse_undecided() -> NoReturn:
    """Enter in a note sends its form without a decision: it is shown again, as typed."""
    raise Refused(_("Wählen Sie bitte, wie es weitergeht."))


def in_the_name_of(name: str, order: Order, actor: Actor) -> Doer:
    return Doer(
        actor.name,
        order.channel,
        actor.account_id,
        on_behalf_of=name[:120],
        remark=order.note,
        speaker=order.speaker,
    )


def channel_words() -> dict[str, str]:
    return {channel.value: _(word) for channel, word in CHANNELS.items()}
