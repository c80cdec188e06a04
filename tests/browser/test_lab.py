"""The notebooks in JupyterLab, as a reader opens them: they run, show their charts, stay quiet."""

from pathlib import Path

import pytest

NOTEBOOKS = sorted(path.stem for path in Path("notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_and_asks_no_other_host(jupyterlab, name):
    sheet = jupyterlab.run(name)
    sheet.keep(f"lab-{name}")
    errors = [output for output in sheet.outputs() if output["output_type"] == "error"]
    assert (errors, sheet.elsewhere(), sheet.complaints) == ([], [], [])
    sheet.close()
