"""Where the project's own tables lie, and how they are described."""

from pathlib import Path

from analysis.tables.schemas import Schemas, read_schemas

PACKAGE = Path(__file__).resolve().parents[1]
# where the package is installed, its folder has data, seeds and notebooks in it
PROJECT = PACKAGE if (PACKAGE / "data").is_dir() else PACKAGE.parent
DATA, SEEDS = PROJECT / "data", PROJECT / "seeds"
SCHEMA = "datapackage.json"


def project_schemas() -> Schemas:
    """Return the schemas of the project's own tables, by name."""
    return {**read_schemas(DATA / SCHEMA), **read_schemas(SEEDS / SCHEMA)}
