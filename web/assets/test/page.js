// A real Chromium on pages served under the policy the hub sends, and what it complained about.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const dist = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "dist");
const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
const types = { ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml" };

/** KERN draws its icons as masks from `data:` pictures; nothing else beside the hub itself is allowed. */
export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
  + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A page of the hub around `main`. */
export function page(main, lang = "de") {
  return `<!doctype html><html lang="${lang}" data-kern-theme="light"><head><meta charset="utf-8"><title>Probe</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/assets/${manifest["favicon.svg"]}">
<link rel="stylesheet" href="/assets/${manifest["index.css"]}"><script type="module" src="/assets/${manifest["app.js"]}"></script>
</head><body class="hw"><main id="inhalt"><h1>Probe</h1>${main}</main></body></html>`;
}

/** Serves `answers` ("GET /pfad" → (request, body) → {status, headers, body}) and the bundle on a free port. */
export async function serve(answers) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      // The browser cancelled the upload; that is what some tests are about.
      return;
    }
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(dist, pathname.replace("/assets/", ""));
    const answer = answers[`${request.method} ${pathname}`]?.(request, Buffer.concat(chunks))
      ?? (pathname.startsWith("/assets/") && existsSync(file)
        ? { headers: { "content-type": types[extname(file)] }, body: readFileSync(file) }
        : { status: 404, body: "" });
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy, ...answer.headers };
    response.writeHead(answer.status ?? 200, headers).end(answer.body ?? "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

/** Chromium as Debian installs it, or the one HEBEWERK_CHROMIUM names; no connections of its own. */
export function startBrowser() {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: process.env.HEBEWERK_CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** Opens `path` and collects console errors, exceptions and violations of the policy. */
export async function open(browser, origin, path, options = {}) {
  const context = await browser.newContext({ locale: "de-DE", ...options });
  const tab = await context.newPage();
  const complaints = [];
  tab.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  tab.on("pageerror", (error) => complaints.push(String(error)));
  await tab.goto(origin + path);
  await tab.waitForLoadState("networkidle");
  return { tab, complaints, close: () => context.close() };
}
