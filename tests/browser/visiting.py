"""One look at a page in a browser, and what it did meanwhile."""

from pathlib import Path

PAPER = {"width": 673, "height": 1000}  # the 178 mm between the margins of a page of A4

# whatever is drawn beyond the right edge of the page, but for what is hidden from sight
TOO_WIDE = """all => all.filter(one => !one.closest(".hidden") && one.getClientRects().length
    && one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { name: one.id || one.innerText || one.tagName, body: one === document.body, ringed,
           top: box.top, bottom: box.bottom };
}"""


class Visit:
    """A page, what it asked for, and what it complained of."""

    def __init__(self, browser, path: Path, width: int = 1200, **options):
        self.page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.goto(path.as_uri())
        self.page.wait_for_load_state("networkidle")

    def elsewhere(self) -> list[str]:
        """Return the requests that left the folder of the reports."""
        return [url for url in self.asked if not url.startswith(("file:", "data:"))]

    def attributes(self, selector: str, name: str) -> list[str | None]:
        script = "(found, name) => found.map(element => element.getAttribute(name))"
        return self.page.eval_on_selector_all(selector, script, name)

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element, in one line."""
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def tabbed(self, most: int = 400) -> list[dict]:
        """Return what the Tab key comes to, from the top of the page to its end."""
        stops = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            stops.append(self.page.evaluate(FOCUSED))
            if stops[-1]["body"]:
                break
        return [stop for stop in stops if not stop["body"]]

    def too_wide_in_print(self) -> list[str]:
        """Return what a printed page would cut off at its right edge."""
        self.page.emulate_media(media="print")
        before = self.page.viewport_size
        self.page.set_viewport_size(PAPER)
        found = self.page.eval_on_selector_all("body *", TOO_WIDE)
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size(before)
        return found
