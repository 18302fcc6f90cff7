"""The hands of a colleague on the maturity quiz: answering by clicks or from paper, and what each view must satisfy."""

from __future__ import annotations

from .test_walk import choose, looked_at

FIRST, LAST = "w01-portrait", "w12-portrait"
QUESTIONS = 29


class Colleague:
    """One person of the cast at the keyboard, in one language."""

    def __init__(self, page, language: str, name: str, where: str = FIRST) -> None:
        self.page, self.language, self.name, self.where = page, language, name, where
        choose(page, name)
        page.goto(f"/{language}/{where}")

    @property
    def block(self):
        return self.page.locator(".dataide-maturity")

    def unfold(self, handler: str):
        """Open the folds that hold a form, the outer one first, and return the form."""
        form = self.block.locator(f'form[data-handler="{handler}"]').first
        while not form.is_visible():
            form.locator("xpath=ancestor::details[not(@open)]/summary").first.click()
        return form

    def send(self, form, button: str = "button[type=submit]") -> None:
        """Press a form's button, and wait for the server's answer to stand in the page."""
        with self.page.expect_response(lambda reply: "/handler/" in reply.url):
            form.locator(button).first.click()
        self.page.wait_for_timeout(60)

    def answer(self, choice: str) -> None:
        """Choose an answer of the question that is open."""
        form = self.block.locator('form[data-handler="answer"]').first
        form.locator(f'button[value="{choice}"]').click()
        form.locator(f'button[value="{choice}"][aria-pressed="true"]').wait_for()

    def next(self) -> None:
        """Go on: to the next question, or to the portrait after the last one."""
        before = self.block.locator(".dataide-maturity__place").inner_text()
        self.block.locator('form[data-handler="go"] .dataide__button--first').click()
        self.page.wait_for_function(
            "before => { const place = document.querySelector('.dataide-maturity__place');"
            " return !place || place.innerText !== before }",
            arg=before,
        )

    def answer_all(self, level: int, apart: dict[int, str] | None = None) -> None:
        """Take the whole form by clicks; `apart` is {question number: choice}."""
        for number in range(1, QUESTIONS + 1):
            self.answer((apart or {}).get(number, str(level)))
            self.next()

    def type_sheet(self, level: int, apart: dict[int, str] | None = None) -> None:
        """Take it on paper: type one's own sheet in."""
        self.send(self.unfold("paper"))
        form = self.block.locator('form[data-handler="sheet"]')
        form.locator('input[name="whose"][value="mine"]').check()
        questions = form.locator("select:not([name=role])")
        assert questions.count() == QUESTIONS
        for number in range(1, QUESTIONS + 1):
            questions.nth(number - 1).select_option((apart or {}).get(number, str(level)))
        looked_at(self.page)
        self.send(form, ".dataide__button--first")

    def found(self, name: str) -> str:
        """Create the organisation; its code."""
        form = self.unfold("found")
        form.locator("[name=name]").fill(name)
        form.locator("[name=size]").select_option("3-9")
        self.send(form)
        self.block.locator(".dataide-maturity__organisation > summary").click()
        return self.block.locator(".dataide-maturity__code").inner_text()

    def join(self, code: str) -> None:
        form = self.unfold("join")
        form.locator("[name=code]").fill(code.lower())
        self.send(form)
