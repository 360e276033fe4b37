"""The one database engine of this process, as Piccolo looks it up."""

from piccolo.conf.apps import AppRegistry

from mittendrin.database.engine import make_engine
from mittendrin.settings import read_settings

DB = make_engine(read_settings().database)
APP_REGISTRY = AppRegistry(apps=["mittendrin.piccolo_app"])
