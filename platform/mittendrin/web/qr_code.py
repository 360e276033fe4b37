"""QR codes for pages: a drawing inside the page, so that what it says stands in no address and no log."""

from base64 import b64encode
from io import BytesIO

import segno


def qr_image(text: str) -> str:
    """For the `src` of an image."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text)).decode()}"


def qr_svg(text: str) -> bytes:
    """Without a size of its own; the quiet zone around it belongs to it."""
    drawing = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawing, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#1a1a1a", light="#ffffff")
    return drawing.getvalue()
