// Walks through the pages of a running hub in Chromium, in German and English, wide and narrow: axe, console, width,
// language, focus, screenshots. Every route for people that the table of contents names must have been looked at.
// Usage: node pages.mjs PLAN   (a JSON file, see `browser.rs`; prints one JSON line a problem, exits 1 if any)
import { mkdirSync, readFileSync } from 'node:fs';
import { makeKey, ownAccount, subscriptions } from './account.mjs';
import { bring, launch, signedIn, speak } from './hub.mjs';
import { Looker } from './look.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base, folder } = plan;
mkdirSync(folder, { recursive: true });
const problems = [];
const visited = new Set();
const browser = await launch();

/** Pages by name that need nothing but their address. */
const PUBLIC = {
  start: '/', liste: '/daten', suche: '/daten?q=sperrmuell', leer: '/daten?q=qwertzuiopasdf&zugang=public',
  haeuser: '/haeuser', bruecken: '/bruecken', silokarte: '/silokarte', 'silokarte-rat': '/silokarte/rat',
  anmelden: '/anmelden',
  'anmelden-kein-anbieter': '/anmelden/anbieter/keiner', 'anmelden-kein-weg': '/anmelden/anbieter/keiner/zurueck',
  auswertung: '/auswertung', 'auswertung-suche-leer': '/auswertung?q=qwertzuiopasdf',
  sichten: '/sichten', uebersichten: '/uebersichten', 'uebersicht-nicht-da': '/uebersichten/gibtesnicht', 'einbetten-nicht': '/einbetten/gibtesnicht',
  'sichten-suche-leer': '/sichten?q=qwertzuiopasdf', 'sicht-nicht-da': '/sichten/gibtesnicht',
  sql: '/sql', sparql: '/sparql', 'sparql-antwort': `/sparql?query=${encodeURIComponent('SELECT * WHERE { ?s ?p ?o } ORDER BY DESC(STRLEN(STR(?s))) ?s ?p ?o LIMIT 20')}`,
  'sparql-aussagen': `/sparql?query=${encodeURIComponent('CONSTRUCT WHERE { ?s ?p ?o }')}`, 'sparql-fehler': '/sparql?query=SELECT', impressum: '/impressum', datenschutz: '/datenschutz',
  barrierefreiheit: '/barrierefreiheit', 'nicht-da': '/daten/gibtes/nicht',
};
const INSIDE = {
  verwaltung: '/verwaltung', konten: '/verwaltung/konten', 'konto-neu': '/verwaltung/konten/-',
  'verwaltung-haeuser': '/verwaltung/haeuser', 'haus-neu': '/verwaltung/haeuser/-', konto: '/konto',
  'konto-anbieter-keiner': '/konto/anbieter',
};
const EMPTY = { 'leer-start': '/', 'leer-liste': '/daten', 'leer-haeuser': '/haeuser', 'leer-sql': '/sql',
  'leer-auswertung': '/auswertung', 'leer-sichten': '/sichten', 'leer-uebersichten': '/uebersichten',
  'leer-bruecken': '/bruecken', 'leer-silokarte': '/silokarte', 'leer-silokarte-rat': '/silokarte/rat',
};

/** The first link of a page that fits, or none. */
async function link(page, path, pattern) {
  await page.goto(base + path);
  const links = await page.$$eval('main a[href]', (found) => found.map((one) => one.getAttribute('href')));
  return links.find((one) => pattern.test(one));
}

let versioned;

/** A public dataset that has been delivered more than once. */
async function datasetWithVersions(page) {
  for (let from = 0; from < 100; from += 20) {
    await page.goto(`${base}/daten?ab=${from}`);
    const links = await page.$$eval('.hw-treffer h2 a', (found) => found.map((one) => one.getAttribute('href')));
    for (const dataset of links) {
      if (await link(page, `${dataset}/fassungen`, /fassungen\?von=1&bis=2/)) return dataset;
    }
    if (links.length < 20) break;
  }
  return undefined;
}

