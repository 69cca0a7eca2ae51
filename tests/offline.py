"""No network but loopback: taken away where the system allows it, watched where it does not."""

import ipaddress
import socket
import struct
import subprocess
import sys
import threading
from functools import lru_cache

import psutil

CUTS = {
    "network cut by `unshare -n`": ["unshare", "-n"],
    "network cut by `unshare -rn`": ["unshare", "-rn"],
}
WATCH = "network not cut (this system does not allow it): connections watched"


@lru_cache
def cut() -> tuple[str, list[str]]:
    """How the network is taken away here, and the command to put in front; an empty one if that is not possible."""
    for name, prefix in CUTS.items():
        probe = [*prefix, sys.executable, __file__, "probe"]
        try:
            if subprocess.run(probe, capture_output=True, timeout=30).returncode == 0:
                return name, prefix
        except (OSError, subprocess.TimeoutExpired):
            continue
    return WATCH, []


def is_cut() -> bool:
    """Whether this process sees no network interface but loopback."""
    return {name for _, name in socket.if_nameindex()} == {"lo"}


def raise_loopback() -> None:
    """Switches loopback on, as `ip link set lo up` does: a new network namespace begins with it off."""
    import fcntl  # only on systems that have namespaces

    up, get_flags, set_flags = 0x1, 0x8913, 0x8914
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        flags = struct.unpack("16sh", fcntl.ioctl(s, get_flags, struct.pack("16sh", b"lo", 0)))[1]
        fcntl.ioctl(s, set_flags, struct.pack("16sh", b"lo", flags | up))


class Watch(threading.Thread):
    """Looks at the connections of this process and its children until stopped, and remembers what leaves loopback."""

    def __init__(self, seconds_between: float):
        super().__init__(daemon=True)
        self.found: set[str] = set()
        self._pause = seconds_between
        self._stop_asked = threading.Event()

    def run(self):
        while not self._stop_asked.wait(self._pause):
            self._look()

    def _look(self):
        me = psutil.Process()
        for process in [me, *me.children(recursive=True)]:
            try:
                connections = process.net_connections(kind="inet")
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            for c in connections:
                if c.raddr and not is_loopback(c.raddr.ip):
                    self.found.add(f"{process.name()} connected to {c.raddr.ip} port {c.raddr.port}")
                if c.status == psutil.CONN_LISTEN and not is_loopback(c.laddr.ip):
                    self.found.add(f"{process.name()} listens on {c.laddr.ip}, not on loopback only")

    def stop(self) -> list[str]:
        self._stop_asked.set()
        self.join()
        self._look()
        return sorted(self.found)


def is_loopback(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_loopback


if __name__ == "__main__":  # the probe: is the network gone and does loopback work
    raise_loopback()
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    sys.exit(0 if is_cut() else 1)
