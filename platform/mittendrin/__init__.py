"""Mittendrin: the software behind a city's senior office."""

import os

os.environ.setdefault("PICCOLO_CONF", "mittendrin.piccolo_conf")
