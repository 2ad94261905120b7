"""A figure on a page: what is seen, and what is read aloud."""

from django.template import Context, Template


def shown(words: str) -> str:
    return Template("{% load spoken %}{{ words|spoken }}").render(Context({"words": words}))


def test_a_figure_with_signs_is_seen_with_them_and_heard_in_words():
    assert shown("≈ 5,000 – 7,000 people") == (
        '<span aria-hidden="true">≈ 5,000 – 7,000 people</span>'
        '<span class="visually-hidden">about 5,000 to 7,000 people</span>'
    )


def test_a_figure_in_words_stands_once():
    assert shown("up to 4,700") == "up to 4,700"


def test_what_people_typed_is_escaped_in_both():
    assert "<b>" not in shown("> 5 <b>boats</b>")
    assert "<b>" not in shown("5 <b>boats</b>")
