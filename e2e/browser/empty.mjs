// The whole story from nothing, by clicks only: a hub without houses is set up, four offices upload a file each, three
// bridges appear unasked, three clicks take them over, and a map shows rounds that are driven once.
// Usage: node empty.mjs BASE TOKEN FILES FOLDER   (FILES: folder of the offices' files; ends with 1 and says where it got stuck)
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { axeSource, launch, signedIn } from './hub.mjs';

const [base, token, files, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const PASSWORD = 'ein langes Kennwort';
const GIVEN = 'vom Hause vergeben';
let step = 'set up';

const HOUSES = ['Entsorgung', 'Stadtwerke', 'Vermessung', 'Statistik'];
/** What each office brings. */
const FILES = [
  ['Entsorgung', 'entsorgung/Abholaufträge Sperrmüll.csv'],
  ['Stadtwerke', 'stadtwerke/Hausanschlüsse.csv'],
  ['Vermessung', 'vermessung/Straßenverzeichnis.csv'],
  ['Statistik', 'statistik/Einwohner nach Stadtbezirk 31.12.2025.xlsx'],
];
/** Between which offices a bridge shall appear; the first one leads to the map of rounds. */
const BRIDGES = [
  ['Entsorgung', 'Vermessung'],
  ['Stadtwerke', 'Vermessung'],
  ['Statistik', 'Vermessung'],
];

const submit = (page, to) => Promise.all([page.waitForURL(to), page.locator('main form button[type=submit]').first().click()]);

async function look(page, name) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations
    .map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 200)}`));
  if (violations.length) throw new Error(`axe: ${violations.join(' ')}`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    if (over > 0) throw new Error(`${name} is ${over} px too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The administrator's part: an account, four houses, and a person who looks after the data of all four. */
async function setUp() {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(`${base}/einrichten/${token}`);
  await page.fill('#name', 'Jana');
  await page.fill('#email', 'jana@stadt.example');
  await page.fill('#kennwort', PASSWORD);
  await submit(page, (url) => !url.pathname.startsWith('/einrichten'));
  for (const house of HOUSES) {
    step = `the house ${house} is made`;
    await page.goto(`${base}/verwaltung/haeuser/-`);
    await page.fill('#name', house);
    await submit(page, /\/verwaltung\/haeuser(\?|$)/);
  }
  step = 'somebody looks after the data';
  await page.goto(`${base}/verwaltung/konten/neu`);
  await page.fill('#name', 'Kai');
  await page.fill('#email', 'kai@stadt.example');
  await page.fill('#kennwort', GIVEN);
  for (const house of HOUSES) await page.selectOption(`select[name=rolle_${house.toLowerCase()}]`, 'steward');
  await submit(page, /\/verwaltung\/konten(\?|$)/);
  await context.close();
}

/** The password somebody was given opens one page: the one for their own. */
async function choose(context) {
  step = 'a password is chosen';
  const page = await context.newPage();
  await page.goto(`${base}/hochladen`);
  await page.fill('#kennwort_bisher', GIVEN);
  await page.fill('#kennwort', PASSWORD);
  await submit(page, /\/hochladen$/);
  await page.close();
}

/** One file on its way through the three steps of the upload page. */
async function bring(page, [house, file]) {
  const name = basename(file);
  step = `${name}: chosen`;
  await page.goto(`${base}/hochladen`);
  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer: readFileSync(join(files, file)) });
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('form[data-hw-upload] button[type=submit]')]);
  step = `${name}: looked at`;
  await page.locator('#korrektur table').first().waitFor();
  await Promise.all([page.waitForURL(/beschreiben/), page.click('button[name=weiter]')]);
  step = `${name}: described`;
  await page.selectOption('#haus', { label: house });
  await page.locator('form[action$="/uebernehmen"] button[type=submit]').click();
  step = `${name}: taken in`;
  await page.waitForURL(/\/fertig$/);
  await page.locator('main a[href^="/daten/"]').first().waitFor();
}

