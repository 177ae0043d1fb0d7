// A coordinator's way through the page, with the five trials and the example patients.
import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
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

async function visit(steps, options) {
  const opened = await Visit.open(browser, server, options);
  await steps(opened.page, opened);
  assert.deepEqual(await opened.close(), []);
}

const verdict = ".decision .verdict-line";

async function open(visitor, trial, patient) {
  await visitor.go("decision", trial, patient);
  await visitor.page.locator(".decision h2", {hasText: patient}).waitFor();
  await visitor.page.locator(verdict).waitFor();
}

test("the token leaves the address bar and lasts for a reload", () => visit(async (page) => {
  assert.equal(new URL(page.url()).hash.includes("token"), false);
  await page.reload();
  await page.getByRole("grid").waitFor();
  assert.equal(new URL(page.url()).hash.includes("token"), false);
}));

test("what the page is stands on every view", () => visit(async (page, visitor) => {
  for (const place of [["matrix"], ["trials"], ["trial", "NCT01374854"], ["rule", "NCT01374854"],
    ["decision", "NCT01374854", "P-007"]]) {
    await visitor.go(...place);
    await page.locator("main h1, main h2").first().waitFor();
    assert.match(await page.locator("header").innerText(), /pre-screening aid/i);
    assert.match(await page.locator("header").innerText(), /qualified investigator/i);
    assert.match(await page.locator("header").innerText(), /Screening date/);
  }
}));

test("the matrix counts what screen counts", () => visit(async (page) => {
  await page.getByRole("grid").waitFor();
  const counts = spawnSync(process.env.ELIGO_PROGRAM, ["screen", "rules", "--patients", "patients",
    "--as-of", "2026-01-15", "--format", "counts", "--quiet"], {cwd: root, encoding: "utf8"});
  const lines = counts.stdout.split("\n\n")[0].trim().split("\n").slice(1);
  assert.equal(lines.length, 5);
  for (const line of lines) {
    const [trial, , eligible, ineligible, undetermined] = line.split("\t");
    const heading = page.getByRole("columnheader").filter({hasText: trial});
    assert.deepEqual((await heading.locator(".tally").innerText()).match(/\d+/g),
      [eligible, ineligible, undetermined], trial);
  }
}));

test("rows are filtered by verdict, trial and name, and ordered by open items", () =>
  visit(async (page) => {
    const rows = page.getByRole("rowheader");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 185);
    await page.getByRole("combobox", {name: "Verdict", exact: true}).selectOption("eligible");
    await page.getByRole("combobox", {name: "Trial", exact: true}).selectOption("NCT01374854");
    assert.equal(await rows.count(), 27);
    assert.equal(await page.getByRole("gridcell").count(), 27);
    await page.getByRole("combobox", {name: "Verdict", exact: true}).selectOption("");
    await page.getByRole("combobox", {name: "Order"}).selectOption("open");
    const cells = await page.getByRole("gridcell").allTextContents();
    const undetermined = cells.filter((text) => text.includes("undetermined"))
      .map((text) => Number(/(\d+) open/.exec(text)[1]));
    assert.deepEqual(undetermined, [...undetermined].sort((a, b) => a - b));
    assert.ok(cells[0].includes("eligible") && !cells[0].includes("ineligible"));
    assert.ok(cells.at(-1).includes("ineligible"));
    await page.getByRole("searchbox", {name: "Patient"}).fill("P-007");
    assert.equal(await rows.count(), 1);
  }));

test("a cell opens into its reasons", () => visit(async (page) => {
  const row = page.getByRole("row").filter({has: page.getByRole("rowheader", {name: "P-007"})});
  await row.getByRole("gridcell").nth(2).click();
  const explanation = page.getByRole("region", {name: /P-007 in NCT01374854/});
  await explanation.locator(".verdict-line").waitFor();
  assert.match(await explanation.locator(".verdict-line").innerText(), /ineligible/);
  const failure = await explanation.getByRole("region", {name: /What fails/}).innerText();
  for (const part of ["E5", "serum creatinine > 1.5 mg/dl", "129 umol/L", "2026-01-02", "/labs/1",
    "assumes", "NCT01374854.txt line 144"]) {
    assert.ok(failure.includes(part), `${part} in ${failure}`);
  }
  assert.match(await explanation.getByRole("region", {name: /What is open/}).innerText(),
    /fasting C-peptide/);
  const decision = await server.ask("/api/decision?trial=NCT01374854&patient=P-007");
  assert.equal(await explanation.locator("table.criteria tbody tr").count(),
    decision.criteria.length);
  const near = explanation.getByRole("region", {name: /Close to a limit/});
  assert.equal(await near.locator("li").count(), decision.near.length);
  assert.ok((await row.getByRole("gridcell").nth(2).innerText())
    .includes(`${decision.near.length} near`));
}));

