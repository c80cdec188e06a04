"""Where the project's own tables lie, and how they are described."""

from analysis import DATA, SEEDS
from analysis.tables.schemas import Schemas, read_schemas

SCHEMA = "datapackage.json"


def project_schemas() -> Schemas:
    """Return the schemas of the project's own tables, by name."""
    return {**read_schemas(DATA / SCHEMA), **read_schemas(SEEDS / SCHEMA)}