/** Pages of a dataset, of one with two versions, and what its rows look like when nothing is found. */
async function datasetPages(page) {
  const dataset = await link(page, '/daten?q=sperrm%C3%BCll', /^\/daten\/[a-z0-9_]+\/[a-z0-9_]+$/);
  if (!dataset) { problems.push({ page: 'liste', kind: 'content', detail: 'no dataset is listed' }); return {}; }
  const pages = {
    datensatz: dataset, tabelle: `${dataset}/tabelle`, fassungen: `${dataset}/fassungen`, guete: `${dataset}/guete`,
    schnittstelle: `${dataset}/schnittstelle`, haus: `/haeuser/${dataset.split('/')[2]}`,
  };
  await page.goto(`${base}${dataset}/tabelle`);
  const field = await page.locator('.hw-filterzeile input').first().getAttribute('name');
  pages['tabelle-leer'] = `${dataset}/tabelle?${field}=${encodeURIComponent('=gibt es nicht')}`;
  versioned ??= await datasetWithVersions(page);
  if (versioned) {
    pages['aeltere-fassung'] = `${versioned}?fassung=1`;
    pages['aeltere-tabelle'] = `${versioned}/tabelle?fassung=1`;
    pages.vergleich = `${versioned}/fassungen?von=1&bis=2`;
  } else problems.push({ page: 'fassungen', kind: 'content', detail: 'no versions to compare' });
  return pages;
}

async function ask(looker, name, sql) {
  const { page } = looker;
  await page.goto(`${base}/sql?sql=${encodeURIComponent(sql)}`);
  await page.locator('.hw-sql__editor').waitFor();
  await page.locator('[data-hw-sql-run]').click();
  await page.locator('#ergebnis').waitFor();
  const focus = await page.evaluate(() => document.activeElement?.id);
  if (focus !== 'ergebnis') looker.report('focus', `after the answer the focus is at ${focus}`);
  await looker.look(name);
}

async function asSomebody(looker) {
  const pages = await datasetPages(looker.page);
  for (const [name, path] of Object.entries({ ...PUBLIC, ...pages })) await looker.visit(name, path);
  await maps(looker);
  await looker.visit('karte-keine', `${pages.datensatz}/karte`);
  await looker.visit('anderswo', '/anderswo');
  await looker.visit('anderswo-leer', '/anderswo?q=gibtesnicht');
  const foreign = await link(looker.page, '/anderswo', /^\/anderswo\/[0-9a-f-]+$/);
  await looker.visit('anderswo-eintrag', foreign);
  await looker.visit('anderswo-in-der-suche', '/daten?q=pegel');
  await looker.page.goto(`${base}/sql`);
  const table = await looker.page.locator('.hw-tabellenbaum code').first().textContent();
  await looker.visit('auswertung-zeilen', `/auswertung?von=${table}`);
  await looker.visit('auswertung-passt-nicht', `/auswertung?von=${table}&je=0.gibtesnicht&nur=quatsch`);
  await ask(looker, 'sql-antwort', `select * from ${table} limit 20`);
  await ask(looker, 'sql-fehler', 'select *\nform nichts');
}

/** A table on a map: what lies in view stands in the list beside it, and one of them can be chosen. */
async function maps(looker) {
  const { page } = looker;
  const rows = page.locator('[data-hw-reihen] tr');
  await page.goto(`${base}/daten/stadtgruen/spielplaetze/karte`);
  await rows.first().waitFor();
  await looker.look('karte');
  await rows.first().locator('button').click();
  await page.locator('[data-hw-wahl] dd').first().waitFor();
  const focus = await page.evaluate(() => document.activeElement?.matches('[data-hw-wahl]'));
  if (!focus) looker.report('focus', 'what was chosen has no focus');
  await looker.look('karte-gewaehlt');
  await page.goto(`${base}/daten/stadtgruen/gruenflaechen_umriss/karte`);
  await rows.first().waitFor();
  await looker.look('karte-flaechen');
}

async function asAdministrator(looker) {
  for (const [name, path] of Object.entries(INSIDE)) await looker.visit(name, path);
  const account = await link(looker.page, '/verwaltung/konten', /^\/verwaltung\/konten\/[0-9a-f-]{36}$/);
  const others = await looker.page.$$eval('main a[href]', (found) => found.map((one) => one.getAttribute('href')));
  await looker.visit('konto-bearbeiten', account);
  const last = others.filter((one) => /^\/verwaltung\/konten\/[0-9a-f-]{36}$/.test(one)).at(-1);
  await looker.visit('konto-schliessen', `${last}/schliessen`);
  const house = await link(looker.page, '/verwaltung/haeuser', /^\/verwaltung\/haeuser\/[a-z0-9_]+$/);
  await looker.visit('haus-bearbeiten', house);
  const refused = await link(looker.page, '/daten?zugang=office', /\/tabelle$/);
  await looker.visit('zeilen-verweigert', refused);
}

