import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open, page, serve, startBrowser } from "./page.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const schema = { tables: [{ name: "umwelt.baumkataster", title: "Baumkataster",
  columns: [{ name: "baumart", type: "Text" }, { name: "Höhe m", type: "Zahl" }] }] };

const sqlPage = page(`<form class="hw-sql" method="get" action="/sql"><label for="sql">Abfrage</label>
<textarea class="hw-sql__feld" id="sql" name="sql" data-hw-sql required>select 1</textarea>
<script type="application/json" data-hw-schema>${JSON.stringify(schema)}</script>
<p class="hw-sql__fuss"><button class="kern-btn kern-btn--primary" data-hw-sql-run><span class="kern-label">Ausführen</span></button></p></form>`);

const mistakenPage = page(`<div id="fehler">Zeile 2 ist falsch.</div>
<form class="hw-sql" method="get" action="/lange" data-hw-frage><label for="sql">Abfrage</label>
<textarea class="hw-sql__feld" id="sql" name="sql" data-hw-sql aria-invalid="true" aria-describedby="fehler">select 1</textarea>
<p class="hw-sql__fuss"><button class="kern-btn kern-btn--primary" data-hw-sql-run><span class="kern-label">Ausführen</span></button></p></form>`);

const uploadPage = page(`<form class="hw-ablage" method="post" action="/hochladen" enctype="multipart/form-data" data-hw-upload>
<div class="hw-ablage__feld"><label class="hw-ablage__titel" for="datei">Datei wählen</label>
<input class="hw-ablage__datei" id="datei" type="file" name="datei"></div>
<button class="kern-btn kern-btn--primary"><span class="kern-label">Weiter</span></button></form>`);

const signInPage = page(`<div class="hw-anmeldung"><form class="hw-anmeldung__form" method="post" action="/anmelden">
<div class="kern-form-input"><label class="kern-label" for="mail">E-Mail</label><input class="kern-form-input__input" id="mail" type="email" name="email" autocomplete="username"></div>
<button class="kern-btn kern-btn--primary"><span class="kern-label">Anmelden</span></button></form>
<div class="hw-anmeldung__neben"><h2>Wozu anmelden</h2><p>Offene Daten lesen Sie ohne Anmeldung.</p></div></div>`);

function tablePage(request) {
  const query = new URL(request.url, "http://localhost").searchParams;
  const sort = query.get("sort") ?? "name";
  return { body: page(`<p id="stand">geladen ${Math.random()}</p><div id="vorschau" data-hw-teil data-hw-ansage="Sortiert nach ${sort}">
<form method="get"><label for="f">Filter</label><input id="f" name="filter"><input name="leer" aria-label="leer"><button>Anwenden</button></form>
<table class="kern-table hw-tab"><caption>Zeilen</caption><thead><tr><th scope="col" aria-sort="${sort === "jahr" ? "ascending" : "none"}">
<a class="hw-sortier" href="?sort=jahr">Jahr</a></th></tr></thead><tbody><tr><td>${sort} ${query.get("filter") ?? ""}</td></tr></tbody></table></div>`) };
}

const draftPage = (name) => page(`<div id="entwurf"><form method="post" action="/entwurf" data-hw-entwurf>
<label for="name">Name</label><input id="name" name="name" value="${name}"><div class="hw-unten"><p class="hw-rahmen">
<button>Vorschau erneuern</button></p></div></form><p id="vorschau">${name}</p></div>`);

const longList = page(`<div id="entwurf"><form method="post" action="/entwurf" data-hw-entwurf><label for="ziel">Für</label>
<select id="ziel" name="ziel" data-hw-suchen><option value="neu">Neu</option>${["Umwelt", "Straßenbau"].map((house) =>
    `<optgroup label="${house}">${["Bäume", "Flächen", "Pläne", "Kosten", "Zählung"].map((name) =>
      `<option value="${house}/${name}">${name}</option>`).join("")}</optgroup>`).join("")}</select></form></div>`);

let browser;
let hub;
let held;
const received = [];

before(async () => {
  browser = await startBrowser();
  hub = await serve({
    "GET /sql": () => ({ body: sqlPage }),
    "GET /falsch": () => ({ body: mistakenPage }),
    "GET /hochladen": () => ({ body: uploadPage }),
    "GET /anmelden": () => ({ body: signInPage }),
    "GET /tabelle": tablePage,
    "GET /ziele": () => ({ body: longList }),
    "GET /entwurf": () => ({ body: draftPage("nr") }),
    "POST /entwurf": (_request, body) => ({ body: draftPage(new URLSearchParams(body.toString()).get("name")) }),
    "GET /gelesen": () => ({ body: page("<p>Gelesen</p>") }),
    "POST /hochladen": (_request, body) => {
      received.push(body.length);
      return body.includes("kaputt.csv")
        ? { status: 422, body: page("<h1>Diese Datei ist leer.</h1>") }
        : { status: 303, headers: { location: "/gelesen" } };
    },
  });
});

