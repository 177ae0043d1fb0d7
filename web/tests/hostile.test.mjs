// Documents and patients that people bring along: dropped, chosen, hostile, and many.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Server, Visit, root, startBrowser} from "./session.mjs";

let browser;
let server;
before(async () => {
  browser = await startBrowser();
  server = await Server.start();
});
after(async () => {
  await server.stop();
  await browser.close();
});

const file = (name, content) => ({name, mimeType: "text/plain", buffer: Buffer.from(content)});

async function drop(page, name, content) {
  const data = await page.evaluateHandle(([title, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], title));
    return transfer;
  }, [name, content]);
  await page.dispatchEvent(".drop-target", "dragover", {dataTransfer: data});
  await page.dispatchEvent(".drop-target", "drop", {dataTransfer: data});
}

test("an empty session takes a document and patients", async () => {
  const visitor = await Visit.open(browser, server);
  const {page} = visitor;
  await page.getByText("Nothing leaves this computer").waitFor();
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  const document = readFileSync(join(root, "rules/NCT01374854/NCT01374854.txt"), "utf8");
  await page.getByLabel("Add trial documents").setInputFiles(file("NCT01374854.txt", document));
  await page.getByText(/NCT01374854 compiled/).first().waitFor();
  const patients = readFileSync(join(root, "patients/type-1-diabetes.json"), "utf8");
  await drop(page, "type-1-diabetes.json", patients);
  await page.getByRole("rowheader").first().waitFor();
  assert.equal(await page.getByRole("rowheader").count(), JSON.parse(patients).length);
  await page.getByRole("link", {name: "NCT01374854"}).click();
  await page.locator("#sentence-I8").waitFor();
  assert.match(await page.locator("#sentence-I8").innerText(), /HbA1c ≥ 7\.5/);
  assert.deepEqual(await visitor.close(), []);
});

const markup = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>";
const names = [markup, "\" onmouseover=\"window.harmed=1", "P\u202e1-tneitap", "x".repeat(300),
  "../../x", "=HYPERLINK(\"x\")", "\u0645\u0631\u064a\u0636", "a/b#c?d%25"];

test("hostile names and sentences are inert and break nothing", async () => {
  const visitor = await Visit.open(browser, server, {viewport: {width: 1000, height: 900}});
  const {page} = visitor;
  const document = ["Hostile trial " + markup, "", "Inclusion Criteria:", "",
    `1. HbA1c >= 7.5 % ${markup}`, "2. Age \u202e18 to 65 years", `3. ${"y".repeat(300)}`, "",
    "Exclusion Criteria:", "", "1. Pregnancy", ""].join("\n");
  await page.getByLabel("Add trial documents").setInputFiles(file("hostile.txt", document));
  await page.locator(".outcomes").waitFor();
  const records = names.map((id) => JSON.stringify({id, sex: "female", age: 40,
    labs: [{name: markup, value: 1}, {name: "HbA1c", value: 8.1, unit: "%"}],
    facts: {[markup]: true}})).concat("{\"id\": \"<b>broken</b>\"");
  await page.getByLabel("Add patients").setInputFiles(
    file("<i>hostile</i>.ndjson", records.join("\n")));
  await page.getByText(new RegExp(`${names.length} patients added, 1 rejected`)).first().waitFor();
  const {patients, trials} = await server.ask("/api/state");
  for (const name of names) assert.ok(patients.some(({id}) => id === name), name);

  const {id: trial} = trials.find((one) => one.id !== "NCT01374854");
  const fits = () => page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  await page.getByRole("rowheader", {name: "../../x"}).waitFor({state: "attached"});
  assert.equal(await fits(), true, "the matrix fits");
  assert.match(await page.getByRole("grid").textContent(), /U\+202E/);
  for (const name of names) {
    await visitor.go("decision", trial, name);
    await page.locator(".decision .verdict-line").waitFor();
    await page.getByRole("button", {name: "Change values"}).click();
    await page.locator(".record-form").waitFor();
    assert.equal(await fits(), true, `the explanation of ${name} fits`);
  }
  for (const view of ["trials", "trial", "rule"]) {
    await visitor.go(view, ...(view === "trials" ? [] : [trial]));
    await page.locator("main h1").waitFor();
    await page.waitForTimeout(300);
    assert.equal(await fits(), true, `${view} fits`);
  }
  await visitor.go("trial", trial);
  await page.locator("#sentence-I1").waitFor();
  assert.ok((await page.locator("#sentence-I1").innerText()).includes("<img src=x"));
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator("main img, main script, main b, main i").count(), 0);
  assert.deepEqual(await visitor.close(), []);
});

test("200 patients and 20 trials stay quick", async () => {
  const many = Array.from({length: 20}, (_, at) => `NCT${String(at).padStart(8, "0")}`);
  const people = Array.from({length: 200}, (_, at) => `P-${at}`);
  const verdicts = ["eligible", "ineligible", "undetermined"];
  const context = await browser.newContext({viewport: {width: 1400, height: 900}});
  const page = await context.newPage();
  await page.route("**/api/state", async (route) => {
    const state = await (await route.fetch()).json();
    await route.fulfill({json: {...state, patients: people.map((id) => ({id})),
      trials: many.map((id) => ({id, title: "A trial of many", document: null, criteria: 9,
        errors: 0, warnings: 0}))}});
  });
  await page.route("**/api/matrix", (route) => route.fulfill({json: {trials: many, patients: people,
    cells: people.map((_, row) => many.map((__, column) => ({
      verdict: verdicts[(row + column) % 3], fails: ["E1"], open: ["I1", "I2"], openItems: row % 7,
      nearMisses: 1})))}}));
  await page.goto(server.address);
  await page.locator("[role=gridcell]").nth(3999).waitFor({state: "attached"});
  // The time that the page's own thread works: the clock would measure what else the machine does.
  const meter = await context.newCDPSession(page);
  await meter.send("Performance.enable", {timeDomain: "threadTicks"});
  const worked = async () => (await meter.send("Performance.getMetrics")).metrics
    .find(({name}) => name === "ThreadTime").value * 1000;
  const timed = async (steps) => {
    const begin = await worked();
    await steps();
    await page.evaluate(() => new Promise((done) =>
      requestAnimationFrame(() => setTimeout(done))));
    return Math.round(await worked() - begin);
  };
  await page.locator("[role=gridcell][tabindex='0']").focus();
  const took = {
    moves: await timed(async () => {
      for (let at = 0; at < 20; ++at) await page.keyboard.press("ArrowDown");
    }),
    sort: await timed(() => page.getByRole("combobox", {name: "Order"}).selectOption("open")),
    filter: await timed(() => page.getByRole("combobox", {name: "Verdict"})
      .selectOption("eligible")),
  };
  console.log(`milliseconds of work: ${JSON.stringify(took)}`);
  assert.equal(await page.getByRole("rowheader").nth(20).count(), 1);
  assert.ok(took.moves / 20 < 50, "a step of the focus");
  assert.ok(took.sort < 1000 && took.filter < 1000, "sorting and filtering");
  await context.close();
});
