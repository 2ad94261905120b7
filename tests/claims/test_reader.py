"""The text as it is laid out for reading: nothing lost, nothing moved, marks where they belong."""

from hypothesis import given
from hypothesis import strategies as st

from claims.reader import Run, Span, Stretch, paragraphs, parts, sentence_around, sentences

TEXT = "One two three.\r\nFour five.\r\n\r\nSix seven."


def runs(text, claims=(), figures=()):
    return [
        [[(run.claims, [(s.start, s.text, s.figure) for s in run.stretches]) for run in line]
         for line in paragraph]
        for paragraph in paragraphs(text, claims, figures)
    ]  # fmt: skip


def test_blank_lines_part_paragraphs_whatever_the_line_ends():
    for end in ("\n", "\r\n", "\r"):
        text = TEXT.replace("\r\n", end)
        found = paragraphs(text, [], [])
        assert [len(paragraph) for paragraph in found] == [2, 1]
        assert found[1][0][0].stretches[0].text == "Six seven."


def test_offsets_count_the_saved_copy_with_its_line_ends():
    [[_, second], [third]] = paragraphs(TEXT, [], [])
    assert second == (Run((), (Stretch(16, "Four five."),)),)
    assert third[0].stretches[0].start == TEXT.index("Six")


def test_a_figure_is_cut_out_of_its_claim():
    assert runs("Some 40 ships left.", [Span(5, 18, 7)], [Span(5, 13, 3)]) == [
        [[((), [(0, "Some ", None)]),
          ((7,), [(5, "40 ships", 3), (13, " left", None)]),
          ((), [(18, ".", None)])]]
    ]  # fmt: skip


def test_a_figure_in_no_claim_is_a_stretch_of_its_own():
    assert runs("Some 40 ships.", [], [Span(5, 13, 3)]) == [
        [[((), [(0, "Some ", None), (5, "40 ships", 3), (13, ".", None)])]]
    ]


def test_where_claims_overlap_the_shorter_stands_first_and_both_are_named():
    [[line]] = paragraphs("abcdefghij", [Span(0, 8, 1), Span(4, 10, 2)], [])
    assert [(run.claims, run.stretches[0].text) for run in line] == [
        ((1,), "abcd"),
        ((2, 1), "efgh"),
        ((2,), "ij"),
    ]


def test_a_claim_over_several_paragraphs_is_marked_in_each():
    found = paragraphs(TEXT, [Span(8, 33, 5)], [])
    marked = [
        "".join(s.text for run in line if run.claims for s in run.stretches)
        for paragraph in found
        for line in paragraph
    ]
    assert marked == ["three.", "Four five.", "Six"]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30))


@given(
    st.text(st.sampled_from("ab \r\n.5😀\u2028"), max_size=60),
    st.lists(SPANS, max_size=5),
    st.lists(SPANS, max_size=5),
)
def test_every_stretch_is_the_text_at_its_offset_and_no_word_is_lost(text, claims, figures):
    claims = [Span(a, a + n, key) for key, (a, n) in enumerate(claims, 1)]
    figures = [Span(a, a + n, key) for key, (a, n) in enumerate(figures, 1)]
    found = [
        stretch
        for paragraph in paragraphs(text, claims, figures)
        for line in paragraph
        for run in line
        for stretch in run.stretches
    ]
    assert all(text[s.start : s.start + len(s.text)] == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(st.text(st.sampled_from("ab\n"), max_size=400), st.integers(8, 60))
def test_parts_cover_the_text_without_gaps(text, size):
    found = parts(text, size)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= size * 5 // 4 for start, end in found)


def test_a_part_ends_between_paragraphs():
    text = "a" * 70 + "\r\n\r\n" + "b" * 60
    assert parts(text, 100) == [(0, 74), (74, 134)]


def test_the_sentence_around_a_figure_is_proposed():
    text = "It rained. Some 40 ships left the port. Nobody knew."
    assert sentence_around(text, 16, 24) == "Some 40 ships left the port."


def test_sentences_end_at_marks_and_lines_and_not_behind_what_is_written_short():
    text = (
        "Mr. Lund said 3.2 ships left on Sept. 4. J. R. Dane stayed.\n\nA heading\n"
        "“Who counted?” Nobody did… so it is said.  "
    )
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. Lund said 3.2 ships left on Sept. 4.",
        "J. R. Dane stayed.",
        "A heading",
        "“Who counted?”",
        "Nobody did… so it is said.",
    ]


def test_sentences_of_nothing_are_none():
    assert list(sentences(" \n ")) == []
