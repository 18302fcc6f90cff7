"""The hands of somebody at their journal: writing, publishing, answering, and what each view must satisfy."""

from __future__ import annotations

from .test_walk import choose, fits, looked_at

FIRST, SECOND = "w01-mon-journal", "w02-mon-journal"
NARROW, PHONE, DESK = 320, 360, 1280
CIRCLE = "2"


class Writer:
    """One person of the cast before a week's journal, in one language."""

    def __init__(self, page, language: str, name: str, where: str = SECOND) -> None:
        self.page, self.address = page, f"/{language}/{where}"
        page.goto(self.address)
        choose(page, name)
        page.goto(self.address)

    @property
    def block(self):
        return self.page.locator(".dataide-journal").first

    def again(self) -> Writer:
        """Come back later."""
        self.page.goto(self.address)
        return self

    def looks(self) -> Writer:
        """It fits from the narrowest phone to a desk, and axe finds nothing on a phone nor on a desk."""
        for width in (NARROW, PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 800})
            fits(self.page) if width == NARROW else looked_at(self.page)
        return self

    def form(self, handler: str, within=None):
        """A form, with the folds around it opened."""
        form = (within or self.block).locator(f'form[data-handler="{handler}"]').first
        form.wait_for(state="attached")
        while not form.is_visible():
            form.locator("xpath=ancestor::details[not(@open)][last()]/summary").click()
        return form

    def told(self, part: str) -> str:
        """Wait until a part says that something was done; what it says."""
        line = self.block.locator(f'[id$="-{part}-told"] [role=status]')
        line.wait_for()
        return line.inner_text()

    # One's own text

    def box(self, name: str):
        return self.block.locator(f'[data-save="entry"] [data-cell="{name}"]')

    def write(self, **boxes: str) -> Writer:
        """Type in boxes, leave them, and wait until all of it is kept."""
        for name, text in boxes.items():
            with self.page.expect_response(lambda reply: "save_cell" in reply.url):
                self.box(name).fill(text)
                self.box(name).blur()
        self.block.locator('[data-save="entry"] [data-saved]:not(.dataide__status--waiting)').first.wait_for()
        return self

    def choose_readers(self, level: str = CIRCLE, signed: str = "name"):
        """Choose who reads and what it is signed with; the form."""
        form = self.form("publish")
        form.locator(f'[name="level"][value="{level}"]').check()
        form.locator(f'[name="signed"][value="{signed}"]').check()
        return form

    def publish(self, level: str = CIRCLE, signed: str = "name", twice: bool = False) -> str:
        """Publish, with the second yes; what was said before it."""
        self.choose_readers(level, signed).locator("button").first.click()
        sure = self.block.locator('form:has([name="sure"])')
        sure.wait_for()
        said = self.block.locator('[id$="-sure-told"]').inner_text()
        sure.locator("button").dblclick() if twice else sure.locator("button").click()
        self.told("publishing")
        return said

    # Answering

    def given(self) -> str:
        """Ask for a text; its words."""
        self.form("next_entry").locator("button").click()
        self.block.locator('[data-save="reply"]').wait_for()
        return self.block.locator(".dataide-journal__answering .dataide-journal__entry").inner_text()

    def answer(self, text: str, signed: str = "name", twice: bool = False) -> Writer:
        """The three gestures, sent at once after the last key."""
        self.block.locator(f'form[data-handler="send"] [name="signed"][value="{signed}"]').check()
        for gesture in ("mirror", "question", "ours"):
            self.block.locator(f'[data-save="reply"] [data-cell="{gesture}"]').fill(f"{text} ({gesture})")
        button = self.block.locator('form[data-handler="send"] button')
        button.dblclick() if twice else button.click()
        self.told("answering")
        return self

    # The folds below

    def fold(self, handler: str):
        """Open a fold that asks the server by itself, and wait for what it answers."""
        form = self.page.locator(f'form[data-handler="{handler}"]')
        fold = self.block.locator("details[data-opening]").filter(has=form).first
        fold.evaluate("fold => { fold.dataset.asked = 'yes' }")
        with self.page.expect_response(lambda reply: reply.url.endswith(f"/{handler}")):
            fold.locator("> summary").click()
        fold = self.block.locator('details[data-asked="yes"]')
        fold.locator("[data-part] .dataide__status").first.wait_for(state="attached")
        return fold
