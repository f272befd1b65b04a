"""Model fields used by page types of several rooms."""

from wagtail.fields import StreamField


class ProseField(StreamField):
    """A stream field whose block definitions stay out of migrations.

    A new help text or block makes no migration; a migration that rewrites stored blocks works on their
    JSON.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
