"""The one database engine of this process, as Piccolo looks it up."""

from piccolo.conf.apps import AppRegistry

from mittendrin.database.engine import current_engine

DB = current_engine()
APP_REGISTRY = AppRegistry(apps=["mittendrin.piccolo_app"])
