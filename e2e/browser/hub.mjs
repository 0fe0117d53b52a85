// What every walk through a hub begins with: a browser and somebody who signs in.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.HEBEWERK_NODE_MODULES, 'package.json'));
const { chromium } = require('playwright-core');

/** The source of axe-core, to be evaluated in a page. */
export const axeSource = require('axe-core').source;

/** Chromium without any connection of its own. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.HEBEWERK_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** A context in which an account is signed in. */
export async function signedIn(browser, base, email, password, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${base}/anmelden`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=kennwort]', password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/anmelden'), page.click('form[action="/anmelden"] button[type=submit]')]);
  await page.close();
  return context;
}

/** Chooses the language of a context as the link in the head does: by a cookie, whatever the account says. */
export async function speak(context, base, language) {
  await context.addCookies([{ name: 'hw_sprache', value: language, url: base }]);
}

/** Sends the main form of the upload page and waits until the file has been read. */
export async function bring(page, base, name, text) {
  await page.goto(`${base}/hochladen`);
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('main form button[type=submit]')]);
  await page.locator('#korrektur table').first().waitFor();
  return new URL(page.url()).pathname;
}