test("a changed value changes the verdict, is discarded, and is kept", () =>
  visit(async (page, visitor) => {
    await open(visitor, "NCT01374854", "P-007");
    await page.getByRole("button", {name: "Change values"}).click();
    await page.getByLabel("creatinine: value").fill("120");
    await page.locator(`${verdict}:has-text("with your change")`).waitFor();
    assert.match(await page.locator(verdict).innerText(), /ineligible.*→.*undetermined/s);
    assert.match(await page.locator("#criterion-E5").innerText(), /was fail/);
    await page.getByRole("button", {name: "Discard"}).click();
    assert.match(await page.locator(verdict).innerText(), /^\s*✕ ineligible\s*$/);

    await page.getByRole("button", {name: "Change values"}).click();
    await page.getByLabel("creatinine: value").fill("1,2");
    await page.getByText("write 1.2, with a point").waitFor();
    await page.getByLabel("creatinine: value").fill("120");
    await page.getByRole("button", {name: "Keep the change"}).click();
    await page.getByText("The change is kept").waitFor();
    await page.locator(".cell[aria-selected=true]", {hasText: "undetermined"}).waitFor();
    const stored = await server.ask("/api/patients/P-007");
    assert.equal(stored.record.labs[1].value, 120);
    assert.equal(stored.record.labs[1].unit, "umol/L");
  }));

test("the record as JSON is tried as soon as it is valid", () => visit(async (page, visitor) => {
  await open(visitor, "NCT01374854", "P-001");
  assert.match(await page.locator(verdict).innerText(), /✓ eligible/);
  await page.getByRole("button", {name: "Change values"}).click();
  await page.getByRole("button", {name: "JSON", exact: true}).click();
  const field = page.getByRole("textbox", {name: "The record as JSON"});
  const record = JSON.parse(await field.inputValue());
  assert.equal(record.id, "P-001");
  await field.fill("{");
  await page.getByText("not tried").waitFor();
  record.labs[0].value = 6.9;
  await field.fill(JSON.stringify(record));
  await page.locator(`${verdict}:has-text("→")`).waitFor();
  assert.match(await page.locator(verdict).innerText(), /→.*ineligible/s);
}));

test("an attestation settles what only a person can say", () => visit(async (page, visitor) => {
  await open(visitor, "NCT01374854", "P-011");
  assert.match(await page.getByRole("region", {name: /What is open/}).innerText(),
    /intends to father a child/);
  await page.getByRole("button", {name: "Change values"}).click();
  await page.getByLabel("E8: does the sentence hold").selectOption("no");
  await page.locator(`${verdict}:has-text("→")`).waitFor();
  assert.match(await page.locator(verdict).innerText(), /→.*✓ eligible/s);
}));

test("a changed limit changes the verdict, and is discarded", () =>
  visit(async (page, visitor) => {
    await open(visitor, "NCT01374854", "P-001");
    await page.getByRole("button", {name: "Change the rule of I8"}).click();
    const field = page.getByRole("textbox", {name: "The rule of I8"});
    const before = await field.inputValue();
    assert.match(before, /hba1c at enrollment >= 7.5 %/);
    await field.fill(before.replace(">= 7.5 %", ">= 8.5 %"));
    await page.locator(`${verdict}:has-text("→")`).waitFor();
    assert.match(await page.locator(verdict).innerText(), /→.*ineligible/s);
    assert.match(await page.locator("#criterion-I8").innerText(), /was pass/);
    await page.getByRole("button", {name: "Discard"}).click();
    await page.locator(`${verdict}:has-text("→")`).waitFor({state: "detached"});
  }));

