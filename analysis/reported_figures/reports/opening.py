"""How JupyterLab opens a notebook: `make lab` names this class to it.

JupyterLab writes the exact Python of a kernel into each notebook as it opens, and so calls unsaved
whatever was written by another Python, or names none for the sake of a file that stays as it is.
"""

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class Opening(AsyncLargeFileManager):
    """The files of JupyterLab: a notebook in Python comes with the Python that will run it."""

    async def get(self, *args, **options) -> dict:
        """Return a file as the server does; nothing is written."""
        model = await super().get(*args, **options)
        if model["type"] == "notebook" and model["content"]:
            noted, own = model["content"]["metadata"], IPythonKernel.language_info
            if noted.get("language_info", {}).get("name") == own["name"]:
                noted["language_info"] = dict(own)
        return model