after(async () => {
  await browser?.close();
  hub?.server.closeAllConnections();
  hub?.server.close();
});

test("every marked page keeps the content security policy and has no axe violation", async () => {
  for (const path of ["/sql", "/hochladen", "/anmelden", "/tabelle"]) {
    const { tab, complaints, close } = await open(browser, hub.origin, path);
    assert.deepEqual(complaints, [], path);
    // axe itself is let in over the debugging protocol, not through the page's policy.
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), [], path);
    await close();
  }
});

test("the editor is styled although no style element is allowed", async () => {
  const { tab, close } = await open(browser, hub.origin, "/sql");
  const look = await tab.locator(".cm-keyword, .cm-line span").first().evaluate((word) => getComputedStyle(word).fontWeight);
  assert.equal(look, "600");
  assert.equal(await tab.locator(".cm-scroller").evaluate((box) => getComputedStyle(box).display), "flex");
  await close();
});

test("the editor completes tables and quotes columns that need it", async () => {
  const { tab, close } = await open(browser, hub.origin, "/sql");
  await tab.locator(".cm-content").click();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("select * from umwelt.");
  await tab.locator(".cm-tooltip-autocomplete li", { hasText: "baumkataster" }).waitFor();
  await tab.waitForFunction(() => document.querySelector(".hw-sql__editor").shadowRoot.querySelector("li[aria-selected]"));
  await tab.locator(".cm-tooltip-autocomplete li", { hasText: "baumkataster" }).click();
  await tab.keyboard.type(" where Höh");
  await tab.locator(".cm-tooltip-autocomplete li", { hasText: "Höhe m" }).click();
  assert.equal(await tab.locator("#sql").inputValue(), 'select * from umwelt.baumkataster where "Höhe m"');
  await close();
});

test("Control and Enter sends the statement, Escape then Tab leaves the editor", async () => {
  const { tab, close } = await open(browser, hub.origin, "/sql");
  await tab.locator(".cm-content").click();
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("select 2");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "BUTTON");
  await tab.locator(".cm-content").focus();
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.className), "hw-sql__editor");
  await Promise.all([tab.waitForURL(/sql=.*select\+2/), tab.keyboard.press("Control+Enter")]);
  await close();
});

test("a mistake is said together with the editor it is about", async () => {
  const { tab, complaints, close } = await open(browser, hub.origin, "/falsch");
  const content = tab.locator(".cm-content");
  assert.equal(await content.getAttribute("aria-invalid"), "true");
  const said = await content.evaluate((editor) => editor.getRootNode().getElementById(editor.getAttribute("aria-describedby")).textContent);
  assert.equal(said, "Zeile 2 ist falsch.");
  assert.deepEqual(complaints, []);
  await close();
});

test("a long question counts its seconds and can be cancelled", async () => {
  const { tab, close } = await open(browser, hub.origin, "/falsch");
  let waiting;
  await tab.route("**/lange*", (route) => { waiting = route; });
  await tab.locator(".hw-sql__lauf").waitFor({ state: "attached" });
  // While a page is on its way nobody outside can look at the old one: somebody inside does.
  await tab.evaluate(() => {
    const line = document.querySelector(".hw-sql__lauf");
    const button = line.querySelector("button");
    globalThis.said = [];
    new MutationObserver(() => {
      globalThis.said.push(line.innerText);
      if (!button.hidden && line.textContent.includes("1 s")) button.click();
    }).observe(line, { subtree: true, childList: true, attributes: true });
  });
  await tab.locator("[data-hw-sql-run]").click({ noWaitAfter: true });
  await tab.waitForFunction(() => globalThis.said.some((words) => words.includes("Abgebrochen")));
  assert.ok((await tab.evaluate(() => globalThis.said)).some((words) => /berechnet[^]*1 s/.test(words)));
  assert.equal(new URL(tab.url()).pathname, "/falsch");
  assert.equal(await tab.evaluate(() => document.activeElement.hasAttribute("data-hw-sql-run")), true);
  await waiting?.abort().catch(() => {});
  await close();
});

test("a long list of choices is narrowed by what is typed, and the form does not change by it", async () => {
  const { tab, complaints, close } = await open(browser, hub.origin, "/ziele");
  const search = tab.getByRole("searchbox", { name: "In 11 Einträgen suchen" });
  await search.fill("strassenbau zahl");
  const labels = () => tab.locator("#ziel option").allInnerTexts();
  assert.deepEqual(await labels(), ["Neu", "Zählung"]);
  assert.equal(await tab.locator("#hw-ansage").innerText(), "2 von 11 Einträgen");
  assert.equal(await tab.locator("#entwurf").getAttribute("data-hw-geaendert"), null);
  await search.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "ziel");
  await search.fill("");
  assert.equal((await labels()).length, 11);
  assert.deepEqual(complaints, []);
  await close();
});