/** The record: as it is, narrowed, empty, not understood, checked. */
async function asOfficer(looker) {
  const { page } = looker;
  await looker.visit('protokoll', '/protokoll');
  await looker.visit('protokoll-suche', '/protokoll?aktion=sign_in&ergebnis=erlaubt');
  await looker.visit('protokoll-leer', '/protokoll?aktion=withdraw&bis=2001-01-01');
  await page.goto(`${base}/protokoll`);
  await Promise.all([page.waitForURL(/geprueft=ja/), page.click('#zustand button[type=submit]')]);
  await page.locator('#zustand details summary').click();
  await looker.look('protokoll-geprueft');
  await looker.visit('verarbeitungen', '/protokoll/verarbeitungen');
}

async function asSteward(looker, attempt) {
  const { page } = looker;
  await looker.visit('hochladen', '/hochladen');
  const upload = await bring(page, base, `Wertstoffhöfe ${attempt}.csv`, 'Nr;Straße;Fläche\n01;Am Hafen;1.250,5\n02;Ring;980\n');
  await looker.look('hochladen-pruefen');
  await looker.visit('hochladen-verwerfen', `${upload}/verwerfen`);
  await looker.visit('hochladen-beschreiben', `${upload}/beschreiben`);
  await page.fill('input[name=titel]', `Wertstoffhöfe ${attempt}`);
  visited.add(`${upload}/fortschritt`);
  await Promise.all([
    page.waitForURL(/\/fertig/),
    page.locator('form[action$="/uebernehmen"] button[type=submit]').last().click(),
  ]);
  await looker.look('hochladen-fertig');
  const dataset = await page.locator('main a[href^="/daten/"]').first().getAttribute('href');
  await details(looker, `${dataset}/bearbeiten`);
  await looker.visit('haus-schluessel', `/haeuser/${dataset.split('/')[2]}/schluessel`);
  await makeKey(looker, plan.steward.password, `Haus ${attempt}`);
  await bridges(looker);
  await views(looker, dataset, attempt);
  await invitations(looker, dataset, attempt);
  await grants(looker, dataset);
  await protection(looker, dataset);
  await release(looker, dataset);
  await approvals(looker, dataset);
  await erasure(looker, dataset);
  await connections(looker, attempt);
}

/** What is said of a dataset beyond its title: closed, open, refused with what was typed, and proposed. */
async function details(looker, form) {
  const { page } = looker;
  await looker.visit('bearbeiten', form);
  await page.locator('.hw-angaben summary').click();
  await looker.look('bearbeiten-angaben');
  await page.fill('#ort', '5916');
  await page.fill('#rechtsgrundlage', '§ 4 UIG NRW');
  const save = page.locator('main form .kern-btn--primary').first();
  await save.click();
  await page.locator('main [role=alert]').waitFor();
  await looker.look('bearbeiten-fehler');
  if ((await page.inputValue('#rechtsgrundlage')) !== '§ 4 UIG NRW') throw new Error('what was typed is gone');
  await looker.visit('bearbeiten-vorschlag', `${form}?vorschlag=ja`);
  await page.goto(base + form);
  await page.locator('.hw-angaben summary').click();
  await page.selectOption('#takt', 'MONTHLY');
  await page.fill('#von', '2020-01-01');
  await page.fill('#ort', '05916');
  await page.fill('#rechtsgrundlage', 'https://recht.example/gesetze/umweltinformationsgesetz-nordrhein-westfalen');
  const fits = page.locator('button[name=nimm][value="musterdatensatz:abfallentsorgung/abgabestelle"]');
  await Promise.all([page.waitForEvent('load'), fits.click()]);
  await page.locator('main [role=status]').waitFor();
  await looker.look('bearbeiten-genommen');
  if ((await page.inputValue('#musterdatensatz')) !== 'abfallentsorgung/abgabestelle') throw new Error('the suggestion was not taken');
  if ((await page.inputValue('#ort')) !== '05916') throw new Error('what was typed is gone');
  // Enter saves; it takes no suggestion.
  await page.locator('#titel').focus();
  await Promise.all([page.waitForURL(/gespeichert=ja/), page.keyboard.press('Enter')]);
  if (!(await page.locator('#angaben').isVisible())) looker.report('content', 'what was said is not on the page');
  await looker.look('bearbeiten-gesagt');
}

