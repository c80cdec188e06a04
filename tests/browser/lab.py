"""JupyterLab on a copy of the project, and its notebooks as a reader sees them in Chromium."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[2]
ARTEFACTS = PROJECT / "artefacts"
COPIED = ("analysis", "data", "docs", "notebooks", "seeds", "*.md")
OPENING = "reported_figures.reports.opening.Opening"  # as `make lab` has it
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"  # asks another host for news
START = 60  # seconds, for the server and for a page
CELLS = 120  # seconds, for all cells of one notebook
LEFT_ALONE = 900  # seconds after which the server ends itself, should the tests have been killed

# the idle light is lit before the kernel is connected, so it is the kernel that is asked
CONNECT = """async () => {
    const app = window.jupyterapp;
    await app.restored;
    const pause = () => new Promise(done => setTimeout(done, 100));
    while (!app.shell.currentWidget?.sessionContext) await pause();
    const notebook = app.shell.currentWidget;
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    await notebook.sessionContext.session.kernel.info;
    while (!app.commands.isEnabled('notebook:run-all-cells')) await pause();
}"""
RUN_ALL = """async () => {
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
    const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
    return cells.map(cell => cell.toJSON());
}"""
SHUT_DOWN = """async () => {
    const opened = [...window.jupyterapp.shell.widgets('main')];
    await Promise.all(opened.map(widget => widget.sessionContext?.shutdown?.()));
}"""
THEME = "name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})"
SCROLL = """async place => {
    const list = window.jupyterapp.shell.currentWidget.content;
    await list.scrollToItem(place, 'start');
    await new Promise(done => setTimeout(done, 300));
}"""


WITHIN = """argument => Promise.race([(%s)(argument), new Promise((_, fail) =>
    setTimeout(() => fail(new Error('JupyterLab took more than %d s')), 1000 * %d))])"""


@dataclass
class Sheet:
    """A notebook that is open in JupyterLab: its page, what it asked for, what it complained of."""

    page: Page
    root: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, script: str, argument: Any = None, seconds: int = START) -> Any:
        """Return what a function of the page answers; Playwright itself would wait for ever."""
        return self.page.evaluate(WITHIN % (script, seconds, seconds), argument)

    def run_all(self) -> list[dict[str, Any]]:
        """Run all cells and return them as the file would hold them, with their outputs."""
        self.cells = self.ask(RUN_ALL, seconds=CELLS)
        return self.cells

    def outputs(self) -> list[dict[str, Any]]:
        """Return the outputs of the last run, in order."""
        return [output for cell in self.cells for output in cell.get("outputs", [])]

    def words(self) -> str:
        """Return the outputs of the last run as plain text."""
        texts = [o.get("data", {}).get("text/plain", o.get("text", "")) for o in self.outputs()]
        return "\n".join(text if isinstance(text, str) else "".join(text) for text in texts)

    def elsewhere(self) -> list[str]:
        """Return the requests that went to another host than the server."""
        own = (self.root, self.root.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def scroll_to(self, place: int) -> None:
        """Bring the cell at a place into view: JupyterLab draws only what is near it."""
        self.ask(SCROLL, place)

    def theme(self, name: str) -> None:
        """Change to one of JupyterLab's own themes, Light or Dark."""
        self.ask(THEME, f"JupyterLab {name}")
        body = f"body[data-jp-theme-light={str(name == 'Light').lower()}]"
        self.page.wait_for_selector(body, state="attached")
        self.page.wait_for_timeout(300)

    def keep(self, name: str) -> None:
        """Keep a screenshot as ``artefacts/NAME.png``, for a person to look at."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")

    def close(self) -> None:
        """End the kernels of the page and close it."""
        self.ask(SHUT_DOWN)
        self.page.close()


@dataclass
class Lab:
    """A running JupyterLab: the folder that it shows, its address and its token."""

    folder: Path
    root: str
    token: str
    browser: Browser

    def load(self, path: str, width: int = 1400, height: int = 1000) -> Sheet:
        """Open a file of the folder in JupyterLab, in a page of its own; wait for no kernel."""
        sheet = Sheet(self.browser.new_page(viewport={"width": width, "height": height}), self.root)
        page = sheet.page
        page.on("request", lambda request: sheet.asked.append(request.url))
        page.on("websocket", lambda socket: sheet.asked.append(socket.url))
        page.on("pageerror", lambda error: sheet.complaints.append(str(error)))
        page.on("console", lambda message: _keep_errors(message, sheet.complaints))
        page.goto(f"{self.root}/lab/tree/{path}?token={self.token}&reset", timeout=START * 1000)
        page.wait_for_function("window.jupyterapp !== undefined", timeout=START * 1000)
        sheet.ask("() => window.jupyterapp.restored.then(() => true)")
        return sheet

    def open(self, name: str, **size: int) -> Sheet:
        """Open the notebook of a name, and return when its kernel has answered."""
        sheet = self.load(f"notebooks/{name}.ipynb", **size)
        sheet.ask(CONNECT)
        return sheet

    def run(self, name: str, **size: int) -> Sheet:
        """Open the notebook of a name and run all its cells."""
        sheet = self.open(name, **size)
        sheet.run_all()
        return sheet


def _keep_errors(message: Any, complaints: list[str]) -> None:
    if message.type == "error":
        complaints.append(message.text)


def copy_project(folder: Path) -> Path:
    """Copy what the notebooks read, the package too: it finds its ledger by its own place."""
    folder.mkdir(parents=True)
    unwanted = shutil.ignore_patterns("*.txt", "__pycache__", ".ipynb_checkpoints")
    for path in (found for pattern in COPIED for found in PROJECT.glob(pattern)):
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=unwanted)
        else:
            shutil.copy(path, folder)
    return folder


@contextmanager
def serve(browser: Browser, scratch: Path) -> Iterator[Lab]:
    """Run JupyterLab on a copy of the project within ``scratch``, and end it afterwards.

    It listens on this machine only, at a free port, behind a random token; it reads and writes no
    settings of the user's. Where the tests are ended from outside, it ends too.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # unwind, as on Ctrl-C
    folder, token = copy_project(scratch / "project"), secrets.token_hex(24)
    server = _start(folder, scratch, token)
    try:
        root = _wait_for(lambda: _address(scratch / "runtime"), server, scratch / "log.txt")
        yield Lab(folder, root, token, browser)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(START)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            raise


