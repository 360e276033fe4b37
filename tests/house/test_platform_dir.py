from house.the_source import PLATFORM


def test_platform_stays_a_source_root() -> None:
    """An `__init__.py` there would shadow Python's own module `platform` and break every start."""
    assert [path.name for path in PLATFORM.iterdir() if path.suffix == ".py"] == []


def test_platform_holds_one_package() -> None:
    assert [path.name for path in PLATFORM.iterdir() if path.is_dir() and path.name != "__pycache__"] == [
        "mittendrin"
    ]
