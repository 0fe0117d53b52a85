// One's own account in the browser: where one is signed in, keys for programs, a second factor from its beginning to its
// end.
import { createHmac } from 'node:crypto';
import { speak } from './hub.mjs';

/** The code of a device that knows a secret in base 32 (RFC 6238 with SHA-1, six digits, 30 seconds). */
function oneTimeCode(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** On a page of keys: one without a right is refused, one is made, shown, and taken back. */
export async function makeKey(looker, password, name) {
  const { page } = looker;
  const form = page.locator('#neu form');
  const submit = () => form.locator('button[type=submit]').click();
  await page.fill('input[name=name]', name);
  await page.uncheck('input[name=recht_rows]');
  await page.fill('input[name=kennwort]', password);
  await submit();
  await page.locator('#neu [role=alert]').waitFor();
  await looker.look('schluessel-fehler');
  await page.check('input[name=recht_rows]');
  await page.fill('input[name=kennwort]', password);
  await submit();
  await page.locator('#geheimnis').waitFor();
  await looker.look('schluessel-angelegt');
  const revoke = await page.locator('main a[href$="/zuruecknehmen"]').first().getAttribute('href');
  await looker.visit('schluessel-zuruecknehmen', revoke);
  await Promise.all([page.waitForURL(/getan=zurueckgenommen/), page.locator('main form button[type=submit]').click()]);
  await looker.look('schluessel-zurueckgenommen');
}

/** A second factor is set up, asked for at a new sign-in, and turned off again. */
async function secondFactor(looker, browser, { email, password }, options) {
  const { page } = looker;
  await looker.visit('zweiter-faktor', '/konto/zweiter-faktor');
  await page.fill('input[name=kennwort]', password);
  await page.locator('main form button[type=submit]').click();
  await page.locator('.hw-geheimnis').waitFor();
  await looker.look('zweiter-faktor-einrichten');
  const secret = await page.locator('.hw-geheimnis').innerText();
  await page.fill('input[name=code]', oneTimeCode(secret));
  await page.locator('form[action$="/bestaetigen"] button[type=submit]').click();
  await page.locator('#codes').waitFor();
  await looker.look('zweiter-faktor-notfallcodes');
  const codes = await page.locator('#codes code').allInnerTexts();
  const elsewhere = await browser.newContext(options);
  await speak(elsewhere, looker.base, looker.language);
  const other = await elsewhere.newPage();
  await other.goto(`${looker.base}/anmelden`);
  await other.fill('input[name=email]', email);
  await other.fill('input[name=kennwort]', password);
  await other.locator('form[action="/anmelden"] button[type=submit]').click();
  await other.locator('input[name=anmeldung]').waitFor({ state: 'attached' });
  await looker.beside(other).look('anmelden-code');
  await other.fill('input[name=code]', codes[0]);
  await Promise.all([other.waitForURL((url) => !url.pathname.startsWith('/anmelden')), other.locator('form[action="/anmelden/code"] button[type=submit]').click()]);
  await elsewhere.close();
  await looker.visit('zweiter-faktor-ein', '/konto/zweiter-faktor');
  await page.fill('input[name=kennwort]', password);
  await page.fill('input[name=code]', codes[1]);
  await Promise.all([page.waitForURL(/getan=abgeschaltet/), page.locator('form[action$="/abschalten"] button[type=submit]').click()]);
  await looker.look('zweiter-faktor-aus');
}

/** A dataset is subscribed to, ended, taken up again, and the link to the feed is made and switched off. */
export async function subscriptions(looker, dataset, password) {
  const { page } = looker;
  await looker.visit('abonnements-leer', '/konto/abonnements');
  await page.goto(`${looker.base}${dataset}`);
  await Promise.all([page.waitForURL(/\/konto\/abonnements\/neu/), page.locator('main a[href^="/konto/abonnements/neu"]').first().click()]);
  await looker.look('abonnement-neu');
  await Promise.all([page.waitForURL(/getan=begonnen/), page.locator('main form button[type=submit]').click()]);
  await looker.look('abonnements');
  await Promise.all([page.waitForURL(/beendet=/), page.locator('main form[action$="/beenden"] button').first().click()]);
  await looker.look('abonnement-beendet');
  await Promise.all([page.waitForURL(/getan=fortgesetzt/), page.locator('main form[action$="/fortsetzen"] button').click()]);
  await page.fill('input[name=kennwort]', password);
  await page.locator('form[action$="/verweis"] button').click();
  await page.locator('#geheimnis').waitFor();
  await looker.look('abonnements-verweis');
  await page.goto(`${looker.base}/konto/abonnements`);
  await Promise.all([page.waitForURL(/getan=verweis-beendet/), page.locator('form[action$="/verweis/beenden"] button').click()]);
}

/** Everything of one's own account. */
export async function ownAccount(looker, browser, login, options) {
  await looker.visit('anmeldungen', '/konto/anmeldungen');
  await looker.visit('passkeys', '/konto/passkeys');
  await looker.visit('schluessel', '/konto/schluessel');
  await makeKey(looker, login.password, 'Auswertung Radverkehr');
  await secondFactor(looker, browser, login, options);
}
