"""The page of `analyse --format html` in Debian's chromium: what people see, and that nothing in a text acts."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, clean

pytestmark = pytest.mark.system
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-all installs it")

CHROMIUM = Path("/usr/bin/chromium")
EXAMPLE = Path(__file__).parents[2] / "examples" / "olm-gorge-dam.md"
ACT = "document.documentElement.dataset.acted = 1"
PAYLOADS = [
    f"</title></style></script><script>{ACT}</script>",
    f"<img src=x onerror='{ACT}'><svg onload='{ACT}'>",
    f'" autofocus tabindex=0 onfocus="{ACT}" x="',
    f"javascript:{ACT}",
    "<iframe src=https://a.example/></iframe><base href=//a.example><meta http-equiv=refresh content=0;//a.example>",
]


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Opened:
    """A page that was opened from its file, with what it asked of the network and what it complained of."""

    def __init__(self, page, path):
        self.page, self.asked, self.told = page, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", lambda dialog: self.told.append(dialog.message))
        page.goto(path.as_uri())
        self.own = path.as_uri()

    def count(self, selector):
        return self.page.locator(selector).count()

    def lit(self):
        """The story's words that are lit, as they stand in the page."""
        return self.page.locator(".text .m.on").all_text_contents()


@pytest.fixture
def opened(chromium, tmp_path):
    pages = []

    def opened(*arguments):
        (tmp_path / "page.html").write_bytes(made(*arguments))
        pages.append(chromium.new_page(viewport={"width": 1280, "height": 900}))
        return Opened(pages[-1], tmp_path / "page.html")

    yield opened
    for page in pages:
        page.close()


def made(*arguments):
    command = [*PROGRAM, "analyse", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, env=clean(), timeout=120).stdout


def said(story, attributions):
    """The words of each statement of `attributions`, cut from the story that the JSON lines hold."""
    statements = [statement for one in attributions for statement in one["statements"]]
    return [" … ".join(story["text"][start:end] for start, end in one["span"]) for one in statements]


def test_the_page_lists_every_statement_and_asks_nothing_of_the_network(opened):
    story = json.loads(made("--format", "jsonl", EXAMPLE))
    shown = said(story, [one for one in story["attributions"] if one["shown"]])
    believed = said(story, [one for one in story["attributions"] if one["act"] == "attitude"])
    there = opened("--format", "html", EXAMPLE)
    assert len(shown) > 10
    assert sorted(there.page.locator(".note:not(.thought-note) li q").all_text_contents()) == sorted(shown)
    assert set(there.page.locator(".thought-note li q").all_text_contents()) <= set(believed)
    assert there.page.locator(".counts").text_content().startswith(f"{len(shown)} statements")
    assert there.asked == [there.own]
    assert there.told == []


def test_the_style_is_applied_under_the_policy(opened):
    there = opened("--format", "html", EXAMPLE)
    marked = there.page.locator(".text .m.content").first
    assert marked.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_note_lights_its_words_and_only_those(opened):
    there = opened("--format", "html", EXAMPLE)
    assert there.lit() == []
    for statement in there.page.locator(".note li").all()[:6]:
        words = statement.locator("q").text_content().split(" … ")
        own = statement.evaluate("item => item.id")
        statement.hover()
        by_pointer = there.lit()
        assert all(piece in "".join(by_pointer) for piece in words)
        marks = there.page.locator(f'.text .m[data-in~="{own}"]').all_text_contents()
        assert by_pointer == marks
        there.page.locator(".plate").hover()
        assert there.lit() == []
        statement.focus()
        assert there.lit() == by_pointer
        there.page.evaluate("document.activeElement.blur()")
        there.page.locator(".plate").hover()


def test_pointing_at_words_lights_their_note(opened):
    there = opened("--format", "html", EXAMPLE)
    words = there.page.locator(".text .m.content").first
    words.hover()
    home = words.evaluate("mark => mark.dataset.to")
    assert there.page.locator(f"#{home}").evaluate("note => note.classList.contains('on')")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_a_text_or_its_description_says_acts(opened, tmp_path, payload):
    (tmp_path / "bad.txt").write_text(
        f"“{payload} will stay,” Mayor Anna {payload} Kovar said on Tuesday.\n\n{payload}\n"
    )
    described = ["--title", payload, "--publisher", payload, "--url", payload]
    there = opened("--format", "html", *described, tmp_path / "bad.txt")
    assert there.page.locator("h1").text_content() == payload
    assert payload in there.page.locator(".text").first.text_content()
    for link in there.page.locator("header.head a").all():
        link.click()
    there.page.mouse.click(200, 200)
    there.page.wait_for_timeout(100)
    assert there.page.evaluate("document.documentElement.dataset.acted") is None
    assert there.count("img, svg, iframe, base, [onerror], [onload], [onfocus], meta[http-equiv=refresh]") == 0
    assert there.count("script") == 1
    assert there.asked == [there.own]
    assert there.told == []


def test_a_page_that_acts_is_caught(chromium, tmp_path):
    """The control: the same eyes on a page without a policy and without escapes."""
    (tmp_path / "bad.html").write_text(f"<img src=x.png onerror='{ACT}'><script>console.error('x')</script>")
    there = Opened(chromium.new_page(), tmp_path / "bad.html")
    there.page.wait_for_timeout(100)
    assert there.page.evaluate("document.documentElement.dataset.acted") == "1"
    assert len(there.asked) == 2
    assert there.told
    there.page.close()
