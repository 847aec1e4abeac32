"""Uploaded pictures: refused before decoding when too large, and always encoded anew."""

from __future__ import annotations

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 16_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


def reencode_square(upload: UploadedFile[Any], *, side: int) -> ContentFile[bytes]:
    """Return the picture cropped to a square of `side` pixels, as WebP without any metadata.

    Raises ValidationError with a reason that the person can act on.
    """
    return _as_webp(ImageOps.fit(_decoded(upload), (side, side)), name="avatar.webp")


def reencode_within(upload: UploadedFile[Any], *, longest: int) -> ContentFile[bytes]:
    """Return the whole picture, no side longer than `longest` pixels, as WebP without any metadata.

    Raises ValidationError with a reason that the person can act on.
    """
    picture = _decoded(upload)
    picture.thumbnail((longest, longest))
    return _as_webp(picture, name="picture.webp")


def _decoded(upload: UploadedFile[Any]) -> Image.Image:
    """The pixels, upright, transparency turned to white.

    Size is judged from the header, before a single pixel is decoded: a 10 kB file can hold 400 MB of pixels.
    """
    if upload.size is None or upload.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB. Choose a smaller one."), code="too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise ValidationError(_("The picture has more than 16 million pixels."), code="too_many_pixels")
                if getattr(picture, "n_frames", 1) > 1:
                    raise ValidationError(_("Choose a still picture, not an animation."), code="animated")
                return _on_white(ImageOps.exif_transpose(picture))
    except ValidationError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("This is not a JPEG, PNG or WebP picture that can be read."), code="unreadable") from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Charts are often saved without a background: on black, their labels could not be read."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def _as_webp(picture: Image.Image, *, name: str) -> ContentFile[bytes]:
    encoded = io.BytesIO()
    picture.save(encoded, "WEBP", quality=85)
    return ContentFile(encoded.getvalue(), name=name)
