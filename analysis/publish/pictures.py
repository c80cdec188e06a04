"""Tell whether two pictures look the same."""

import io
import math

import numpy as np
from PIL import Image

# Mahy, Van Eycken & Oosterlinck 1994, Evaluation of uniform color spaces developed after the
# adoption of CIELAB and CIELUV, Color Research & Application 19(2): a difference of 2.3 in CIELAB
# is just noticeable
JUST_NOTICEABLE = 2.3
BLOCK = 8  # pixels a side: an edge that is drawn a fraction of a pixel off averages out
# IEC 61966-2-1: linear sRGB to XYZ, each row divided by the white point D65
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])


def difference(first: bytes, second: bytes) -> float:
    """Return the largest difference in colour (CIE 1976 delta E) between blocks of two pictures.

    Pictures of different sizes differ infinitely.

    >>> def plain(colour):
    ...     file = io.BytesIO()
    ...     Image.new("RGB", (20, 20), colour).save(file, "PNG")
    ...     return file.getvalue()
    >>> round(difference(plain("black"), plain("white")))
    100
    """
    if first == second:
        return 0.0
    one, other = _lab(first), _lab(second)
    if one.shape != other.shape:
        return math.inf
    return float(np.linalg.norm(_blocks(one - other), axis=-1).max())


def _lab(png: bytes) -> np.ndarray:
    """Return a picture on white in CIELAB (CIE 15): lightness 0 to 100, a and b."""
    with Image.open(io.BytesIO(png)) as image:
        picture = image.convert("RGBA")
    page = Image.new("RGBA", picture.size, "white")
    rgb = np.asarray(Image.alpha_composite(page, picture))[..., :3] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ TO_XYZ.T
    x, y, z = np.moveaxis(
        np.where(xyz > 216 / 24389, np.cbrt(xyz), (841 * xyz / 108 + 4 / 29)), -1, 0
    )
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _blocks(pixels: np.ndarray) -> np.ndarray:
    """Return the mean of each block; the last ones repeat the edge of the picture."""
    height, width, channels = pixels.shape
    rest = ((0, -height % BLOCK), (0, -width % BLOCK), (0, 0))
    padded = np.pad(pixels, rest, mode="edge")
    rows, columns = padded.shape[0] // BLOCK, padded.shape[1] // BLOCK
    return padded.reshape(rows, BLOCK, columns, BLOCK, channels).mean(axis=(1, 3))