test("an error in a rule appears at its line as it is typed", () => visit(async (page, visitor) => {
  await visitor.go("rule", "NCT01374854");
  const field = page.getByRole("textbox", {name: "Rule of NCT01374854"});
  await field.waitFor();
  const rule = await field.inputValue();
  const line = rule.slice(0, rule.indexOf("means bmi > 35 kg/m2;")).split("\n").length;
  await field.fill(rule.replace("means bmi > 35 kg/m2;", "means bmii > 35 kg/m2;"));
  const found = page.getByRole("button", {name: `line ${line}, column`});
  await found.waitFor();
  assert.match(await page.locator(".gutter .number.fail").first().innerText(),
    new RegExp(`✕ ${line}`));
  assert.equal(await page.getByRole("button", {name: "Keep the rule"}).isDisabled(), true);
  await found.first().click();
  assert.equal(await field.evaluate((area) => document.activeElement === area &&
    area.value.slice(area.selectionStart, area.selectionEnd)), "bmii");
  await field.fill(rule.replace("means bmi > 35 kg/m2;", "means bmi > 35 kg/m2;\n    // as written"));
  await page.getByText("no error; not kept yet").waitFor();
  await page.getByRole("button", {name: "Keep the rule"}).click();
  await page.getByText("The rule is kept").waitFor();
  assert.match((await server.ask("/api/trials/NCT01374854")).rule, /as written/);
}));

test("a document is shown sentence by sentence, with rule, status and findings", () =>
  visit(async (page, visitor) => {
    await visitor.go("trial", "NCT01374854");
    await page.locator("#sentence-I8").waitFor();
    const trial = await server.ask("/api/trials/NCT01374854");
    assert.equal(await page.locator("[id^=sentence-]:not(h2)").count(), trial.criteria.length);
    const row = await page.locator("#sentence-I8").innerText();
    for (const part of ["HbA1c ≥ 7.5 at time of enrollment.", "line 136", "hba1c", "computed"]) {
      assert.ok(row.includes(part), `${part} in ${row}`);
    }
    const age = await page.locator("#sentence-I1 + .findings-row").innerText();
    assert.match(age, /error\s+conflict/);
    assert.match(age, /say which of the two is meant/);
  }));

test("a patient sheet is downloaded", () => visit(async (page, visitor) => {
  await open(visitor, "NCT01374854", "P-009");
  await page.locator(".decision").getByRole("button", {name: "Download"}).click();
  await page.getByRole("combobox", {name: "Report", exact: true}).selectOption({label: "Patient sheet"});
  await page.getByRole("combobox", {name: "Format"}).selectOption("html");
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("form", {name: "Download a report"}).getByRole("button", {name: "Download"})
      .click()]);
  assert.match(download.suggestedFilename(), /^[\w.-]+\.html$/);
  const sheet = readFileSync(await download.path(), "utf8");
  for (const part of ["P-009", "NCT01374854", "pre-screening aid"]) {
    assert.ok(sheet.includes(part), part);
  }
}));

test("an override stands beside the program's result", () => visit(async (page, visitor) => {
  await open(visitor, "NCT01374854", "P-009");
  const row = page.locator("#criterion-E5");
  const result = await row.locator(".badge").innerText();
  await page.getByRole("button", {name: "Overrule E5"}).click();
  await page.getByRole("radio", {name: "fail"}).check();
  await page.getByLabel("Your name").fill("A. Investigator <b>");
  await page.getByLabel("Reason").fill("a second measurement on paper");
  await page.getByRole("button", {name: "Write to the log"}).click();
  await row.getByText("overruled").waitFor();
  assert.match(await row.innerText(), /fail by A\. Investigator <b>/);
  assert.equal(await row.locator(".badge").innerText(), result);
  assert.match(readFileSync(server.log, "utf8"), /a second measurement on paper/);
}));

test("screening date and strict mode change the answers", () => visit(async (page) => {
  const tally = page.getByRole("columnheader").filter({hasText: "NCT01374854"}).locator(".tally");
  const before = await tally.innerText();
  await page.getByRole("checkbox", {name: /Strict/}).check();
  await page.getByText("strict: no assumption is used").waitFor();
  await page.waitForFunction(([text]) => [...document.querySelectorAll(".tally")]
    .every((one) => one.innerText !== text), [before]);
  await page.getByRole("checkbox", {name: /Strict/}).uncheck();
  await page.getByText("with named assumptions").waitFor();
  const date = page.getByLabel("Screening date");
  await date.fill("2026-06-15");
  await date.blur();
  await page.getByText("Screened as of 2026-06-15").waitFor();
  assert.equal((await server.ask("/api/state")).asOf, "2026-06-15");
  await date.fill("2026-01-15");
  await date.blur();
  await page.getByText("Screened as of 2026-01-15").waitFor();
}));
