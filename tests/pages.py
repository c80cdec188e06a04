"""Little notebooks for the tests that publish."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PICTURE = """
import base64, io
from IPython.display import display
from PIL import Image
file = io.BytesIO()
Image.new("RGB", (64, 64), colour).save(file, "PNG")
data = {"image/png": base64.b64encode(file.getvalue()).decode(), "text/plain": "A square"}
display(data, raw=True, metadata={"image/png": {"alt": 'A square of "one" colour'}})
"""


def code(source):
    return new_code_cell(source.strip())


def parameters(source):
    return new_code_cell(source.strip(), metadata={"tags": ["parameters"]})


def text(source):
    return new_markdown_cell(source.strip())


def write(path, *cells):
    """Write a notebook of these cells, not executed."""
    notebook = new_notebook(cells=list(cells))
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)
    return path