const rows = (page) => page.$$eval('.hw-bruecken tbody tr', (all) => all.map((row) => {
  const [best, more] = [...row.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  return { text: row.innerText, href: best, more };
}));

/** The best suggestion between two houses, once the page tells of one. */
async function appears(page, [one, other]) {
  for (let tries = 0; tries < 240; tries += 1) {
    await page.goto(`${base}/bruecken?zustand=suggested&haus=${one.toLowerCase()}`);
    for (const group of await rows(page)) {
      const all = [group];
      if (group.more) {
        await page.goto(base + group.more);
        all.push(...await rows(page));
      }
      const found = all.find((line) => line.href.startsWith('/bruecken/') && line.text.includes(one) && line.text.includes(other)
        && !line.text.includes('Bezug'));
      if (found) return found.href;
    }
    await page.waitForTimeout(500);
  }
  throw new Error(`nobody found it: ${await page.innerText('main')}`);
}

/** The first number of a text, with a decimal comma. */
const number = (text) => Number(text.replace(/\./g, '').replace(',', '.').match(/-?[\d.]+/)?.[0]);

try {
  await setUp();
  step = 'sign in';
  const context = await signedIn(browser, base, 'kai@stadt.example', GIVEN, { locale: 'de-DE' });
  await choose(context);
  const page = await context.newPage();
  step = 'there is no bridge yet, and the page says what to do';
  await page.goto(`${base}/bruecken`);
  await page.locator('main a[href="/hochladen"]').waitFor();
  await look(page, 'bruecken-leer');
  for (const file of FILES) await bring(page, file);

  const taken = [];
  for (const pair of BRIDGES) {
    step = `${pair.join(' and ')}: a suggestion appears unasked`;
    const href = await appears(page, pair);
    await page.goto(base + href);
    if (taken.length === 0) {
      step = 'the page says what speaks for it';
      if (await page.locator('#warum dt').count() < 5) throw new Error(await page.innerText('main'));
      await look(page, 'bruecke-warum');
    }
    step = `${pair.join(' and ')}: one click takes it over`;
    await Promise.all([page.waitForURL(/getan=accept/), page.click('button[value=accept]')]);
    taken.push(href);
  }
  if (new Set(taken).size !== 3) throw new Error(taken.join(' '));

  step = 'decisions taught the order of the others';
  await page.goto(`${base}/bruecken?zustand=suggested`);
  await look(page, 'bruecken-gelernt');

  step = 'the bridge leads to a map of rounds, for a purpose';
  await page.goto(base + taken[0]);
  await Promise.all([page.waitForURL(/touren/), page.locator('a[href$="/touren"]').first().click()]);
  await page.locator('#zweck').fill('Touren der Abfuhr planen');
  await page.locator('#grundlage').fill('Art. 6 Abs. 1 e DSGVO');
  await page.locator('form:has(#zweck) button[type=submit]').click();
  await page.locator('#tourenkarte').waitFor({ timeout: 60000 });
  const title = await page.innerText('h1');
  const share = number(title);
  if (!/^[\d,]+\s% weniger Kilometer/.test(title) || !(share > 0 && share < 60)) throw new Error(title);
  step = 'the saving is what the kilometres say';
  const [after, before] = (await page.locator('.hw-zahlen > div').nth(1).locator('.hw-zahl__zu').innerText())
    .split('statt').map(number);
  if (Math.abs(100 * (before - after) / before - share) > 0.2) throw new Error(`${before} ${after} ${share}`);
  if (await page.locator('#tourenkarte .hw-m-schild').count() === 0) throw new Error('no round is drawn');
  console.log(`${title}: ${after} instead of ${before} km`);

  step = 'the council sees three bridges and no island';
  await page.goto(`${base}/silokarte`);
  const map = await page.innerText('main');
  if (!(await page.innerText('h1')).startsWith('3 Brücken')) throw new Error(map);
  await look(page, 'silokarte-aus-dem-nichts');
  await browser.close();
} catch (error) {
  console.log(`stuck at "${step}": ${error.message}`);
  await browser.close();
  process.exit(1);
}
