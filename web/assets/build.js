// Bundles CSS, scripts, fonts and pictures into web/dist under content-hashed names.
// dist/manifest.json says which hashed file stands for which logical name ("app.js", "index.css", "logo.svg" …).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const assets = dirname(fileURLToPath(import.meta.url));
const web = dirname(assets);
const dist = join(web, "dist");

// KERN's package carries the font without the notice its licence asks for; the full text is inside the font files.
const fontNotice = `Fira Sans (OFL-1.1)

Digitized data copyright (c) 2012-2018, The Mozilla Foundation and Telefonica S.A., bBox Type GmbH and Carrois Corporate
GbR, with Reserved Font Name "Fira". Licensed under the SIL Open Font License, Version 1.1.
`;

const { metafile, outputFiles } = await esbuild.build({
  absWorkingDir: web,
  // MapLibre computes in a worker and has a style sheet of its own: files that only the page of a map asks for.
  entryPoints: [
    "assets/css/index.css",
    "assets/js/app.js",
    "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs",
    "node_modules/maplibre-gl/dist/maplibre-gl.css",
  ],
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  // What a page does not need is a chunk of its own: only the SQL page loads the editor.
  splitting: true,
  target: ["chrome109", "firefox115", "safari16.4"],
  charset: "utf8",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  // The licences of everything bundled go to dist/licences.txt instead.
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
});

const files = new Map(outputFiles.map((file) => [basename(file.path), file.contents]));
const manifest = {};
for (const [path, output] of Object.entries(metafile.outputs)) {
  const source = output.entryPoint ?? (extname(path) === ".woff2" ? Object.keys(output.inputs)[0] : undefined);
  if (source) manifest[basename(source)] = basename(path);
}
for (const name of readdirSync(join(assets, "images"))) {
  emit(name, readFileSync(join(assets, "images", name)));
}
emit("licences.txt", Buffer.from(licences(Object.keys(metafile.inputs))));

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
files.set("manifest.json", `${JSON.stringify(sorted, null, 2)}\n`);

// Only a build that went through takes the place of the one before; the manifest comes last.
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [name, contents] of files) writeFileSync(join(dist, name), contents);

function emit(name, bytes) {
  const end = extname(name);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const hashed = `${basename(name, end)}-${hash}${end}`;
  files.set(hashed, bytes);
  manifest[name] = hashed;
}

// The text each bundled package asks to be passed on with it.
function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(relative(web, join(web, input)));
    if (found) packages.add(found[1]);
  }
  const texts = [...packages].sort().map((name) => {
    const folder = join(web, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
    return `${name} ${about.version} (${about.license})\n\n${text}\n`;
  });
  return [...texts, fontNotice].join(`\n${"-".repeat(78)}\n\n`);
}