/** The bridge between orders and the directory of streets: it is one for rounds. */
async function bridgeOfOrders(looker) {
  const { page } = looker;
  const answer = await page.request.get(`${base}/api/v1/bridges?state=suggested&organisation=entsorgung`);
  const is = (bank, title) => bank.title.includes(title);
  const found = (await answer.json()).items.find(({ kind, left, right }) => kind === 'join'
    && ((is(left, 'Abholaufträge') && is(right, 'Straßenverzeichnis'))
      || (is(right, 'Abholaufträge') && is(left, 'Straßenverzeichnis'))));
  return `/bruecken/${found.id}`;
}

/** A page that joins two houses; what for is asked once a day. */
async function joining(looker, name, path) {
  const { page } = looker;
  await looker.visit(name, path);
  if (await page.locator('#zweck').count() === 0) return;
  await page.locator('#zweck').fill('Abfuhr planen');
  await page.locator('#grundlage').fill('Art. 6 Abs. 1 e DSGVO');
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/sql')),
    page.locator('form:has(#zweck) button[type=submit]').click(),
  ]);
  await page.locator('#zweck').waitFor({ state: 'detached' });
  if (new URL(page.url()).pathname !== path) looker.report('content', `the purpose leads to ${page.url()}`);
  await looker.look(`${name}-mit-zweck`);
}

/** Bridges as their steward sees them: the list, one that waits, taken over, and thought of again. */
async function bridges(looker) {
  const { page } = looker;
  await looker.visit('bruecken-pflege', '/bruecken?zustand=suggested&haus=entsorgung');
  const bridge = await bridgeOfOrders(looker);
  await looker.visit('bruecke', bridge);
  await Promise.all([page.waitForURL(/getan=accept/), page.click('button[value=accept]')]);
  await looker.look('bruecke-uebernommen');
  await joining(looker, 'bruecke-tabelle', `${bridge}/tabelle`);
  await joining(looker, 'bruecke-nachbessern', `${bridge}/nachbessern`);
  await joining(looker, 'bruecke-touren', `${bridge}/touren`);
  await looker.visit('silokarte-pflege', '/silokarte');
  await page.goto(base + bridge);
  await Promise.all([page.waitForURL(/getan=reopen/), page.click('button[value=reopen]')]);
}

/** A view is refused with what was typed, saved with a value it asks for, answered, changed, and removed. */
async function views(looker, dataset, attempt) {
  const { page } = looker;
  const [, , house, name] = dataset.split('/');
  const sql = `select * from ${house}.${name} where nr <> $ohne`;
  await looker.visit('sicht-neu', `/neue-sicht?sql=${encodeURIComponent(sql)}`);
  const submit = () => page.locator('main form button[type=submit]').last().click();
  await page.fill('#titel', 'Wertstoffhöfe ohne einen');
  await page.fill('#name', 'Nicht So');
  await submit();
  await page.locator('main [role=alert]').waitFor();
  await looker.look('sicht-fehler');
  await page.fill('#name', `hoefe_${attempt}`);
  await page.fill('#beschreibung', 'Eine Zeile je Hof.\n\nHöfe, die geschlossen sind, stehen nicht darin.');
  const values = page.locator('details:has(#wert-name-1)');
  if (!(await values.getAttribute('open'))) await values.locator('summary').click();
  await page.fill('#wert-name-1', 'ohne');
  await page.fill('#wert-bez-1', 'Ohne den Hof mit der Nummer');
  await page.fill('#wert-vorgabe-1', '02');
  await Promise.all([page.waitForURL(/getan=gespeichert/), submit()]);
  await looker.look('sicht');
  const path = `/sichten/hoefe_${attempt}`;
  await page.fill('#wert-ohne', '01');
  await Promise.all([page.waitForURL(/p\.ohne=01/), page.locator(`form[action="${path}"] button`).click()]);
  const rows = await page.locator('#herkunft').count();
  if (rows !== 1) looker.report('content', 'nothing is said of where the columns come from');
  await looker.look('sicht-mit-wert');
  await looker.visit('sicht-bearbeiten', `${path}/bearbeiten`);
  await page.fill('#titel', 'Wertstoffhöfe ohne den geschlossenen');
  await Promise.all([page.waitForURL(/getan=geaendert/), submit()]);
  await page.locator('ol details summary').first().click();
  await looker.look('sicht-geaendert');
  await looker.visit('sichten-mit', '/sichten');
  await looker.visit('datensatz-mit-sicht', dataset);
  if (await page.locator(`#sichten a[href="${path}"]`).count() !== 1) looker.report('content', 'the dataset does not name its view');
  await overview(looker, `hoefe_${attempt}`, attempt);
  await looker.visit('abonnement-sicht', `/konto/abonnements/neu?sicht=hoefe_${attempt}`);
  await subscriptions(looker, dataset, plan.steward.password);
  await looker.visit('sicht-entfernen', `${path}/entfernen`);
  await Promise.all([page.waitForURL(/entfernt=ja/), submit()]);
  await looker.look('sicht-entfernt');
}

