"""How JupyterLab opens a notebook: `make lab` names this class to it.

As it opens a notebook, JupyterLab notes in it which Python its kernel is, to the last digit. The
files here name no version, so that no machine changes them; each would be "unsaved" at once, and
saved with another content two minutes later. And it looks for the widgets that a saved notebook
had: without the kernel that made them there is "Error displaying widget" in their place.
"""

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from reported_figures.reports.canonical import without_widgets


class Opening(AsyncLargeFileManager):
    """The files of JupyterLab: a notebook comes with the Python that will run it.

    Where no kernel runs for it, it comes with what its widgets showed in place of them.
    """

    async def get(self, *args, **options) -> dict:
        """Return a file as the server does; nothing is written."""
        model = await super().get(*args, **options)
        if model["type"] == "notebook" and model["content"]:
            noted, own = model["content"]["metadata"], IPythonKernel.language_info
            if noted.get("language_info", {}).get("name") == own["name"]:
                noted["language_info"] = dict(own)
            sessions = getattr(self.parent, "session_manager", None)
            if not (sessions and await sessions.session_exists(model["path"])):
                without_widgets(model["content"])
        return model
