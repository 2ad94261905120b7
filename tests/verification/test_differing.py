"""Two versions of a text side by side: what is marked, and that it stays small."""

from __future__ import annotations

from verification.watch.differing import MOST_SHOWN, Pair, Run, differences, marked

OLD = ["The fund of Aro", "It met on Tuesday.", "It paid 65 villages.", "Nobody asked.", "The end."]


def text(lines):
    return "\n\n".join(lines)


def test_only_the_words_that_differ_are_marked():
    old, new = marked("It paid 65 villages in Aro.", "It paid 66 villages in Aro.")
    assert old == [Run("It paid "), Run("65", True), Run(" villages in Aro.")]
    assert new == [Run("It paid "), Run("66", True), Run(" villages in Aro.")]


def test_a_figure_with_its_marks_is_one_word():
    old, _ = marked("1,400.5 km", "1,500.5 km")
    assert old == [Run("1,400.5", True), Run(" km")]


def test_a_passage_too_long_to_compare_is_shown_unmarked():
    long = "word " * 3000
    assert marked(long, long + "more") == ([Run(long)], [Run(long + "more")])


def test_the_paragraphs_that_differ_are_shown_with_one_on_each_side():
    new = [*OLD[:2], "It paid 66 villages.", *OLD[3:]]
    at = text(OLD).index("65")
    pairs, is_cut = differences(text(OLD), text(new), old_at=at, new_at=at)
    assert not is_cut
    assert [("".join(r.text for r in p.old), p.is_same) for p in pairs] == [
        ("It met on Tuesday.", True),
        ("It paid 65 villages.", False),
        ("Nobody asked.", True),
    ]
    assert pairs[1].new[1] == Run("66", True)


def test_a_paragraph_put_in_or_taken_out_stands_alone():
    new = [*OLD[:3], "An advert for 66 villas and more.", *OLD[4:]]
    pairs, _ = differences(text(OLD), text(new), old_at=30, new_at=30)
    assert Pair([Run("Nobody asked.", True)], []) in pairs
    assert Pair([], [Run("An advert for 66 villas and more.", True)]) in pairs


def test_texts_that_read_alike_around_the_place_show_nothing():
    assert differences(text(OLD), text(OLD), old_at=5, new_at=5) == ([], False)


def test_of_a_long_text_only_what_is_near_is_compared_and_so_much_shown():
    old = [f"Line {n} says {n}." for n in range(20_000)]
    new = [f"Line {n} now has {n + 1}." for n in range(20_000)]
    at = text(old).index("Line 10000 ")
    pairs, is_cut = differences(
        text(old), text(new), old_at=at, new_at=text(new).index("Line 10000 ")
    )
    assert len(pairs) == MOST_SHOWN
    assert is_cut
    numbers = [int(pair.old[0].text.split()[1]) for pair in pairs if pair.old]
    assert all(9900 < number < 10_100 for number in numbers)
