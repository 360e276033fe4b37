"""Every page of this room, for the application."""

from litestar import Router

from mittendrin.desks.office.helping import (
    changing_pages,
    draft_pages,
    engagement_pages,
    figure_pages,
    incident_pages,
    intake,
    interest_pages,
    moving_pages,
    offer_pages,
    pages,
    proposal_pages,
    request_pages,
    visit_choice_pages,
)

routers: list[Router] = [
    draft_pages.router,
    figure_pages.router,
    pages.router,
    request_pages.router,
    offer_pages.router,
    proposal_pages.router,
    changing_pages.router,
    engagement_pages.router,
    moving_pages.router,
    interest_pages.router,
    intake.router,
    incident_pages.of_a_person,
    incident_pages.router,
    visit_choice_pages.router,
]
