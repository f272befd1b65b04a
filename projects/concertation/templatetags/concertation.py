from django import template

from projects.concertation.sheets import advice_on
from projects.parks.models import ProjectPage

register = template.Library()


@register.simple_tag
def question_advice(page):
    """Returns the remarks on the question of a project being edited; None for other pages."""
    return advice_on(page.common_question) if isinstance(page, ProjectPage) else None
