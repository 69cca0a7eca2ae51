"""Where things are, found from this file, so that the tests run from any folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAB = ROOT / ".lab"
NOTEBOOKS = ROOT / "notebooks"
