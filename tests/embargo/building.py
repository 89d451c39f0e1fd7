"""Fills a site, in a process of the desk: ``python -m tests.embargo.building migrate public_site draft``."""

import datetime
import json
import random
import sys
import uuid

import django


def main(scenes: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    from tests.embargo import world

    options = dict(scene.split("=", 1) for scene in scenes if "=" in scene)
    for scene in scenes:
        if scene == "migrate":
            call_command("migrate", verbosity=0)
        elif "=" not in scene:
            # The same keys in every copy, so that what was asked of one can be asked of the other.
            chance = random.Random("public" if scene == "public_site" else "secret")
            uuid.uuid4 = lambda chance=chance: uuid.UUID(int=chance.getrandbits(128), version=4)
            if scene == "public_site":
                world.public_site()
            elif scene == "one_second_before":
                world.one_second_before(datetime.datetime.fromtimestamp(float(options["live_at"]), datetime.UTC))
            elif scene != "facts":
                getattr(world, scene)()
    if "grant" in options:
        call_command("grant_public", options["grant"], verbosity=0, stdout=sys.stderr)
    json.dump(world.facts(), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