/** A page of views is refused with what was typed, saved, looked at, changed and removed. */
async function overview(looker, view, attempt) {
  const { page } = looker;
  await looker.visit('uebersicht-neu', `/neue-uebersicht?sicht=${view}`);
  const submit = () => page.locator('main form button[type=submit]').last().click();
  await page.fill('#titel', `Lage der Höfe ${attempt}`);
  await page.selectOption('#teil-art-2', 'figure');
  await submit();
  await page.locator('main [role=alert]').waitFor();
  await looker.look('uebersicht-fehler');
  await page.selectOption('#teil-sicht-2', view);
  await page.fill('#teil-titel-2', 'Fläche des ersten Hofs');
  await page.fill('#teil-spalte-2', 'flaeche');
  await page.selectOption('#teil-art-3', 'text');
  await page.fill('#teil-titel-3', 'Was man wissen muss');
  await page.fill('#teil-text-3', 'Die Flächen sind in Quadratmetern.\n\nGeschlossene Höfe stehen nicht darin.');
  await Promise.all([page.waitForURL(/getan=gespeichert/), submit()]);
  await looker.look('uebersicht');
  const path = new URL(page.url()).pathname;
  if (await page.locator('.hw-teil').count() !== 3) looker.report('content', 'a part is missing');
  await looker.visit('uebersichten-mit', '/uebersichten');
  await looker.visit('uebersicht-bearbeiten', `${path}/bearbeiten`);
  await Promise.all([page.waitForURL(/getan=gespeichert/), submit()]);
  await looker.visit('uebersicht-entfernen', `${path}/entfernen`);
  await Promise.all([page.waitForURL(/entfernt=ja/), submit()]);
}

/** Somebody from outside is refused to nothing, invited, comes by the link, and is sent away again. */
async function invitations(looker, dataset, attempt) {
  const { page } = looker;
  const [, , house, name] = dataset.split('/');
  const path = `/haeuser/${house}/einladungen`;
  await looker.visit('einladungen', path);
  const submit = () => page.locator('#neu form button[type=submit]').click();
  await page.fill('input[name=email]', `gast${attempt}@firma.example`);
  await page.fill('textarea[name=zweck]', 'Gutachten zu Sammelrouten');
  await page.fill('input[name=grundlage]', 'Vertrag vom 1. März');
  await submit();
  await page.locator('#neu [role=alert]').waitFor();
  await looker.look('einladungen-fehler');
  await page.check(`input[name=datensatz][value="${name}"]`);
  await submit();
  await page.locator('#geheimnis').waitFor();
  await looker.look('einladungen-eingeladen');
  const link = new URL(await page.locator('#geheimnis').innerText()).pathname;
  const elsewhere = await browser.newContext({ viewport: { width: looker.width, height: 900 } });
  await speak(elsewhere, looker.base, looker.language);
  const guest = looker.beside(await elsewhere.newPage());
  await guest.visit('einladung', link);
  await guest.page.fill('input[name=name]', 'Gerda Gast');
  await guest.page.fill('input[name=kennwort]', 'ein langer Satz');
  await Promise.all([guest.page.waitForURL(/\/daten$/), guest.page.locator('main form button[type=submit]').click()]);
  await guest.look('gast-daten');
  await elsewhere.close();
  await looker.visit('einladungen', path);
  const revoke = await page.locator('main a[href$="/zuruecknehmen"]').first().getAttribute('href');
  await looker.visit('einladung-zuruecknehmen', revoke);
  await Promise.all([page.waitForURL(/getan=zurueckgenommen/), page.locator('main form button[type=submit]').click()]);
  await looker.look('einladung-zurueckgenommen');
}

