// Walks through the pages of a running hub in Chromium: axe, console, width, language, keyboard, screenshots.
// Usage: node pages.mjs BASE EMAIL PASSWORD SCREENSHOT_FOLDER   (prints one JSON line per problem, exits 1 if any)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeSource, launch, signedIn } from './hub.mjs';

const [base, email, password, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const problems = [];
const report = (page, kind, detail) => problems.push({ page, kind, detail });

/** Pages by name; those behind a sign-in are visited signed in. */
const PUBLIC = {
  start: '/', liste: '/daten', suche: '/daten?q=sperrmuell', leer: '/daten?q=qwertzuiopasdf',
  haeuser: '/haeuser', anmelden: '/anmelden', sql: '/sql', impressum: '/impressum', datenschutz: '/datenschutz',
  barrierefreiheit: '/barrierefreiheit', 'nicht-da': '/daten/gibtes/nicht',
};
const INSIDE = { hochladen: '/hochladen', konto: '/konto', verwaltung: '/verwaltung' };

const browser = await launch();

async function visit(context, name, path, width, language) {
  const page = await context.newPage();
  const label = `${name} ${width} ${language}`;
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[34]/.test(message.text())) report(label, 'console', message.text());
  });
  page.on('pageerror', (error) => report(label, 'script', error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) report(label, 'foreign', request.url());
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const facts = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    missing: document.body.innerText.match(/[⟨<][a-z]+(-[a-z]+)+[⟩>]/g),
  }));
  if (facts.language !== language) report(label, 'language', facts.language);
  if (facts.headings !== 1) report(label, 'h1', facts.headings);
  if (facts.overflow > 0) report(label, 'overflow', `${facts.overflow} px`);
  if (facts.missing) report(label, 'words', facts.missing.join(' '));
  // The policy forbids inline scripts; axe is brought in through the debugger, which it does not bind.
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  for (const violation of result.violations) {
    report(label, 'axe', `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
  }
  if (language === 'de') await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  await page.close();
}

async function walkByKeyboard(context) {
  const page = await context.newPage();
  await page.goto(`${base}/`, { waitUntil: 'networkidle' });
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  if (first !== '#inhalt') report('start', 'keyboard', `the first stop is ${first}, not the skip link`);
  for (let stop = 0; stop < 60; stop += 1) {
    const field = await page.evaluate(() => document.activeElement?.getAttribute('name'));
    if (field === 'q') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Sperrmüll');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/daten\?/);
  for (let stop = 0; stop < 150; stop += 1) {
    const path = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
    if (/^\/daten\/[a-z0-9_]+\/[a-z0-9_]+$/.test(path)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/daten\/[a-z0-9_]+\/[a-z0-9_]+/, { timeout: 10000 })
    .catch(() => report('start', 'keyboard', 'no dataset can be reached with the keyboard'));
  const outline = await page.evaluate(() => {
    const link = document.querySelector('a[href]');
    link.focus();
    return getComputedStyle(link).outlineStyle !== 'none' || getComputedStyle(link).boxShadow !== 'none';
  });
  if (!outline) report('datensatz', 'keyboard', 'focus cannot be seen');
  await page.close();
}

/** Pages of the first dataset that the list shows. */
async function datasetPages(context) {
  const page = await context.newPage();
  await page.goto(`${base}/daten?q=sperrm%C3%BCll`);
  const links = await page.$$eval('main a[href]', (found) => found.map((link) => link.getAttribute('href')));
  const dataset = links.find((link) => /^\/daten\/[a-z0-9_]+\/[a-z0-9_]+$/.test(link));
  await page.close();
  if (!dataset) { report('liste', 'content', 'no dataset is listed'); return {}; }
  return {
    datensatz: dataset, tabelle: `${dataset}/tabelle`, fassungen: `${dataset}/fassungen`, guete: `${dataset}/guete`,
    schnittstelle: `${dataset}/schnittstelle`, haus: `/haeuser/${dataset.split('/')[2]}`,
  };
}

for (const width of [1280, 390]) {
  for (const [language, locale] of [['de', 'de-DE'], ['en', 'en-GB']]) {
    const options = { viewport: { width, height: 900 }, locale };
    const outside = await browser.newContext(options);
    const found = await datasetPages(outside);
    for (const [name, path] of Object.entries({ ...PUBLIC, ...found })) await visit(outside, name, path, width, language);
    if (width === 1280 && language === 'de') await walkByKeyboard(outside);
    await outside.close();
  }
  const inside = await signedIn(browser, base, email, password, { viewport: { width, height: 900 }, locale: 'de-DE' });
  for (const [name, path] of Object.entries(INSIDE)) await visit(inside, name, path, width, 'de');
  await inside.close();
}
await browser.close();
for (const problem of problems) console.log(JSON.stringify(problem));
console.log(`${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
