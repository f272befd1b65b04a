"""A field is asked, helped and corrected in words that are tied to it."""

import pytest

from tests.components.rendering import sample, words

SINGLE = {"first_name": "input", "email": "input", "message": "textarea", "commune": "select"}
SEVERAL = ("transport", "needs")


@pytest.mark.parametrize(("name", "tag"), SINGLE.items())
class TestASingleField:
    def test_is_asked_by_its_label(self, name, tag):
        field = sample("field", f"À remplir, {name}")
        assert field.label["for"] == field.find(tag)["id"]

    def test_is_tied_to_its_help(self, name, tag):
        field = sample("field", f"À remplir, {name}")
        help_text = field.select_one(".field__help")
        described = field.find(tag).get("aria-describedby")
        assert described == (help_text and help_text["id"])


@pytest.mark.parametrize("name", SEVERAL)
class TestAChoiceOfSeveral:
    def test_is_asked_by_the_legend_of_its_group(self, name):
        field = sample("field", f"À remplir, {name}")
        assert field.fieldset.find(recursive=False).name == "legend"
        assert [bool(choice.label) for choice in field.select("fieldset > div > div")] == [True] * 3

    def test_has_each_choice_named_by_its_own_label(self, name):
        field = sample("field", f"À remplir, {name}")
        assert [label["for"] for label in field.select("label")] == [
            choice["id"] for choice in field.select("input")
        ]


class TestARefusedField:
    @pytest.mark.parametrize("name", ["first_name", "email", "commune"])
    def test_is_tied_to_its_error(self, name):
        field = sample("field", f"Refusé, {name}")
        control = field.find(SINGLE[name])
        error = field.select_one(".field__error").parent
        assert error["id"] in control["aria-describedby"].split()
        assert control["aria-invalid"] == "true"

    def test_is_tied_to_its_error_as_a_group(self):
        field = sample("field", "Refusé, transport")
        error = field.select_one(".field__error").parent
        assert error["id"] in field.fieldset["aria-describedby"].split()

    def test_has_its_error_between_its_label_and_its_control(self):
        field = sample("field", "Refusé, email")
        order = [element.name for element in field.div.find_all(["label", "div", "input"])]
        assert order == ["label", "div", "input"]

    def test_keeps_what_was_typed(self):
        assert sample("field", "Refusé, email").input["value"] == "nadia@"


class TestAField:
    def test_says_that_it_may_stay_empty(self):
        assert "(facultatif)" in sample("field", "À remplir, email").label.text
        assert "facultatif" not in sample("field", "À remplir, first_name").label.text

    def test_has_no_error_before_being_sent(self):
        field = sample("field", "À remplir, first_name")
        assert field.select_one(".field__error") is None
        assert "field--invalid" not in field.div["class"]

    def test_keeps_what_was_accepted(self):
        assert sample("field", "Accepté, transport").select_one("[checked]")["value"] == "bus"
        assert words(sample("field", "Accepté, commune").select_one("[selected]")) == "Condé-sur-l’Escaut"

    def test_that_is_hidden_is_only_itself(self):
        field = sample("field", "À remplir, source")
        assert [element.name for element in field.find_all()] == ["input"]