/** A right to read is refused without a purpose, given, and taken back; the form asks only for what is chosen. */
async function grants(looker, dataset) {
  const { page } = looker;
  const path = `${dataset}/berechtigungen`;
  await looker.visit('berechtigungen', path);
  if (await page.locator('input[name=person]').isVisible()) looker.report('content', 'both kinds of readers are asked for');
  await page.selectOption('select[name=haus]', { index: 1 });
  await page.fill('textarea[name=zweck]', ' ');
  await page.fill('input[name=grundlage]', '§ 5 Abs. 1 DSG NRW');
  const submit = () => page.locator('.hw-recht-form button[type=submit]').click();
  await submit();
  await page.locator('#zweck-fehler').waitFor();
  await looker.look('berechtigungen-fehler');
  await page.fill('textarea[name=zweck]', 'Schulwege planen');
  await Promise.all([page.waitForURL(/getan=erteilt/), submit()]);
  await looker.look('berechtigungen-erteilt');
  const revoke = await page.locator('.hw-recht a[href$="/zuruecknehmen"]').first().getAttribute('href');
  await looker.visit('berechtigung-zuruecknehmen', revoke);
  await Promise.all([page.waitForURL(/getan=zurueckgenommen/), page.locator('main form button[type=submit]').click()]);
  await page.locator('main details summary').click();
  await looker.look('berechtigungen-zurueckgenommen');
}

/** The checklist as it is, with what would help, ready to apply, and applied for; the list of what waits. */
async function release(looker, dataset) {
  const { page } = looker;
  const path = `${dataset}/veroeffentlichung`;
  await looker.visit('veroeffentlichung', path);
  await page.locator('input[name=merkmal]').first().check();
  await Promise.all([page.waitForURL(/abhilfe=1/), page.click('button[name=abhilfe]')]);
  await page.locator('#abhilfe').waitFor();
  await looker.look('veroeffentlichung-abhilfe');
  await looker.visit('veroeffentlichungen', '/veroeffentlichungen');
}

/** A column is protected, and the dataset looked at through the eyes of others; the form asks only for what is chosen. */
async function protection(looker, dataset) {
  const { page } = looker;
  await looker.visit('schutz', `${dataset}/schutz`);
  const submit = () => page.locator('#spalte form button[type=submit]').click();
  await page.selectOption('#m-maske', 'beginning');
  await page.fill('#m-zahl', '0');
  await page.fill('#m-grund', 'Nur zum Ansehen');
  await submit();
  await page.locator('#spalte [role=alert]').waitFor();
  await looker.look('schutz-fehler');
  await page.selectOption('#m-maske', 'null');
  if (await page.locator('#m-zahl').isVisible()) looker.report('content', 'a number is asked for that nobody needs');
  await Promise.all([page.waitForURL(/getan=geregelt/), submit()]);
  await looker.look('schutz-geregelt');
  await page.locator('form[action$="/blick"] button[type=submit]').click();
  await page.waitForURL(/\/schutz\/blick/);
  await looker.look('schutz-blick');
}

/** Nothing is found, a row is counted before it is erased, and the erasure stands in the list. */
async function erasure(looker, dataset) {
  const { page } = looker;
  await looker.visit('loeschung', `${dataset}/loeschung`);
  if (await page.locator('#fassung').isVisible()) looker.report('content', 'a version is asked for when a person is meant');
  const show = async (value, found) => {
    await page.selectOption('#spalte', { label: 'Nr' });
    await page.fill('#wert', value);
    await page.locator('form:has(#wert) button[type=submit]').click();
    await page.locator(found).waitFor();
  };
  await show('steht nirgends', '#vorschau .hw-hinweis');
  await looker.look('loeschung-nichts');
  await show('02', '#grund');
  await looker.look('loeschung-vorschau');
  await page.fill('#grund', 'Antrag vom 3. März');
  await page.check('input[name=bestaetigt]');
  await page.locator('#vorschau form button[type=submit]').click();
  await page.getByText('Antrag vom 3. März').waitFor();
  await looker.look('loeschung-geschehen');
}

