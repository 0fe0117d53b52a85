// Bridges appear unasked, are taken over by clicks, and the map shows them.
// Usage: node bridges.mjs BASE EMAIL PASSWORD FOLDER   (ends with 1 and says where it got stuck)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeSource, launch, signedIn } from './hub.mjs';

const [base, email, password, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
let step = 'sign in';

/** Between which offices a bridge shall appear. */
const PAIRS = [
  ['Entsorgung', 'Vermessung', 'entsorgung'],
  ['Entsorgung', 'Stadtwerke', 'stadtwerke'],
  ['Statistik', 'Vermessung', 'statistik'],
];

/** Whether a line is about these houses. */
const fits = (line, [one, two]) => line.includes(one) && line.includes(two);

const rows = (page) => page.$$eval('.hw-bruecken tbody tr', (all) => all.map((row) => {
  const [best, more] = [...row.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  return { text: row.innerText, href: best, more };
}));

/** Bridges of a house: suggestions stand together by what they speak of, with a link to all of them. */
async function lines(page, house) {
  await page.goto(`${base}/bruecken?zustand=suggested&haus=${house}`);
  const all = [];
  for (const group of await rows(page)) {
    if (!group.more) { all.push(group); continue; }
    await page.goto(base + group.more);
    all.push(...await rows(page));
  }
  return all;
}

/** The page says so when it is loaded anew: bridges are found in the background. */
async function appears(page, pair) {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = (await lines(page, pair[2])).find((line) => fits(line.text, pair));
    if (found) return found.href;
    await page.waitForTimeout(500);
  }
  throw new Error('nobody found it');
}

async function look(page, name) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id }) => id));
  if (violations.length) throw new Error(`axe: ${violations.join(' ')}`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    if (over > 0) throw new Error(`${name} is ${over} px too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

try {
  const context = await signedIn(browser, base, email, password, { locale: 'de-DE' });
  const page = await context.newPage();
  for (const [number, pair] of PAIRS.entries()) {
    step = `${pair.join(' and ')}: a suggestion appears`;
    await page.goto(base + await appears(page, pair));
    step = `${pair.join(' and ')}: it is explained`;
    await page.locator('#zweck').waitFor({ timeout: 60000 });
    const text = await page.innerText('main');
    if (!/haben? einen Partner/.test(text)) throw new Error(text.slice(0, 600));
    step = `${pair.join(' and ')}: who joins two houses says what for`;
    await page.locator('#zweck').fill('Die Abfuhr planen');
    await page.locator('#grundlage').fill('Art. 6 Abs. 1 e DSGVO');
    if (number === 0) await look(page, 'zweck');
    await page.locator('form:has(#zweck) button[type=submit]').click();
    await page.locator('.hw-tab--daten tbody tr').first().waitFor({ timeout: 60000 });
    if (number === 0) await look(page, 'bruecke-vorschlag');
    step = `${pair.join(' and ')}: it is taken over`;
    await Promise.all([page.waitForURL(/getan=accept/), page.click('button[value=accept]')]);
    if (number === 0) await look(page, 'bruecke-genommen');
  }
  step = 'the dataset offers the bridge';
  const dataset = await page.locator('.hw-joch a').first().getAttribute('href');
  await page.goto(base + dataset);
  await page.locator('#bruecken a[href^="/bruecken/"]').first().waitFor();
  await look(page, 'datensatz-bruecken');
  step = 'the statement of the bridge answers on the question page';
  await page.locator('#bruecken a[href^="/bruecken/"]').first().click();
  await Promise.all([page.waitForURL(/\/sql/), page.locator('main a[href^="/sql"]').click()]);
  await page.locator('[data-hw-sql-run]').click();
  await page.locator('#ergebnis').waitFor();
  const answer = await page.innerText('main');
  if (/Fehler|verweigert/.test(await page.locator('#fehler').count() ? answer : '')) throw new Error(answer.slice(0, 800));
  step = 'the map shows three bridges';
  await page.goto(`${base}/silokarte`);
  const title = await page.innerText('h1');
  if (!title.startsWith('3 Brücken')) throw new Error(title);
  await look(page, 'silokarte');
  step = 'the list';
  await page.goto(`${base}/bruecken`);
  await look(page, 'bruecken-liste');
  step = 'a suggestion is rejected and thought of again';
  const other = (await lines(page, 'statistik'))[0];
  await page.goto(base + other.href);
  await Promise.all([page.waitForURL(/getan=reject/), page.click('button[value=reject]')]);
  await Promise.all([page.waitForURL(/getan=reopen/), page.click('button[value=reopen]')]);
  await browser.close();
} catch (error) {
  console.log(`stuck at "${step}": ${error.message}`);
  await browser.close();
  process.exit(1);
}
