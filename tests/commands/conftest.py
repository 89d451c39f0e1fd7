"""Running the import as somebody at a shell does."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def run(tmp_path):
    """Import files given as name and bytes; returns what was printed, as errors and else, and the failure."""

    def call(*args, **files) -> tuple[str, str, str]:
        paths = []
        for name, data in files.items():
            path = tmp_path / name.replace("_txt", ".txt").replace("_html", ".html")
            if data is not None:
                path.write_bytes(data.encode() if isinstance(data, str) else data)
            paths.append(str(path))
        out, err, failure = StringIO(), StringIO(), ""
        try:
            call_command("import_releases", *paths, *args, stdout=out, stderr=err)
        except CommandError as error:
            failure = str(error)
        return err.getvalue(), out.getvalue(), failure

    return call
