"""How many connections a server process may hold: each takes a file descriptor."""

import resource

#: Twice what granian accepts (irsite/serve.py), since databases, files and the static files take some too.
WANTED = 8192


def allow() -> None:
    """Raise this process's limit of open files to ``WANTED`` or whatever the system allows. Many systems begin at 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
