"""The page of `analyse --format html` in Debian's chromium: what people see, and that nothing in a text acts."""

import json
import subprocess
from pathlib import Path

import pytest

from onrecord.export.html import page
from tests.cli.conftest import PROGRAM, clean
from tests.export.sample import SAMPLE

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

# The ratio of the text's luminance to that of the ground behind it, painted layer by layer.
CONTRAST = """element => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour, under) => {
    paint.fillStyle = `rgb(${under.join(" ")})`; paint.fillRect(0, 0, 1, 1);
    paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
  const ground = layers.reduce((under, colour) => rgb(colour, under), [255, 255, 255]);
  const light = (colour) => colour.map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [a, b] = [light(ground), light(rgb(getComputedStyle(element).color, ground))].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


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
    for one in pages:
        one.close()


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


@pytest.fixture
def sample(chromium, tmp_path):
    """The page of an analysis that has every field."""
    (tmp_path / "sample.html").write_text("".join(page([SAMPLE], 0.5)), "utf-8")
    made = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield Opened(made, tmp_path / "sample.html")
    made.close()


def test_every_field_is_there_and_nothing_of_the_text_acts(sample):
    note = sample.page.locator(".note", has_text="claimed")
    shown = note.inner_text()
    for words in (
        "30 May 2022",
        "“on 30 May”",
        "to Radio Most",
        "interview, Radio Most",
        "62 % sure",
        "EUR 2–3 million",
    ):
        assert words in shown.replace("\u00a0", " ")
    assert sample.count("h1 script, .note b") == 0
    assert sample.asked == [sample.own]
    assert sample.told == []


def test_a_note_lights_its_time_its_condition_and_its_amount(sample):
    sample.page.locator(".note", has_text="claimed").locator("li").focus()
    assert {"on 30 May", "unless the state helped", "between €2 million and €3 million"} <= set(sample.lit())


def test_doubt_does_not_rest_on_colour_alone(sample):
    style = "(element, name) => getComputedStyle(element)[name]"
    sure, unsure = sample.page.locator(".note:not(.unsure)").first, sample.page.locator(".note.unsure").first
    assert sure.evaluate("e => getComputedStyle(e).borderLeftStyle") != "dashed"
    assert unsure.evaluate("e => getComputedStyle(e).borderLeftStyle") == "dashed"
    known, doubted = sample.page.locator(".date:not(.doubted)").first, sample.page.locator(".date.doubted").first
    assert known.evaluate(style, "fontStyle") == "normal"
    assert doubted.evaluate(style, "fontStyle") == "italic"
    for selector, line in ((".when", "solid"), (".condition", "wavy"), (".source", "double"), (".cue", "dotted")):
        assert sample.page.locator(f".text {selector}").first.evaluate(style, "textDecorationStyle") == line


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(sample, scheme):
    """WCAG's contrast of 4.5 to 1, of the colours as the browser paints them."""
    sample.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour on its way to another
    for selector in (
        ".content",
        ".deep",
        ".thought",
        ".source",
        ".cue",
        ".when",
        ".date",
        ".doubt",
        ".kind",
        ".where",
        ".tag",
    ):
        painted = sample.page.locator(f"main {selector}").first
        assert painted.evaluate(CONTRAST) >= 4.5, selector


def test_nothing_is_cut_off_on_a_narrow_screen_or_on_paper(sample):
    for width, medium in ((360, "screen"), (720, "print")):
        sample.page.set_viewport_size({"width": width, "height": 900})
        sample.page.emulate_media(media=medium)
        assert sample.page.evaluate("document.documentElement.scrollWidth") <= width


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
