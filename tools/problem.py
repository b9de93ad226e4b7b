"""How a tool says that it cannot go on, or that it was asked to stop."""


class Problem(Exception):
    """A sentence for the person at the keyboard; nothing was damaged."""


class Stopped(Exception):
    """Somebody asked the demo to end: Ctrl-C, a closed terminal or a service manager."""
