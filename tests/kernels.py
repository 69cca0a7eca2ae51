"""A kernel that a test talks to."""

from jupyter_client.manager import KernelManager

LIMIT = 60  # seconds; what takes longer does not come


class Started:
    """A kernel and a client of it, ready; ended if it does not get ready. Without a manager the installed kernel `java`."""

    def __init__(self, manager: KernelManager | None = None, **how):
        self.manager = manager or KernelManager(kernel_name="java")
        self.manager.start_kernel(**how)
        self.client = self.manager.client()
        try:
            self.client.start_channels()
            self.client.wait_for_ready(timeout=LIMIT)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
