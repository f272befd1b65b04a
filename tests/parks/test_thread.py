"""A project in one line, and what a Park’s projects have changed."""

from bs4 import BeautifulSoup

from projects.parks.models import Action, Effect, ParkPage, ProjectPage, ProjectPartner


def steps(project) -> list[tuple[str, str, str]]:
    project = ProjectPage.objects.get(pk=project.pk)
    return [(step.label, step.value, step.href) for step in project.thread]


class TestAProject:
    def test_shows_every_step_even_before_it_comes(self, tree):
        assert [(label, value) for label, value, _href in steps(tree.add(ProjectPage))] == [
            ("La question", "à venir"),
            ("Les groupes", "à venir"),
            ("Les effets", "à venir"),
            ("Les actions", "à venir"),
        ]

    def test_counts_what_there_is_and_leads_to_it(self, tree, visitor):
        locale = tree.home.locale
        project = tree.add(
            ProjectPage,
            common_question="Comment mieux vivre ensemble ?",
            partners=[ProjectPartner(group="elected", name="La commune", locale=locale)],
            effects=[Effect(level="people", text="Ils viennent.", locale=locale)],
        )
        for title, status in (("Ouvrir", "done"), ("Planter", "ongoing")):
            Action.objects.create(project=project, title=title, status=status)
        assert [value for _label, value, _href in steps(project)] == [
            "posée à tous",
            "1 partenaire",
            "1 effet constaté",
            "2 actions, 1 terminée",
        ]
        html = BeautifulSoup(visitor.get(project.url).content, "html.parser")
        anchors = [link["href"] for link in html.select(".thread a")]
        assert len(anchors) == 4
        assert all(html.find(id=anchor[1:]) for anchor in anchors)


class TestAPark:
    def test_shows_what_its_projects_have_changed_from_people_to_territory(self, tree, visitor):
        park = tree.add(ParkPage)
        for level, live in (("territory", True), ("people", True), ("groups", False)):
            effect = Effect(level=level, text=f"Effet {level}", locale=tree.home.locale)
            tree.add(ProjectPage, parent=park, effects=[effect], live=live)
        html = visitor.get(park.url).content.decode()
        assert html.index("Effet people") < html.index("Effet territory")
        assert "Effet groups" not in html
