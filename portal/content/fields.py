"""Fields used by page types of several rooms."""

from wagtail.fields import StreamField


class ProseField(StreamField):
    """A stream of blocks whose vocabulary is no business of the database.

    Migrations leave the blocks out, so that a new help text or block makes none; a migration that
    rewrites stored blocks works on their JSON.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
