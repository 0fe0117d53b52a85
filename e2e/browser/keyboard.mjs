// Everything by keyboard only: from the search to a file, a file of one's own, a question in SQL.
// Usage: node keyboard.mjs PLAN   (ends with 1 and says where it got stuck)
import { readFileSync } from 'node:fs';
import { launch, signedIn, speak } from './hub.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base } = plan;
const browser = await launch();
let step = 'begin';

/** Presses Tab until the focus is where `found` says; the focused element must be in view each time. */
async function tabTo(page, what, found, argument) {
  step = what;
  for (let stop = 0; stop < 250; stop += 1) {
    await page.keyboard.press('Tab');
    const is = await page.evaluate(`(${found})(document.activeElement, ${JSON.stringify(argument ?? null)})`);
    if (is) return;
  }
  throw new Error('cannot be reached with the Tab key');
}

const hasHref = (element, pattern) => new RegExp(pattern).test(element?.getAttribute('href') ?? '');
const isNamed = (element, name) => element?.getAttribute('name') === name;
const isButton = (element, words) => element?.tagName === 'BUTTON' && new RegExp(words).test(element.textContent);
const isEditor = (element) => element?.className === 'hw-sql__editor';

async function fromSearchToFile(page) {
  await page.goto(`${base}/`);
  step = 'skip link';
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  if (first !== '#inhalt') throw new Error(`the first stop is ${first}`);
  await tabTo(page, 'search field', isNamed, 'q');
  await page.keyboard.type('Sperrmüll');
  await Promise.all([page.waitForURL(/\/daten\?/), page.keyboard.press('Enter')]);
  await tabTo(page, 'dataset', hasHref, '^/daten/[a-z0-9_]+/[a-z0-9_]+$');
  await Promise.all([page.waitForURL(/\/daten\/[a-z0-9_]+\/[a-z0-9_]+$/), page.keyboard.press('Enter')]);
  await tabTo(page, 'table', hasHref, '/tabelle$');
  await Promise.all([page.waitForURL(/\/tabelle$/), page.keyboard.press('Enter')]);
  const field = await page.locator('.hw-filterzeile input').first().getAttribute('name');
  await tabTo(page, 'filter field', isNamed, field);
  await page.keyboard.type('nicht leer');
  await Promise.all([page.waitForURL(/nicht/), page.keyboard.press('Enter')]);
  step = 'the filter keeps the focus';
  await page.waitForFunction((name) => document.activeElement?.getAttribute('name') === name, field);
  await tabTo(page, 'file', hasHref, '/herunterladen/.*\\.csv\\?');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  if (!file.suggestedFilename().endsWith('.csv')) throw new Error(file.suggestedFilename());
  await file.cancel();
}

async function question(page) {
  await page.goto(`${base}/sql`);
  await page.locator('.hw-sql__editor').waitFor();
  await tabTo(page, 'editor', isEditor);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('select 1 as eins');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await tabTo(page, 'run', isButton, 'Ausführen');
  await Promise.all([page.waitForURL(/#ergebnis$/), page.keyboard.press('Enter')]);
  step = 'answer';
  await page.locator('td', { hasText: '1' }).first().waitFor();
  const focus = await page.evaluate(() => document.activeElement?.id);
  if (focus !== 'ergebnis') throw new Error(`the focus is at ${focus}`);
}

async function upload(page) {
  await page.goto(`${base}/hochladen`);
  step = 'choose a file';
  // The dialog of the system is no part of the page: what it would hand over is set.
  await page.setInputFiles('input[type=file]', {
    name: 'Tastatur.csv', mimeType: 'text/csv', buffer: Buffer.from('Nr;Ort\n1;Hafen\n2;Ring\n'),
  });
  await tabTo(page, 'send', isButton, 'Datei lesen lassen');
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.keyboard.press('Enter')]);
  await page.locator('#korrektur table').first().waitFor();
  await tabTo(page, 'go on to the description', isButton, 'Weiter');
  await Promise.all([page.waitForURL(/beschreiben/), page.keyboard.press('Enter')]);
  await tabTo(page, 'title', isNamed, 'titel');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Mit der Tastatur');
  await tabTo(page, 'take in', isButton, 'übernehmen');
  await Promise.all([page.waitForURL(/\/fertig/), page.keyboard.press('Enter')]);
  step = 'done';
  await page.getByRole('heading', { level: 1, name: /Mit der Tastatur/ }).waitFor();
}

try {
  const options = { viewport: { width: 1280, height: 900 }, locale: 'de-DE' };
  const context = await signedIn(browser, base, plan.steward.email, plan.steward.password, options);
  await speak(context, base, 'de');
  for (const walk of [fromSearchToFile, question, upload]) {
    const page = await context.newPage();
    await walk(page);
    await page.close();
  }
  await browser.close();
} catch (error) {
  console.log(`stuck at "${step}": ${error.message}`);
  await browser.close();
  process.exit(1);
}
