"""Bulk publication: incomplete pages stay drafts, and a message gives each title and the reason."""

from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from portal.publishing import requirements as publication
from portal.publishing.messages import tell


class PublishCompletePages(PublishBulkAction):
    def check_perm(self, page):
        """Excludes aliases: they have no draft of their own and are published with their original."""
        return page.alias_of_id is None and super().check_perm(page)

    def execute_action(self, objects, **kwargs):
        with publication.listening(skips=True) as refusals:
            parents, children = super().execute_action(objects, **kwargs)
        for refusal in refusals.pages:
            tell(self.request, refusal)
        chosen = {page.pk for page in objects}
        refused_parents = sum(refusal.page.pk in chosen for refusal in refusals.pages)
        return parents - refused_parents, children - (len(refusals.pages) - refused_parents)

    def get_success_message(self, num_parent_objects, num_child_objects):
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None