/** What a program answers that brings a delivery nobody looks at. */
async function deliver(dataset, text) {
  const session = await fetch(`${base}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ e_mail: plan.steward.email, password: plan.steward.password }),
  });
  const { token } = await session.json();
  const [, , house, slug] = dataset.split('/');
  const path = `/api/v1/organisations/${house}/deliveries?file_name=neu.csv&dataset=${slug}`;
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}` };
  return fetch(base + path, { method: 'POST', headers, body: text });
}

/** Decides on the page of what waits; whether it says so afterwards. */
async function decide(page, how, said) {
  await Promise.all([
    page.waitForURL(new RegExp(`freigabe=${said}`)),
    page.locator(`form[data-hw-entscheidung=${how}] button[type=submit]`).click(),
  ]);
}

/** A delivery that calls a column otherwise waits, and is accepted under the old name; one without rows is refused. */
async function approvals(looker, dataset) {
  const { page } = looker;
  const renamed = await deliver(dataset, 'Nr;Straßenname;Fläche\n01;Am Hafen;1.250,5\n02;Ring;980\n');
  if (renamed.status !== 202) looker.report('content', `the delivery was answered with ${renamed.status}`);
  await looker.visit('start-aufgaben', '/');
  await looker.visit('hochladen-aufgaben', '/hochladen');
  await looker.visit('datensatz-wartet', dataset);
  await page.locator('.hw-hinweis a[href$="/freigabe"]').click();
  await page.waitForURL(/\/freigabe$/);
  await looker.look('freigabe');
  const words = await page.locator('main').innerText();
  if (!words.includes('Straßenname')) looker.report('content', words.slice(0, 400));
  await page.locator('input[name=behalten][value=strasse]').check();
  await decide(page, 'annehmen', 'angenommen');
  await looker.look('freigabe-angenommen');
  const columns = await page.locator('main').innerText();
  if (!columns.includes('strasse')) looker.report('content', 'the name was not kept');
  const again = await deliver(dataset, 'Nr;Straßenname;Fläche\n01;Am Hafen;1.250,5\n02;Ring;990\n');
  if (again.status !== 201) looker.report('content', `the recipe does not keep the name: ${again.status}`);
  await deliver(dataset, 'Nr;Straßenname;Fläche\n');
  await page.goto(`${base}${dataset}/freigabe`);
  await decide(page, 'ablehnen', 'abgelehnt');
  await looker.look('freigabe-abgelehnt');
  await looker.visit('freigabe-keine', `${dataset}/freigabe`);
  await looker.visit('fassungen-abgelehnt', `${dataset}/fassungen`);
  await page.goto(`${base}/hochladen?ziel=${dataset.split('/').slice(2).join('/')}`);
  const file = { name: 'anders.csv', mimeType: 'text/csv', buffer: Buffer.from('Nr;Fläche\n01;17\n02;980\n') };
  await page.setInputFiles('input[type=file]', file);
  await Promise.all([page.waitForURL(/\/hochladen\/[0-9a-f-]{36}/), page.click('main form button[type=submit]')]);
  await page.locator('#anders').waitFor();
  await looker.look('hochladen-anders');
}

/** A connection from the choice of its kind to its removal. It is fetched by hand only, and its address is refused. */
async function connections(looker, attempt) {
  const { page } = looker;
  await looker.visit('anbindungen-leer', '/anbindungen');
  await looker.visit('anbindung-art', '/anbindungen/neu');
  await looker.visit('anbindung-neu', '/anbindungen/neu/http');
  await page.fill('input[name=f_url]', 'http://127.0.0.1:9/pegel.csv');
  await page.fill('input[name=f_password]', 'bleibt stehen');
  await page.fill('input[name=name]', `Pegel ${attempt}`);
  await page.click('button[value=pruefen]');
  await page.locator('#f_url-fehler, #system .hw-hinweis--halt').waitFor();
  await looker.look('anbindung-neu-fehler');
  const kept = await page.inputValue('input[name=f_password]');
  if (kept !== 'bleibt stehen') looker.report('content', 'a try has emptied the password');
  await page.selectOption('select[name=takt]', '0');
  await Promise.all([
    page.waitForURL(/\/anbindungen\/[0-9a-f-]{36}/),
    page.click('button[value=speichern]'),
  ]);
  await looker.look('anbindung');
  const connection = new URL(page.url()).pathname;
  await looker.visit('anbindungen', '/anbindungen');
  await looker.visit('anbindung-aendern', `${connection}/aendern`);
  await looker.visit('anbindung-entfernen', `${connection}/entfernen`);
  await Promise.all([page.waitForURL(/getan=entfernt/), page.click('main form button[type=submit]')]);
}

