"""The reason for a departure is asked for as soon as a rating is chosen, and not before."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.factories import DEPARTS, assigned, quoted_review, with_evidence
from tests.fixtures.browsers import PHONE, seen_for_a_moment, signed_in
from verification.models import Finding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_field_comes_and_goes_with_the_rating_and_keeps_what_was_written(page):
    given = assigned(quoted_review())
    with_evidence(given)
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    because = page.locator("[name=departs_because]")
    assert not because.is_visible()
    assert page.inner_text("[data-checks-count]") == "1 of 4 met"
    page.set_viewport_size({"width": 1400, "height": 600})  # too low for all of it
    page.keyboard.press("5")  # false, though the one source lies inside
    because.wait_for(state="visible")
    expect(because).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1400, "height": 900})
    assert in_view(
        page, "[name=rating]", "[name=reasons]", "[name=departs_because]", "[data-default]"
    )
    assert page.locator(".finding").evaluate("(it) => it.scrollHeight - it.clientHeight") == 0
    assert page.inner_text("[data-checks-count]") == "2 of 5 met"
    assert page.locator(".missing li:visible").all_inner_texts() == [
        "Whether it was said Q", "Your reasons W", "Why the rating departs from the numbers",
    ]  # fmt: skip
    assert "yet the rating is “False”" in page.inner_text("[data-departs-words]")
    because.fill(DEPARTS)
    assert page.inner_text("[data-checks-count]") == "3 of 5 met"
    page.locator("[name=reasons]").focus()
    page.locator("[name=rating]").first.check()
    because.wait_for(state="hidden")
    page.locator("[name=rating]").nth(4).check()
    because.wait_for(state="visible")
    assert because.input_value() == DEPARTS
    page.wait_for_selector("[data-draft-status][data-state=saved]")
    finding = Finding.objects.get()
    assert (finding.rating.slug, finding.departs_because) == ("false", DEPARTS)
    # In a narrower window the passage comes first, and on a phone no key is named.
    assert page.locator(".rating-option kbd").first.is_visible()
    page.set_viewport_size({"width": 1024, "height": 768})
    assert in_order(page, ".sub", ".ctx-mark", ".claim-say", "#evidence", ".ctx-about")
    assert page.locator(".sub").bounding_box()["height"] < 56  # one row
    page.set_viewport_size(PHONE)
    assert in_order(page, ".ctx-mark", ".claim-say", "#evidence", ".finding", ".ctx-about")
    assert not page.locator(".rating-option kbd").first.is_visible()


def in_view(page, *selectors: str) -> bool:
    """Whether what the panel holds of each is seen whole, under nothing that sticks."""
    seen = """(all) => all.every((it) => {
      const box = it.getBoundingClientRect();
      return [box.top + 3, box.bottom - 3].every((y) => {
        const at = document.elementFromPoint(box.left + box.width / 2, y);
        return at && (it.contains(at) || at.contains(it));
      });
    })"""
    return all(page.eval_on_selector_all(f".finding {each}", seen) for each in selectors)


def in_order(page, *selectors: str) -> bool:
    tops = [page.locator(each).first.bounding_box()["y"] for each in selectors]
    return tops == sorted(tops)


@pytest.fixture
def rating_page(page):
    given = assigned(quoted_review())
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    return page


def chosen(page) -> list[str]:
    return page.eval_on_selector_all(
        ".finding .form input:checked", "all => all.map((each) => each.name + each.id.at(-1))"
    )


def test_a_choice_is_taken_back_by_its_key_a_click_or_clear(rating_page):
    page = rating_page
    clear = page.get_by_role("button", name="Clear the rating")
    assert not clear.is_visible()  # where there is nothing to take back
    page.keyboard.press("2")
    assert chosen(page) == ["rating2"]
    page.keyboard.press("2")
    assert chosen(page) == []
    page.keyboard.press("3")
    page.keyboard.press("ArrowDown")  # moving on is no second press
    assert chosen(page) == ["rating4"]
    page.locator(".rating-option").nth(3).click()
    assert chosen(page) == []
    page.keyboard.press("5")
    page.keyboard.press("Enter")  # saves the draft, and takes nothing back
    page.get_by_text("Draft saved at").wait_for()
    page.wait_for_load_state()
    assert chosen(page) == ["rating5"]
    seen_for_a_moment(page)
    clear.press("Enter")
    assert chosen(page) == []
    page.wait_for_selector("[data-draft-status][data-state=saved]")
    assert Finding.objects.get().rating is None


def test_of_what_was_not_said_the_list_asks_no_more_at_once(rating_page):
    page = rating_page
    asked = page.locator(".missing :is(.check-rating, .check-reasons)")
    assert [each.is_visible() for each in asked.all()] == [True, True]
    page.get_by_label("No", exact=True).check()
    assert [each.is_visible() for each in asked.all()] == [False, False]
    page.get_by_label("No", exact=True).click()
    assert [each.is_visible() for each in asked.all()] == [True, True]
