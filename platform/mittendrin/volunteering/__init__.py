"""Who helps whom: offers of time, requests for help, proposals that a person decides on, and what grows from them.

Nothing is ever assigned by itself. A request of a person is never public, and neither side learns the other's
surname, telephone or address before both have said yes; nobody learns of the other's no. Health has no field here.
"""
