"""What axe-core finds on a page: every rule that it has, those of best practice included."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = """async left_out => {
  const rules = Object.fromEntries(
    axe.getRules().map(rule => [rule.ruleId, { enabled: !left_out.includes(rule.ruleId) }]));
  const found = await axe.run({ resultTypes: ["violations"], rules });
  return found.violations.flatMap(violation => violation.nodes.map(
    node => `${violation.id}: ${node.target} ${node.failureSummary} ${node.html.slice(0, 200)}`));
}"""


def violations(page: Page, left_out: tuple[str, ...] = ()) -> list[str]:
    """Return every violation on a page as text; axe-core is put into it, asked of no host."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, list(left_out))