test("a page without an editor does not load it", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const loaded = [];
  tab.on("request", (request) => loaded.push(request.url()));
  await tab.goto(`${hub.origin}/anmelden`);
  await tab.waitForLoadState("networkidle");
  assert.equal(loaded.filter((url) => url.includes("sql-editor")).length, 0);
  assert.ok(loaded.some((url) => url.includes("app-")));
  await context.close();
});

test("a chosen file is listed, sent and its result opened", async () => {
  const { tab, complaints, close } = await open(browser, hub.origin, "/hochladen");
  await tab.locator("#datei").setInputFiles({ name: "bäume.csv", mimeType: "text/csv", buffer: Buffer.alloc(3_400_000, "a") });
  assert.equal(await tab.locator(".hw-ablage__liste li").innerText().then((text) => text.replace(/\s+/g, " ")), "bäume.csv 3,4 MB");
  await Promise.all([tab.waitForURL("**/gelesen"), tab.locator("button.kern-btn--primary").click()]);
  assert.ok(received.at(-1) > 3_400_000);
  assert.deepEqual(complaints, []);
  await close();
});

test("a refused file shows what the server said and moves the focus there", async () => {
  const { tab, close } = await open(browser, hub.origin, "/hochladen");
  await tab.locator("#datei").setInputFiles({ name: "kaputt.csv", mimeType: "text/csv", buffer: Buffer.from("") });
  await tab.locator("button.kern-btn--primary").click();
  await tab.locator("h1", { hasText: "Diese Datei ist leer." }).waitFor();
  await close();
});

test("a transfer can be cancelled and the form used again", async () => {
  const { tab, close } = await open(browser, hub.origin, "/hochladen");
  await tab.route("**/hochladen", (route) => { held = route; });
  await tab.locator("#datei").setInputFiles({ name: "lang.csv", mimeType: "text/csv", buffer: Buffer.alloc(100_000, "a") });
  await tab.locator("button.kern-btn--primary").click();
  await tab.locator(".hw-lauf button").click();
  await tab.locator(".hw-lauf__wort", { hasText: "abgebrochen" }).waitFor();
  assert.equal(await tab.locator("button.kern-btn--primary").isEnabled(), true);
  await held?.abort().catch(() => {});
  await close();
});

test("a dropped file becomes the chosen file", async () => {
  const { tab, close } = await open(browser, hub.origin, "/hochladen");
  const dropped = await tab.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["a;b"], "gezogen.csv"));
    return transfer;
  });
  await tab.dispatchEvent(".hw-ablage__feld", "drop", { dataTransfer: dropped });
  assert.equal(await tab.locator("#datei").evaluate((input) => input.files[0].name), "gezogen.csv");
  await close();
});

test("sorting and filtering exchange only their part, keep the focus and are announced", async () => {
  const { tab, complaints, close } = await open(browser, hub.origin, "/tabelle");
  const outside = await tab.locator("#stand").innerText();
  await tab.locator(".hw-sortier").click();
  await tab.locator("td", { hasText: "jahr" }).waitFor();
  assert.equal(await tab.locator("#stand").innerText(), outside);
  assert.equal(new URL(tab.url()).search, "?sort=jahr");
  assert.equal(await tab.evaluate(() => document.activeElement.className), "hw-sortier");
  assert.equal(await tab.locator("#hw-ansage").innerText(), "Sortiert nach jahr");
  await tab.locator("#f").fill("Eiche");
  await tab.keyboard.press("Enter");
  await tab.locator("td", { hasText: "Eiche" }).waitFor();
  assert.equal(new URL(tab.url()).search, "?filter=Eiche");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "f");
  await tab.goBack();
  await tab.locator("td", { hasText: "jahr" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("what was changed before the script was there is kept and shown", async () => {
  const context = await browser.newContext({ locale: "de-DE" });
  const tab = await context.newPage();
  let release;
  const gate = new Promise((resolve) => { release = resolve; });
  await tab.route("**/assets/*.js", async (route) => { await gate; await route.continue(); });
  await tab.goto(`${hub.origin}/entwurf`, { waitUntil: "commit" });
  await tab.fill("#name", "kennung");
  release();
  await tab.locator("#vorschau", { hasText: "kennung" }).waitFor();
  assert.equal(await tab.inputValue("#name"), "kennung");
  await context.close();
});
