"""What every test may ask for. The environment is set first: piccolo_conf reads it on import."""

import os
import tempfile

os.environ["MITTENDRIN_DATA"] = tempfile.mkdtemp(prefix="mittendrin-tests-")
# Whatever a test writes, the servers and commands that it starts can open.
os.environ["MITTENDRIN_SECRET"] = "known to every process of a test"
os.environ.pop("MITTENDRIN_DATABASE", None)

pytest_plugins = ["database_fixtures", "city_fixtures", "app_fixtures", "skipped"]
