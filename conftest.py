"""What every test starts from: a user's own settings reach no test, and no kernel of nbval."""

import os
import tempfile

from reported_figures.reports.surroundings import leave_settings, surroundings_of_a_run


def pytest_configure(config):
    """Leave the settings of IPython, matplotlib and warnings; IPython gets a folder of its own."""
    folder = tempfile.TemporaryDirectory(prefix="ipython-")
    config.add_cleanup(folder.cleanup)
    leave_settings()
    os.environ.update(surroundings_of_a_run({}, folder.name))
