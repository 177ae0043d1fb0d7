// Starts eligo serve and a real Chromium, and listens to all that goes wrong in the page.
import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";

const need = (name) => {
  if (!process.env[name]) throw new Error(`${name} is not set; run.mjs sets it`);
  return process.env[name];
};
export const root = need("ELIGO_ROOT");
const modules = createRequire(join(need("ELIGO_WEB_MODULES"), "package.json"));
const {chromium} = modules("playwright-core");
const axe = modules("axe-core");

export class Server {
  static async start(...options) {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), "eligo-page-"));
    server.log = join(server.folder, "overrides.ndjson");
    server.process = spawn(need("ELIGO_PROGRAM"),
      ["serve", ...options, "--log", server.log], {stdio: ["ignore", "pipe", "pipe"]});
    server.address = await new Promise((resolve, reject) => {
      let out = "";
      let problems = "";
      server.process.stdout.on("data", (part) => {
        out += part;
        const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(out);
        if (found) resolve(found[0]);
      });
      server.process.stderr.on("data", (part) => problems += part);
      server.process.on("exit", (status) =>
        reject(new Error(`eligo serve ended with ${status}: ${problems}`)));
    });
    return server;
  }

  get origin() {
    return new URL(this.address).origin;
  }

  // An answer of the API, as the page gets it.
  async ask(path) {
    const token = decodeURIComponent(this.address.split("#token=")[1]);
    const answer = await fetch(this.origin + path, {headers: {"X-Eligo-Token": token}});
    return answer.json();
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
    rmSync(this.folder, {recursive: true, force: true});
  }
}

export function startBrowser() {
  // The tests run as root in containers, where Chromium's own sandbox cannot start.
  return chromium.launch({executablePath: need("ELIGO_CHROMIUM"), args: ["--no-sandbox"]});
}

export class Visit {
  static async open(browser, server, options = {}) {
    const visit = new Visit();
    visit.faults = [];
    visit.requests = [];
    visit.context = await browser.newContext({viewport: {width: 1400, height: 900},
      reducedMotion: "reduce", ...options});
    const page = visit.page = await visit.context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) visit.faults.push(message.text());
    });
    page.on("pageerror", (error) => visit.faults.push(String(error)));
    page.on("dialog", (dialog) => {
      visit.faults.push(`a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => visit.requests.push(request.url()));
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(server.address);
    await page.locator("main h1").waitFor();
    visit.origin = server.origin;
    return visit;
  }

  async go(...parts) {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, "#/" + parts.map(encodeURIComponent).join("/"));
  }

  // The faults that stop people from using a page, as axe-core finds them.
  async accessibilityFaults() {
    await this.page.evaluate(axe.source);
    const {violations} = await this.page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],  // of the others it need not work out where they are
    }));
    return violations.filter(({impact}) => impact === "serious" || impact === "critical")
      .map(({id, help, nodes}) =>
        `${id}: ${help}: ${nodes.slice(0, 4).map(({html}) => html.slice(0, 160)).join(" | ")}`);
  }

  // Nothing was complained about, and nothing was asked from anywhere else.
  async close() {
    const faults = [...this.faults, ...await this.page.evaluate(() => window.violations)];
    const elsewhere = this.requests.filter((url) =>
      !url.startsWith(this.origin) && !url.startsWith("blob:") && !url.startsWith("data:"));
    await this.context.close();
    return [...faults, ...elsewhere.map((url) => `asked ${url}`)];
  }
}
