"""Starts JupyterLab, with the arguments of `jupyter lab`, in two thirds of its time.

jsonschema, which JupyterLab checks its settings with, builds a grammar of international addresses whenever it is
imported: 1.7 s of processor time, for a format that no setting of JupyterLab has. It does without when the grammar's
package is not there.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # an import of it now fails with ImportError, as if it were not installed

from jupyterlab.labapp import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