def _start(folder: Path, scratch: Path, token: str) -> subprocess.Popen:
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTERLAB_SETTINGS_DIR": "settings"}
    places |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "JUPYTER_RUNTIME_DIR": "runtime"}
    places |= {"JUPYTER_DATA_DIR": "user-data", "IPYTHONDIR": "ipython"}
    own = {name: str(scratch / place) for name, place in places.items()}
    page_config = scratch / "config" / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True)
    page_config.write_text(json.dumps({"disabledExtensions": {ANNOUNCEMENTS: True}}))
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
    command += ["--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", f"--ServerApp.root_dir={folder}"]
    command += [f"--ServerApp.contents_manager_class={OPENING}"]
    command += [f"--ServerApp.shutdown_no_activity_timeout={LEFT_ALONE}"]
    command += [f"--MappingKernelManager.cull_idle_timeout={LEFT_ALONE}"]
    command += ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
    env = os.environ | own | {"JUPYTER_TOKEN": token, "PYTHONPATH": str(folder / "analysis")}
    with (scratch / "log.txt").open("w") as log:
        return subprocess.Popen(
            command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
        )


def _address(runtime: Path) -> str:
    """Return the address that the server wrote down when it began to listen, or nothing yet."""
    for path in runtime.glob("jpserver-*.json"):
        with suppress(json.JSONDecodeError):  # not yet written whole
            if port := json.loads(path.read_text()).get("port"):
                return f"http://127.0.0.1:{port}"
    return ""


def _wait_for(found: Callable[[], str], server: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and server.poll() is None:
        if answer := found():
            return answer
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start. It said:\n{log.read_text()}")