async function withLooker(context, width, language, look) {
  const page = await context.newPage();
  const looker = new Looker(page, base, { width, language, folder, problems, visited });
  try {
    await look(looker);
  } catch (error) {
    looker.report('stuck', error.message.split('\n')[0]);
  }
  await page.close();
}

/** Somebody whose password the administration gave sees one page: the one for an own password. */
async function asNewcomer(administrator, options, width, language) {
  const email = `neu.${attempt}@musterstadt.example`;
  const given = 'vom Hause vergeben';
  const page = await administrator.newPage();
  await page.goto(`${base}/verwaltung/konten/neu`);
  await page.fill('#name', 'Neu Angekommen');
  await page.fill('#email', email);
  await page.fill('#kennwort', given);
  await Promise.all([page.waitForURL(/\/verwaltung\/konten(\?|$)/), page.locator('main form button[type=submit]').first().click()]);
  await page.close();
  const newcomer = await signedIn(browser, base, email, given, options);
  await speak(newcomer, base, language);
  await withLooker(newcomer, width, language, (looker) => looker.visit('neues-kennwort', '/konto/neues-kennwort'));
  await newcomer.close();
}

/** Routes of the table of contents that nobody has looked at. Files and data are no pages. */
function unseen() {
  const contents = readFileSync(plan.router, 'utf8');
  const routes = [...contents.matchAll(/\bread\(\s*"([^"]+)"/g)].map((found) => found[1]);
  const files = /\/herunterladen|\/benachrichtigungen\/|\/original\/|\/auskunft|schema\.json$|\.svg$/;
  // What portals and their programs read is no page, or leads to one.
  const portals = /^\/(catalog(\.[a-z0-9]+)?|dataset\/.*|organization\/.*|api\/.*|datastore\/.*|ogc(\/.*)?|(.*\/)?atom\.xml|sitemap\.xml|robots\.txt)$/;
  const pages = routes.filter((route) => !files.test(route) && !portals.test(route));
  return pages.filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll(/\{[a-z_]+\}/g, '[^/]+')}$`);
    return ![...visited].some((path) => pattern.test(path));
  });
}

let attempt = 0;
for (const width of [1280, 390]) {
  const options = { viewport: { width, height: 900 } };
  const outside = await browser.newContext(options);
  const administrator = await signedIn(browser, base, plan.administrator.email, plan.administrator.password, options);
  const steward = await signedIn(browser, base, plan.steward.email, plan.steward.password, options);
  const officer = await signedIn(browser, base, plan.officer.email, plan.officer.password, options);
  for (const language of ['de', 'en']) {
    attempt += 1;
    for (const context of [outside, administrator, officer, steward]) await speak(context, base, language);
    await withLooker(outside, width, language, asSomebody);
    await withLooker(administrator, width, language, asAdministrator);
    await withLooker(officer, width, language, asOfficer);
    await withLooker(officer, width, language, (looker) => ownAccount(looker, browser, plan.officer, options));
    await withLooker(steward, width, language, (looker) => asSteward(looker, attempt));
    await asNewcomer(administrator, options, width, language);
    const page = await outside.newPage();
    await speak(outside, plan.empty.base, language);
    const looker = new Looker(page, plan.empty.base, { width, language, folder, problems, visited });
    const pages = { ...EMPTY, einrichten: `/einrichten/${plan.empty.token}` };
    for (const [name, path] of Object.entries(pages)) await looker.visit(name, path);
    await page.close();
  }
  for (const context of [outside, administrator, officer, steward]) await context.close();
}
await browser.close();
for (const route of unseen()) problems.push({ page: route, kind: 'unseen', detail: 'no walk looks at this page' });
for (const problem of problems) console.log(JSON.stringify(problem));
console.log(`${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
