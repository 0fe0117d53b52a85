// Somebody adds a passkey and signs in with it, in a browser with a device of its own that always knows who holds it.
// Usage: node passkey.mjs PLAN   (a JSON file, see `passkeys.rs`)
import { readFileSync, mkdirSync } from 'node:fs';
import { launch } from './hub.mjs';
import { Looker } from './look.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base, email, password, folder } = plan;
const problems = [];
mkdirSync(folder, { recursive: true });
const browser = await launch();
const context = await browser.newContext({ locale: 'de-DE' });
const page = await context.newPage();
const device = await context.newCDPSession(page);
await device.send('WebAuthn.enable');
const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
  options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});

function expect(truth, what) {
  if (!truth) problems.push({ url: page.url(), missing: what });
}

async function says(words) {
  const text = await page.locator('main').innerText();
  if (!text.includes(words)) problems.push({ url: page.url(), missing: words, text });
}

async function look(name, path) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const found = [];
    const looker = new Looker(page, base, { width, language: 'de', folder, problems: found, visited: new Set() });
    await looker.visit(name, path);
    problems.push(...found);
  }
}

async function withPassword() {
  await page.goto(`${base}/anmelden`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=kennwort]', password);
  await page.click('form[action="/anmelden"] button[type=submit]');
  await page.waitForLoadState();
}

async function signOut() {
  await page.goto(`${base}/konto`);
  await Promise.all([page.waitForURL(`${base}/`), page.click('main form[action="/abmelden"] button')]);
}

try {
  await withPassword();
  await look('passkeys-leer', '/konto/passkeys');
  await page.fill('form[action="/konto/passkeys/beginnen"] input[name=kennwort]', password);
  await page.click('form[action="/konto/passkeys/beginnen"] button');
  await page.fill('input[name=name]', 'Diensthandy');
  await page.screenshot({ path: `${folder}/passkey-anlegen.png`, fullPage: true });
  await Promise.all([page.waitForURL(/getan=angelegt/), page.click('form[data-hw-passkey] button[type=submit]')]);
  await says('Diensthandy');
  await look('passkeys', '/konto/passkeys');

  // One device makes one.
  await page.goto(`${base}/konto/passkeys`);
  await page.fill('form[action="/konto/passkeys/beginnen"] input[name=kennwort]', password);
  await page.click('form[action="/konto/passkeys/beginnen"] button');
  await page.fill('input[name=name]', 'Zweiter');
  await page.click('form[data-hw-passkey] button[type=submit]');
  await page.locator('[data-hw-meldung]', { hasText: 'schon einen Passkey' }).waitFor();

  // Without name and password.
  await signOut();
  await look('anmelden-mit-passkey', '/anmelden');
  await page.goto(`${base}/anmelden?weiter=%2Fkonto`);
  await Promise.all([page.waitForURL(`${base}/konto`), page.click('form[action="/anmelden/passkey"] button')]);
  await says(email);

  // After the password it takes the place of the code.
  await signOut();
  await withPassword();
  await says('Bestätigen Sie mit einem Ihrer Passkeys');
  await page.screenshot({ path: `${folder}/passkey-zweiter-schritt.png`, fullPage: true });
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/anmelden')),
    page.click('form[action="/anmelden/code/passkey"] button'),
  ]);
  await page.goto(`${base}/konto`);
  await says(email);

  // A device that does not know who holds it is of no use.
  await signOut();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.goto(`${base}/anmelden`);
  await page.click('form[action="/anmelden/passkey"] button');
  await page.locator('[data-hw-meldung]', { hasText: 'Abgebrochen' }).waitFor();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });

  // What was removed opens nothing, and the password is enough again.
  await page.goto(`${base}/anmelden?weiter=%2Fkonto%2Fpasskeys`);
  await Promise.all([page.waitForURL(`${base}/konto/passkeys`), page.click('form[action="/anmelden/passkey"] button')]);
  await page.click('main details summary');
  await page.fill('main details input[name=kennwort]', password);
  await Promise.all([page.waitForURL(/getan=entfernt/), page.click('main details button[type=submit]')]);
  await signOut();
  await page.goto(`${base}/anmelden`);
  await page.click('form[action="/anmelden/passkey"] button');
  await page.locator('main', { hasText: 'Dieser Passkey gilt hier nicht' }).waitFor();
  await withPassword();
  await page.goto(`${base}/konto`);
  expect(new URL(page.url()).pathname === '/konto', 'signed in with the password alone');
} catch (error) {
  const text = await page.locator('body').innerText().catch(() => '');
  problems.push({ error: String(error), url: page.url(), text });
}
await browser.close();
for (const problem of problems) console.log(JSON.stringify(problem));
process.exit(problems.length === 0 ? 0 : 1);
