"""JPG pictures."""

from io import BytesIO

from PIL import (
    Image,
    ImageOps,
    MpoImagePlugin,  # noqa: F401 - Pillow imports these two when it needs them, but then no file can be opened any more
    TiffImagePlugin,  # noqa: F401
)

from cases.documents.inspection import Reason, Refused

MOST_PIXELS = 64_000_000  # an A4 page at 600 dpi has 35 million
QUALITY = 90
Image.preinit()


def inspect(content):
    """Return the picture re-encoded without metadata (place, time, owner). Raise Refused."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(Reason.LARGE)
            ImageOps.exif_transpose(picture, in_place=True)
            picture.info.clear()
            drawn = BytesIO()
            picture.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Reason.LARGE) from None
    return drawn.getvalue()
