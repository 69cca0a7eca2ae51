"""JupyterLab for the course: opens the lessons, offers one kernel, asks nothing of the internet.

What is given on the command line wins. The file lies in the environment .lab/venv of a copy of the project.
"""

import sys
from pathlib import Path

c = get_config()  # noqa: F821  (given by Jupyter)

lessons = Path(sys.prefix).parent.parent / "notebooks"
if lessons.is_dir():
    c.ServerApp.root_dir = str(lessons)
    if (lessons / "00-start-here.ipynb").is_file():
        c.LabApp.default_url = "/lab/tree/00-start-here.ipynb"

# One kernel to choose from: Java, the course's own. Python's comes along with JupyterLab.
c.KernelSpecManager.ensure_native_kernel = False
c.KernelSpecManager.allowed_kernelspecs = {"java"}
c.MultiKernelManager.default_kernel_name = "java"

# No news, no question about updates, no list of extensions from the internet.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

# The kernel completes and explains code; looking for language servers takes a second and finds none.
c.LanguageServerManager.autodetect = False
