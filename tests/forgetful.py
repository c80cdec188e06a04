"""A plugin for ``make mutate``: each test begins with no answer remembered from another.

A changed line is tried in a process that has run all tests before: what it kept would hide it.
"""

import sys


def pytest_runtest_setup():
    for name, module in list(sys.modules.items()):
        if name.startswith("reported_figures."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
