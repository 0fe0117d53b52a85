// A provider of OpenID Connect on a free port of this machine, for tests: a real one (oidc-provider), whose tokens can be
// spoilt on their way out. Usage: node provider.mjs ALGORITHM   (prints its issuer; ends when its input ends)
// POST /steuern takes JSON: {hub} registers a hub, {spoil} says how tokens are spoilt, {down} lets it answer nothing,
// {notice} makes a notice of a sign-out and answers with it.
import { createServer } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const algorithm = process.argv[2] ?? 'RS256';
const SECRET = 'geheim & nicht: erraten+';
const PEOPLE = {
  ada: { name: 'Ada Lovelace', email: 'ada@stadt.example', email_verified: true, groups: ['/umwelt/pflege', '/alle'] },
  bo: { name: 'Bo Diddley', email: 'bo@stadt.example', email_verified: true, groups: ['/alle'] },
  chef: { name: 'Cleo Chef', email: 'cleo@stadt.example', email_verified: true, groups: ['/it/hub'] },
  dieb: { name: 'Dieb', email: 'kai@stadt.example', email_verified: true, groups: ['/umwelt/pflege'] },
  offen: { name: 'Offen', email: 'offen@stadt.example', email_verified: false, groups: ['/umwelt/pflege'] },
};

const own = await generateKeyPair(algorithm, { extractable: true });
const foreign = await generateKeyPair(algorithm, { extractable: true });
const signing = { ...(await exportJWK(own.privateKey)), kid: 'k1', use: 'sig', alg: algorithm };
let answer = (_request, response) => response.writeHead(503).end();
let spoilt;
let isDown = false;

/** A token with changed claims, signed anew with the provider's own key, a foreign one, the shared secret or none. */
async function spoil(token) {
  const claims = decodeJwt(token);
  const sign = (changed, key = own.privateKey, header = { alg: algorithm, kid: 'k1' }) =>
    new SignJWT(changed).setProtectedHeader(header).sign(key);
  const unsigned = [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  switch (spoilt) {
    case 'audience': return sign({ ...claims, aud: 'somebody-else' });
    case 'nonce': return sign({ ...claims, nonce: 'of another sign-in' });
    case 'issuer': return sign({ ...claims, iss: 'https://elsewhere.example' });
    case 'expired': return sign({ ...claims, iat: claims.iat - 7200, exp: claims.exp - 7200 });
    case 'signature': return sign(claims, foreign.privateKey);
    case 'shared': return sign(claims, new TextEncoder().encode(SECRET), { alg: 'HS256', kid: 'k1' });
    case 'none': return `${unsigned.join('.')}.`;
    case 'strong': return sign({ ...claims, amr: ['pwd', 'otp'] });
    case 'notice': return notice({ sub: claims.sub });
    default: return token;
  }
}

/** A notice that somebody has signed out; `changed` may spoil it. */
function notice(changed) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer, aud: 'hub', iat: now, exp: now + 120, jti: crypto.randomUUID(),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...changed,
  };
  const key = changed.foreign ? foreign.privateKey : own.privateKey;
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: 'k1', typ: 'logout+jwt' }).sign(key);
}

function register({ base, id }) {
  const path = `${base}/anmelden/anbieter/${id}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'hub', client_secret: SECRET, redirect_uris: [`${path}/zurueck`],
      id_token_signed_response_alg: algorithm,
      backchannel_logout_uri: `${path}/abmelden`, backchannel_logout_session_required: true,
    }],
    jwks: { keys: [signing] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
    enabledJWA: { idTokenSigningAlgValues: [algorithm], userinfoSigningAlgValues: [algorithm] },
    cookies: { keys: ['only for tests'] },
    // Its own guard refuses hubs on this machine, and rightly.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    findAccount: (_context, id) => PEOPLE[id] && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
    ttl: { AccessToken: 600, IdToken: 600, Session: 3600, Interaction: 600, Grant: 3600 },
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.body?.id_token) context.body.id_token = await spoil(context.body.id_token);
  });
  answer = provider.callback();
}

async function steer(request, response) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const wish = JSON.parse(Buffer.concat(pieces).toString());
  if (wish.hub) register(wish.hub);
  if ('spoil' in wish) spoilt = wish.spoil;
  if ('down' in wish) isDown = wish.down;
  const told = wish.notice ? { notice: await notice(wish.notice) } : {};
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
}

const server = createServer((request, response) => {
  if (request.url === '/steuern') return steer(request, response);
  if (isDown) return request.socket.destroy();
  return answer(request, response);
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const issuer = `http://127.0.0.1:${server.address().port}`;
process.stdin.resume().on('end', () => process.exit(0));
process.stdout.write(`${issuer}\n`);
