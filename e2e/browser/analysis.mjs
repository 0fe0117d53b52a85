// Tasks of people who know no SQL, solved by clicks or by keyboard only; every action is counted.
// Usage: node analysis.mjs PLAN   (a JSON file, see `analysis.rs`; prints one JSON line a task: name, actions, table)
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeSource, launch, signedIn, speak } from './hub.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base, folder } = plan;
mkdirSync(folder, { recursive: true });
const browser = await launch();
let step = 'sign in';

/** What each step means: the element by a selector and words, and what is done with it. */
const find = {
  nav: (page) => page.locator('nav.hw-nav a[href="/auswertung"]'),
  search: (page) => page.locator('main input[name=q]'),
  choose: (page, words) => page.locator('.hw-wege a', { hasText: words }),
  open: (page, words) => page.locator('.hw-plus > summary', { hasText: words }),
  walk: (page, words, about) => page.locator('.hw-wege li', { hasText: about }).locator('a', { hasText: words }),
  select: (page, id) => page.locator(`#${id}`),
  fill: (page, id) => page.locator(`#${id}`),
  press: (page, words) => page.locator('.hw-plus[open] button[type=submit]', { hasText: words }),
  look: (page, words) => page.locator('.hw-form a', { hasText: words }),
};

/** Whether a step leads to another address. */
const leads = new Set(['nav', 'choose', 'walk', 'press', 'look']);

async function moved(page, act) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), act()]);
  await page.waitForLoadState('load');
}

/** The mouse: a click each, and one more for what is typed into a search. */
async function byClick(page, [kind, ...words]) {
  const element = find[kind](page, ...words).first();
  if (kind === 'search') {
    await element.fill(words[0]);
    await moved(page, () => page.locator('main form[role=search] button').click());
    return 2;
  }
  if (kind === 'select') await element.selectOption(words[1]);
  else if (kind === 'fill') await element.fill(words[1]);
  else if (leads.has(kind)) await moved(page, () => element.click());
  else await element.click();
  return 1;
}

/** The keyboard: Tab to where the focus belongs, then what the element understands. */
async function byKey(page, [kind, ...words]) {
  const element = find[kind](page, ...words).first();
  await element.waitFor();
  const wanted = await element.elementHandle();
  let reached = false;
  for (let stop = 0; stop < 400 && !reached; stop += 1) {
    await page.keyboard.press('Tab');
    reached = await wanted.evaluate((one) => document.activeElement === one);
  }
  if (!reached) throw new Error('cannot be reached with the Tab key');
  if (kind === 'search') {
    await page.keyboard.type(words[0]);
    await moved(page, () => page.keyboard.press('Enter'));
    return 2;
  }
  if (kind === 'select') {
    await page.keyboard.press('Home');
    for (let move = 0; (await wanted.inputValue()) !== words[1]; move += 1) {
      if (move > 500) throw new Error(`no option ${words[1]}`);
      await page.keyboard.press('ArrowDown');
    }
  } else if (kind === 'fill') await page.keyboard.type(words[1]);
  else if (leads.has(kind)) await moved(page, () => page.keyboard.press('Enter'));
  else await page.keyboard.press('Enter');
  return 1;
}

async function look(page, name) {
  await page.evaluate(() => document.fonts.ready);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`));
    if (violations.length) throw new Error(`axe at ${width}: ${violations.join('; ')}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) throw new Error(`${over} px too wide at ${width}`);
    await page.screenshot({ path: join(folder, `auswertung-${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** What the table says, cell by cell. */
const table = (page) => page.$$eval('main table tbody tr', (rows) => rows
  .map((row) => [...row.children].map((cell) => cell.textContent.trim())));

/** The picture as the browser makes it of the server's. */
async function png(page) {
  const button = page.locator('[data-hw-bild]');
  await button.waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const bytes = readFileSync(await file.path());
  const isPng = bytes.subarray(1, 4).toString() === 'PNG';
  if (!isPng || bytes.length < 5000) throw new Error(`no picture: ${bytes.length} bytes`);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

try {
  const context = await signedIn(browser, base, plan.email, plan.password, { locale: 'de-DE', acceptDownloads: true });
  await speak(context, base, 'de');
  for (const task of plan.tasks) {
    const page = await context.newPage();
    const problems = [];
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(base);
    let actions = 0;
    const steps = [];
    for (const one of task.steps) {
      step = `${task.name}: ${one.join(' ')}`;
      actions += await (task.keyboard ? byKey(page, one) : byClick(page, one));
      steps.push(page.url().slice(base.length));
    }
    step = `${task.name}: the answer`;
    await page.locator('main table').waitFor();
    const rows = await table(page);
    const finding = await page.locator('.hw-fig__titel').allTextContents();
    if (!task.keyboard) await look(page, task.name);
    const size = task.png ? await png(page) : null;
    step = `${task.name}: back undoes`;
    const before = page.url();
    await page.goBack();
    await page.waitForURL((url) => url.href !== before);
    if (problems.length) throw new Error(problems.join('; '));
    console.log(JSON.stringify({ name: task.name, keyboard: Boolean(task.keyboard), actions, finding, size, url: before.slice(base.length), rows }));
    await page.close();
  }
} catch (error) {
  console.error(`${step}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
