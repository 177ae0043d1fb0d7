// node run.mjs PROGRAM MODULES: the page of PROGRAM in a real Chromium, with the packages that are
// installed in the folder MODULES. Says what it leaves out where something is missing: status 77.
import {spawnSync} from "node:child_process";
import {existsSync, readdirSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [program, modules] = process.argv.slice(2);
const chromium = process.env.ELIGO_CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

function leaveOut(what) {
  console.log(`left out: the tests of the page in a browser; ${what}`);
  process.exit(77);
}
if (!chromium) leaveOut("there is no Chromium (package chromium)");
if (!existsSync(join(modules, "node_modules", "playwright-core"))) {
  leaveOut("npm could not get the packages of web/package-lock.json when Eligo was built");
}
const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();
const {status} = spawnSync(process.execPath, ["--test", ...tests.map((name) => join(here, name))], {
  stdio: "inherit",
  env: {...process.env, ELIGO_PROGRAM: resolve(program), ELIGO_WEB_MODULES: resolve(modules),
    ELIGO_CHROMIUM: chromium, ELIGO_ROOT: resolve(here, "../..")},
});
process.exit(status ?? 1);
