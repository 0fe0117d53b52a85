// Somebody signs in at a provider, in a browser. Usage: node provider.mjs PLAN   (a JSON file, see `providers.rs`)
// A plan has steps: {as, button, says} signs in afresh and looks for words, {out: true} signs out at the provider and then looks
// for the page for signing in, {steer: {…}} tells the provider something, {link} links the account of a password, {look} looks
// at a page with axe and keeps a picture of it.
import { readFileSync, mkdirSync } from 'node:fs';
import { launch, signedIn } from './hub.mjs';
import { Looker } from './look.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base, issuer } = plan;
const problems = [];
mkdirSync(plan.folder, { recursive: true });
const browser = await launch();
let context;
let page;

async function fresh() {
  await context?.close();
  context = await browser.newContext({ locale: 'de-DE' });
  page = await context.newPage();
}

/** Fills the provider's own pages: who, and that the hub may know it. */
async function atProvider(login) {
  await page.waitForURL((url) => url.origin === issuer);
  const name = page.locator('input[name=login]');
  if (await name.count()) {
    await name.fill(login);
    await page.fill('input[name=password]', 'egal');
    await page.click('button[type=submit]');
  }
  await page.waitForURL((url) => url.origin === base || url.pathname.startsWith('/interaction/'));
  if (new URL(page.url()).origin === issuer) {
    await page.locator('button[type=submit]', { hasText: 'Continue' }).click();
  }
  await page.waitForURL((url) => url.origin === base);
}

async function says(words) {
  const text = await page.locator('main').innerText();
  if (!text.includes(words)) problems.push({ url: page.url(), missing: words, text });
}

const steps = {
  async as({ as, button, onward, says: words }) {
    await fresh();
    await page.goto(`${base}/anmelden${onward ? `?weiter=${encodeURIComponent(onward)}` : ''}`);
    await page.click(`main a:has-text("${button}")`);
    if (as) await atProvider(as);
    if (words) await says(words);
  },
  async at({ at, says: words }) {
    await page.goto(base + at);
    await says(words);
  },
  async out() {
    await page.goto(`${issuer}/session/end`);
    await Promise.all([page.waitForURL(/\/session\/end\/success/), page.click('button[value=yes]')]);
    await page.goto(`${base}/konto`);
    if (new URL(page.url()).pathname !== '/anmelden') problems.push({ url: page.url(), missing: 'signed out' });
  },
  async steer({ steer }) {
    const answer = await fetch(`${issuer}/steuern`, { method: 'POST', body: JSON.stringify(steer) });
    if (!answer.ok) problems.push({ steer, status: answer.status });
  },
  async link({ link, says: words }) {
    await context?.close();
    context = await signedIn(browser, base, link.email, link.password, { locale: 'de-DE' });
    page = await context.newPage();
    await page.goto(`${base}/konto/anbieter`);
    const form = page.locator(`form[action$="/${link.at}/verknuepfen"]`);
    await form.locator('input[name=kennwort]').fill(link.password);
    await form.locator('button[type=submit]').click();
    await page.click(`main a[href^="${issuer}"]`);
    await atProvider(link.as);
    await says(words);
  },
  async look({ look, path }) {
    for (const width of [1280, 390]) {
      for (const language of ['de', 'en']) {
        await page.setViewportSize({ width, height: 900 });
        await context.addCookies([{ name: 'hw_sprache', value: language, url: base }]);
        const found = [];
        const looker = new Looker(page, base, { width, language, folder: plan.folder, problems: found, visited: new Set() });
        await looker.visit(look, path);
        problems.push(...found);
      }
    }
    await context.addCookies([{ name: 'hw_sprache', value: 'de', url: base }]);
  },
};

for (const step of plan.steps) {
  const [kind] = Object.keys(step);
  try {
    await steps[kind](step);
  } catch (error) {
    problems.push({ step, error: String(error), url: page?.url(), text: await page?.locator('body').innerText().catch(() => '') });
    break;
  }
}
await browser.close();
for (const problem of problems) console.log(JSON.stringify(problem));
process.exit(problems.length === 0 ? 0 : 1);
