"""The head of the office's desk."""

from mittendrin.accounts.office_menu import DESK
from mittendrin.accounts.office_menu import office_menu as menu

__all__ = ["DESK", "menu"]
