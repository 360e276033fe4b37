"""Two people of one organisation write on the same need: the second one reads what the first has changed."""

from dataclasses import asdict

from mittendrin.core.marks import Change, Meanwhile, brought_together, marks, meanwhile, refuse_overtaken
from mittendrin.needs.actions import load_held
from mittendrin.needs.content import LABELS, words_of
from mittendrin.needs.queries import names, newest_content
from mittendrin.needs.rules import NeedContent


async def refuse_unseen(need_id: int, organisation_id: int, change: Change[NeedContent]) -> None:
    """Whoever writes on the same need waits until this transaction ends. Raises Refused, NotFound."""
    await load_held(need_id)
    stored = await newest_content(need_id, organisation_id)
    words = words_of(stored, await names())
    refuse_overtaken(_found(stored, change), LABELS, words.__getitem__)


def with_what_is_new(stored: NeedContent, change: Change[NeedContent]) -> NeedContent:
    return brought_together(stored, change.content, _found(stored, change))


def seen_now(content: NeedContent) -> str:
    """For the form: what stood there when somebody began to write."""
    return marks(asdict(content))


def _found(stored: NeedContent, change: Change[NeedContent]) -> Meanwhile:
    return meanwhile(change.seen, asdict(stored), asdict(change.content))
