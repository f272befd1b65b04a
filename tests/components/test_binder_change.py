"""What has just been done is said, and can be undone."""

import pytest

from tests.components.rendering import sample, words


class TestTheChange:
    @pytest.mark.parametrize(
        ("title", "said"),
        [
            ("Une page ajoutée", "est maintenant dans"),
            ("Plusieurs ajoutées", "3 pages sont maintenant"),
            ("Une page retirée", "n’est plus dans"),
            ("Plusieurs retirées", "3 pages ne sont plus"),
        ],
    )
    def test_is_said_aloud(self, title, said):
        notice = sample("binder_change", title).find(role="status")
        assert said in words(notice)

    def test_is_undone_by_the_list_as_it_was(self):
        form = sample("binder_change", "Une page retirée").form
        assert form.select_one('[name="pages"]')["value"] == "1,2"
        assert form.button["value"] == "remettre"
