// A clerk uploads a file, corrects what was recognised, takes it in and finds it. By clicking only, then without scripts.
// Usage: node upload.mjs BASE EMAIL PASSWORD FILE   (ends with 1 and says where it got stuck)
import { readFileSync } from 'node:fs';
import { launch, signedIn } from './hub.mjs';

const [base, email, password, file] = process.argv.slice(2);
const browser = await launch();
let step = 'sign in';

/** Waits until what a correction says stands in the preview. */
const previewSays = (page, name) => page.locator('.hw-tab--daten th', { hasText: name }).first().waitFor();

async function upload(options, title) {
  const context = await signedIn(browser, base, email, password, options);
  const page = await context.newPage();
  step = `${title}: choose`;
  await page.goto(`${base}/hochladen`);
  await page.setInputFiles('input[type=file]', { name: `${title}.csv`, mimeType: 'text/csv', buffer: readFileSync(file) });
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('form[data-hw-upload] button[type=submit]')]);
  step = `${title}: look`;
  await page.waitForSelector('table');
  step = `${title}: correct a name and look again`;
  await page.locator('input[maxlength="63"]').first().fill('kennung');
  if (options.javaScriptEnabled === false) await page.locator('.hw-unten').getByRole('button', { name: 'Vorschau erneuern' }).click();
  else await page.keyboard.press('Tab');
  await previewSays(page, 'kennung');
  if ((await page.locator('input[maxlength="63"]').first().inputValue()) !== 'kennung') throw new Error('the correction was lost');
  if (new URL(page.url()).search) throw new Error('the corrections stand in the address');
  step = `${title}: go on`;
  await Promise.all([page.waitForURL(/beschreiben/), page.click('button[name=weiter]')]);
  step = `${title}: back and on again`;
  await page.getByRole('link', { name: 'Zurück' }).click();
  await previewSays(page, 'kennung');
  await Promise.all([page.waitForURL(/beschreiben/), page.click('button[name=weiter]')]);
  step = `${title}: describe`;
  await page.fill('input[name=titel]', title);
  await page.locator('form[action$="/uebernehmen"] button[type=submit]').click();
  step = `${title}: on its way`;
  await page.waitForURL(/\/fertig$/);
  step = `${title}: done`;
  const link = await page.locator('main a[href^="/daten/"]').first().getAttribute('href');
  await page.goto(base + link);
  const heading = await page.textContent('h1');
  if (heading.trim() !== title) throw new Error(`the dataset is called ${heading}`);
  const text = await page.textContent('main');
  if (!text.includes('kennung')) throw new Error('the corrected name is missing');
  step = `${title}: the next delivery is a version only because somebody says so`;
  await page.goto(`${base}/hochladen`);
  await page.setInputFiles('input[type=file]', { name: `${title}.csv`, mimeType: 'text/csv', buffer: readFileSync(file) });
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('form[data-hw-upload] button[type=submit]')]);
  await page.locator('button[name=ziel_neu]').first().click();
  await page.locator('#ziel-hilfe', { hasText: 'früheren Lieferungen' }).waitFor();
  await previewSays(page, 'kennung');
  await Promise.all([page.waitForURL(/beschreiben/), page.click('button[name=weiter]')]);
  await page.locator('form[action$="/uebernehmen"] button[type=submit]').click();
  await page.waitForURL(/\/fertig$/);
  await page.locator('h1', { hasText: 'hat sich nichts geändert' }).waitFor();
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
