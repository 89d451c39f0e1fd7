"""Whether the time of a failed sign-in tells which accounts there are.

    .venv/bin/python -m bench.sign_in [--rounds 60]

Wrong passwords of a person who is there, of one who may not sign in, and of nobody, in turn within each round, with the
hasher of a real site; prints Markdown for docs/security.md: medians in milliseconds and their differences.
"""

import argparse
import shutil
import statistics
import time

from bench import site

NAMES = {"a person who is there": "ada", "one who is not active": "gone", "nobody": "nobody"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    folder = site.configure(8000)
    try:
        import django

        django.setup()
        from django.conf import settings
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.ACCOUNT_RATE_LIMITS = False
        for name in ("ada", "gone"):
            User.objects.create_user(name, password="correct horse battery", is_staff=True, is_active=name == "ada")
        client, took = Client(), {label: [] for label in NAMES}
        for _ in range(rounds + 1):
            for label, name in NAMES.items():
                began = time.perf_counter()
                answer = client.post("/admin/account/login/", {"login": name, "password": "wrong"})
                took[label].append(1000 * (time.perf_counter() - began))
                assert answer.status_code == 200, answer.status_code
        medians = {label: statistics.median(times[1:]) for label, times in took.items()}
        print("| a wrong password of | ms | beside the first |\n|---|---:|---:|")
        for label, median in medians.items():
            print(f"| {label} | {median:.1f} | {median - medians['a person who is there']:+.1f} |")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
