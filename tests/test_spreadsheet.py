"""A ledger that LibreOffice opened and saved again is the same, but for what is named here."""

import shutil
import subprocess

import pytest
from bad_ledgers import DOCUMENTS, FIGURES, QUANTITIES, RULES, SOURCES, build
from reported_figures.ledger import load_ledger
from reported_figures.ledger.checks import check_ledger

SOFFICE = shutil.which("soffice")
UTF8 = "44,34,76,1"  # commas, quotation marks, UTF-8, from the first line on
AS_SHOWN = ",,0,false,true"  # only texts that need it in quotation marks; dates as they are seen
NAMED = {
    "wording": {"10,000": "10000", "2,600": "2600"}
}  # what it takes for a number loses its comma


@pytest.fixture
def saved(tmp_path):
    """The real ledger, and the same one as LibreOffice saves it."""
    real, again = build(tmp_path / "real"), build(tmp_path / "again")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for name in (FIGURES, SOURCES, QUANTITIES, RULES, DOCUMENTS):
        out = (again / name).resolve().parent
        subprocess.run(
            [SOFFICE, profile, "--headless", f"--infilter=CSV:{UTF8}", "--convert-to",
             f"csv:Text - txt - csv (StarCalc):{UTF8}{AS_SHOWN}", "--outdir", out, real / name],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return real, again


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice (soffice) is not installed")
def test_a_ledger_saved_by_libreoffice(saved):
    real, again = saved
    assert (real / SOURCES).read_bytes() != (again / SOURCES).read_bytes()  # true became TRUE
    assert check_ledger(again).problems == []
    one, two = load_ledger(real), load_ledger(again)
    for name in ("sources", "quantities", "hedge_rules", "documents"):
        assert getattr(one, name).equals(getattr(two, name)), name
    for column, changed in NAMED.items():
        expected = one.figures[column].replace(changed)
        assert two.figures[column].tolist() == expected.tolist()
    rest = one.figures.columns.drop(list(NAMED))
    assert two.figures[rest].equals(one.figures[rest])
