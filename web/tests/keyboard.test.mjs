// The whole way without a mouse, and what an automated check says of each view.
import assert from "node:assert/strict";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Server, Visit, root, startBrowser} from "./session.mjs";

let browser;
let server;
before(async () => {
  browser = await startBrowser();
  server = await Server.start(join(root, "rules"), "--patients", join(root, "patients"),
    "--as-of", "2026-01-15");
});
after(async () => {
  await server.stop();
  await browser.close();
});

// Presses Tab until the focus is on what is sought; what has it must be visible and outlined.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; ++presses) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate((sought) => {
      const now = document.activeElement;
      if (!now?.matches(sought)) return null;
      const {outlineStyle, boxShadow} = getComputedStyle(now);
      const frame = now.closest(".code-editor");
      return outlineStyle !== "none" || boxShadow !== "none" ||
        (frame !== null && getComputedStyle(frame).outlineStyle !== "none");
    }, selector);
    if (there !== null) {
      assert.ok(there, `the focus on ${selector} is seen`);
      return;
    }
  }
  assert.fail(`Tab does not reach ${selector}`);
}

test("by keyboard alone: matrix, explanation, value, rule, download", async () => {
  const visitor = await Visit.open(browser, server);
  const {page} = visitor;
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.getByRole("grid").waitFor();

  await tabTo(page, ".skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");

  await tabTo(page, ".toolbar input[type=search]");
  await page.keyboard.type("P-00");
  await tabTo(page, "[role=gridcell]");
  await page.keyboard.press("Control+Home");
  for (let row = 0; row < 20; ++row) {
    if (await page.evaluate(() => document.activeElement.parentElement.innerText.startsWith("P-007")))
      break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.locator(".decision .verdict-line").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "decision-heading");
  assert.match(await focused(), /P-007 in NCT01374854/);

  await tabTo(page, ".decision .actions button:first-child");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "record-heading");
  await tabTo(page, "input[aria-label='creatinine: value']");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("120");
  await page.locator(".verdict-line:has-text('→')").waitFor();
  assert.match(await page.locator(".decision > [role=status]").innerText(),
    /the verdict is undetermined; it was ineligible/);
  await page.keyboard.press("Shift+Tab");
  for (let presses = 0; presses < 60; ++presses) {
    if (await focused() === "Discard") break;
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Enter");
  await page.locator(".verdict-line:has-text('→')").waitFor({state: "detached"});
  assert.match(await focused(), /Change values/, "what was opened gives the focus back");

  await tabTo(page, ".decision .download button");
  await page.keyboard.press("Enter");
  await tabTo(page, ".popover button[type=submit]");
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.keyboard.press("Enter")]);
  assert.match(download.suggestedFilename(), /\.html$/);

  await page.keyboard.press("Escape");
  await page.locator(".decision").waitFor({state: "detached"});
  assert.match(await page.evaluate(() => document.activeElement.parentElement.innerText), /^P-007/);

  await page.keyboard.press("Shift+Tab");
  await tabTo(page, "[role=gridcell]");
  for (let presses = 0; presses < 60; ++presses) {
    await page.keyboard.press("Shift+Tab");
    if (await page.evaluate(() => document.activeElement.matches("nav a:nth-child(2)"))) break;
  }
  await page.keyboard.press("Enter");
  await page.locator("table.trials").waitFor();
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  await tabTo(page, "a[aria-label='Edit the rule of NCT01374854']");
  await page.keyboard.press("Enter");
  await tabTo(page, ".rule-view textarea");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("trail ");
  await page.locator(".gutter .number.fail").first().waitFor();
  await page.keyboard.press("Tab");
  assert.match(await focused(), /line 1, column/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA");
  assert.deepEqual(await visitor.close(), []);
});

const views = {
  matrix: async () => {},
  explanation: async (visitor) => {
    await visitor.go("decision", "NCT01374854", "P-007");
    await visitor.page.locator(".decision .verdict-line").waitFor();
  },
  "changed value": async (visitor) => {
    await visitor.go("decision", "NCT01374854", "P-007");
    await visitor.page.getByRole("button", {name: "Change values"}).click();
    await visitor.page.getByLabel("creatinine: value").fill("120");
    await visitor.page.locator(".verdict-line:has-text('→')").waitFor();
  },
  "overruling and downloading": async (visitor) => {
    await visitor.go("decision", "NCT03580291", "P-007");
    await visitor.page.getByRole("button", {name: "Overrule R.age"}).click();
    await visitor.page.locator(".decision").getByRole("button", {name: "Download"}).click();
  },
  trials: async (visitor) => {
    await visitor.go("trials");
    await visitor.page.locator("table.trials").waitFor();
  },
  sentences: async (visitor) => {
    await visitor.go("trial", "NCT01374854");
    await visitor.page.locator("#sentence-I8").waitFor();
  },
  "rule with an error": async (visitor) => {
    await visitor.go("rule", "NCT01374854");
    await visitor.page.locator(".rule-view textarea").fill("trial X {");
    await visitor.page.locator(".gutter .number.fail").first().waitFor();
  },
};

for (const [scheme, width] of [["light", 1400], ["dark", 900]]) {
  test(`no serious accessibility fault, ${scheme}, ${width} wide`, async () => {
    for (const [name, reach] of Object.entries(views)) {
      const visitor = await Visit.open(browser, server,
        {colorScheme: scheme, viewport: {width, height: 900}});
      await visitor.page.getByRole("grid").waitFor();
      await reach(visitor);
      assert.deepEqual(await visitor.accessibilityFaults(), [], name);
      assert.equal(await visitor.page.evaluate(() =>
        document.documentElement.scrollWidth <= document.documentElement.clientWidth), true,
      `${name} fits into ${width} pixels`);
      assert.deepEqual(await visitor.close(), [], name);
    }
  });
}
