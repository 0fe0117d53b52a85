// The story: bridges of four houses appear, three clicks take them over, and a map shows rounds that are driven once.
// Then values get partners by hand, and the council gets its sheet.
// Usage: node story.mjs BASE EMAIL PASSWORD FOLDER   (ends with 1 and says where it got stuck)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeSource, launch, signedIn } from './hub.mjs';

const [base, email, password, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
let step = 'sign in';

/** Between which datasets a bridge shall appear. */
const STORY = [
  ['entsorgung', 'Abholaufträge', 'vermessung', 'Straßenverzeichnis'],
  ['entsorgung', '', 'stadtwerke', ''],
  ['statistik', '', 'vermessung', ''],
];

/** Waits until a suggestion between two houses is there: bridges are found in the background. */
async function appears(context, [oneHouse, one, otherHouse, other]) {
  const is = (bank, house, title) => bank.organisation === house && bank.title.includes(title);
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await context.request.get(`${base}/api/v1/bridges?state=suggested&organisation=${oneHouse}`);
    const found = (await answer.json()).items.find((bridge) => bridge.kind === 'join'
      && ((is(bridge.left, oneHouse, one) && is(bridge.right, otherHouse, other))
        || (is(bridge.right, oneHouse, one) && is(bridge.left, otherHouse, other))));
    if (found) return found.id;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  throw new Error('nobody found it');
}

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

/** Says what two houses are joined for, where a page asks. */
async function say(page) {
  await page.locator('#zweck').fill('Touren der Abfuhr planen');
  await page.locator('#grundlage').fill('Art. 6 Abs. 1 e DSGVO');
  await Promise.all([
    page.waitForURL(/touren/),
    page.locator('form:has(#zweck) button[type=submit]').click(),
  ]);
  await page.locator('#zweck').waitFor({ state: 'detached' });
}

/** The first number of a text, with a decimal comma. */
const number = (text) => Number(text.replace(/\./g, '').replace(',', '.').match(/-?[\d.]+/)?.[0]);

try {
  const context = await signedIn(browser, base, email, password, { locale: 'de-DE' });
  const page = await context.newPage();
  let clicks = 0;
  const ids = [];
  for (const pair of STORY) {
    step = `${pair.join(' ')}: a suggestion appears and is taken over with one click`;
    const id = await appears(context, pair);
    ids.push(id);
    await page.goto(`${base}/bruecken/${id}`);
    await Promise.all([page.waitForURL(/getan=accept/), page.click('button[value=accept]')]);
    clicks += 1;
  }
  if (clicks !== 3) throw new Error(`${clicks} clicks`);

  step = 'the bridge leads to a map of rounds';
  await page.goto(`${base}/bruecken/${ids[0]}`);
  await page.locator('#zusammen').waitFor();
  await look(page, 'bruecke-mit-tabelle');
  await Promise.all([page.waitForURL(/touren/), page.locator(`a[href="/bruecken/${ids[0]}/touren"]`).click()]);
  step = 'who joins two houses says what for';
  await look(page, 'bruecke-zweck');
  await say(page);
  step = 'the map of rounds';
  const title = await page.innerText('h1');
  if (!/^[\d,]+\s% weniger Kilometer/.test(title)) throw new Error(title);
  const share = number(title);
  if (!(share > 0 && share < 60)) throw new Error(`${share} % is nothing a city saves`);
  step = 'the map has rounds, the table the same ones, and the sums are those of the headline';
  const drawn = await page.locator('#tourenkarte .hw-m-schild').count();
  const listed = await page.locator('#zusammengelegt tbody tr').count();
  if (drawn === 0 || drawn !== listed) throw new Error(`${drawn} drawn, ${listed} listed`);
  const [after, before] = (await page.locator('.hw-zahlen > div').nth(1).locator('.hw-zahl__zu').innerText())
    .split('statt').map(number);
  if (Math.abs(100 * (before - after) / before - share) > 0.2) throw new Error(`${before} ${after} ${share}`);
  console.log(`${title}: ${after} instead of ${before} km, ${drawn} rounds on the map`);
  await look(page, 'touren');

  step = 'another column can be what a round is';
  await page.selectOption('#tour', '');
  await Promise.all([page.waitForURL(/tour=(&|$)/), page.locator('form[action$=touren] button').click()]);
  await page.locator('h1').waitFor();

  step = 'both datasets are one table, offered on either side';
  await page.goto(`${base}/daten/vermessung/strassenverzeichnis`);
  const together = page.locator('#bruecken a', { hasText: 'zusammen mit Abholaufträge' }).first();
  await Promise.all([page.waitForURL(/tabelle/), together.click()]);
  if (await page.locator('.hw-tab--daten tbody tr').count() === 0) throw new Error('no joined rows');
  await look(page, 'verbundene-tabelle');
  const name = await page.locator('main code').first().innerText();
  const answer = await context.request.get(`${base}/api/v1/sql?q=${encodeURIComponent(`select count(*) as n from ${name}`)}`,
    { headers: { accept: 'application/json' } });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  const file = await context.request.get(`${base}/bruecken/${ids[0]}/herunterladen/csv`);
  if (!file.ok() || (await file.text()).split('\n').length < 10) throw new Error('no file');

  step = 'values without a partner get one by hand';
  await page.goto(`${base}/bruecken/${ids[0]}/nachbessern`);
  await look(page, 'nachbessern');
  const open = page.locator('#offen tbody tr');
  const count = await open.count();
  if (count === 0) throw new Error('every value has a partner');
  let chosen = 0;
  for (let row = 0; row < count && chosen < 3; row += 1) {
    const options = await open.nth(row).locator('option').evaluateAll((all) => all.map((one) => one.value));
    const partner = options.find((value) => value.startsWith('='));
    if (partner) {
      await open.nth(row).locator('select').selectOption(partner);
      chosen += 1;
    }
  }
  if (chosen === 0) throw new Error('nothing has a candidate');
  const rows = async () => {
    const asked = await context.request.get(`${base}/api/v1/sql?q=${encodeURIComponent(`select count(*) as n from ${name}`)}`,
      { headers: { accept: 'application/json' } });
    return (await asked.text()).match(/\d+/g).map(Number).at(-1);
  };
  /** Orders that find a street in a question by steps, whichever of both tables it begins with. */
  const counted = async (from, place) => {
    const query = new URLSearchParams({ von: from, bruecke: ids[0], wert: `anzahl~${place}.` });
    const asked = await context.request.get(`${base}/auswertung/herunterladen/csv?${query}`);
    if (!asked.ok()) throw new Error(`${asked.status()} ${await asked.text()}`);
    return (await asked.text()).match(/\d+/g).map(Number).at(-1);
  };
  const fromOrders = () => counted('entsorgung.abholauftraege_sperrmuell', 0);
  const fromStreets = () => counted('vermessung.strassenverzeichnis', 1);
  const joinedBefore = await rows();
  const countedBefore = await fromOrders();
  await Promise.all([page.waitForURL(/zugeordnet=/), page.locator('main form button[type=submit]').click()]);
  if (await page.locator('#zugeordnet tbody tr').count() !== chosen) throw new Error(await page.innerText('main'));
  const joinedAfter = await rows();
  if (joinedAfter <= joinedBefore) throw new Error(`${joinedBefore} rows before, ${joinedAfter} after`);
  await look(page, 'nachgebessert');
  step = 'a question by steps walks through what was put together by hand, from both ends';
  const [after1, after2] = [await fromOrders(), await fromStreets()];
  if (after1 - countedBefore !== joinedAfter - joinedBefore || after1 !== after2) {
    throw new Error(`${countedBefore} before, ${after1} and ${after2} after; rows ${joinedBefore} and ${joinedAfter}`);
  }
  await page.goto(`${base}/auswertung?${new URLSearchParams({ von: 'entsorgung.abholauftraege_sperrmuell', bruecke: ids[0], wert: 'anzahl~0.' })}`);
  await page.locator('main', { hasText: 'von Hand zugeordnet' }).waitFor();

  step = 'the quality stands on the page of the bridge';
  await page.goto(`${base}/bruecken/${ids[0]}`);
  await page.locator('#guete svg').waitFor();

  step = 'the map knows its months, and the council has its sheet';
  await page.goto(`${base}/silokarte`);
  const now = await page.locator('#monate [aria-current=true]').innerText();
  if (now !== 'heute') throw new Error(now);
  await look(page, 'silokarte-monate');
  await Promise.all([page.waitForURL(/silokarte\/rat/), page.locator('#monate a[href^="/silokarte/rat"]').click()]);
  await look(page, 'blatt-fuer-den-rat');
  await page.pdf({ path: join(folder, 'blatt-fuer-den-rat.pdf'), format: 'A4', printBackground: true });
  await browser.close();
} catch (error) {
  console.log(`stuck at "${step}": ${error.message}`);
  await browser.close();
  process.exit(1);
}
