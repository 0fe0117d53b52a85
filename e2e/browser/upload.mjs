// A clerk uploads a file, corrects what was recognised, takes it in and finds it. By clicking only, then without scripts.
// Usage: node upload.mjs BASE EMAIL PASSWORD FILE   (ends with 1 and says where it got stuck)
import { readFileSync } from 'node:fs';
import { launch, signedIn } from './hub.mjs';

const [base, email, password, file] = process.argv.slice(2);
const browser = await launch();
let step = 'sign in';

async function upload(options, title) {
  const context = await signedIn(browser, base, email, password, options);
  const page = await context.newPage();
  step = `${title}: choose`;
  await page.goto(`${base}/hochladen`);
  await page.setInputFiles('input[type=file]', { name: `${title}.csv`, mimeType: 'text/csv', buffer: readFileSync(file) });
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('main form button[type=submit]')]);
  step = `${title}: look`;
  await page.waitForSelector('table');
  step = `${title}: correct a name and look again`;
  const field = page.locator('input[maxlength="63"]').first();
  await field.fill('kennung');
  await Promise.all([page.waitForLoadState('networkidle'), page.getByRole('button', { name: 'Vorschau erneuern' }).click()]);
  if ((await page.locator('input[maxlength="63"]').first().inputValue()) !== 'kennung') throw new Error('the correction was lost');
  step = `${title}: go on`;
  await Promise.all([page.waitForURL(/beschreiben/), page.click('button[formaction]')]);
  step = `${title}: describe`;
  await page.fill('input[name=titel]', title);
  await Promise.all([page.waitForLoadState('networkidle'), page.locator('form[action$="/uebernehmen"] button[type=submit]').click()]);
  step = `${title}: done`;
  const link = await page.locator('main a[href^="/daten/"]').first().getAttribute('href');
  await page.goto(base + link);
  const heading = await page.textContent('h1');
  if (heading.trim() !== title) throw new Error(`the dataset is called ${heading}`);
  const text = await page.textContent('main');
  if (!text.includes('kennung')) throw new Error('the corrected name is missing');
  await context.close();
}

try {
  await upload({ locale: 'de-DE' }, 'Probe mit Skript');
  await upload({ locale: 'de-DE', javaScriptEnabled: false }, 'Probe ohne Skript');
  await browser.close();
} catch (error) {
  console.log(`stuck at "${step}": ${error.message}`);
  await browser.close();
  process.exit(1);
}
