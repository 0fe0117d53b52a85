// A table on a map: `<div hidden data-hw-karte="…/tiles" …>`. Without a script the page leads to the rows instead; with one
// whatever the map shows stands in the list beside it, too.
import { Map as Sheet, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { language, say } from "./words.js";

/** Rows of the list; a map may show thousands. */
const MOST = 50;
const COUNT = "point_count";
/** How near one sees a single thing. */
const NEAR = 17;
const BUTTON = "kern-btn kern-btn--tertiary hw-btn--klein";
const LAYERS = ["flaechen", "linien", "punkte"];

export async function enhance(root) {
  const status = root.querySelector("[data-hw-stand]");
  root.hidden = false;
  status.textContent = say.mapLoading;
  try {
    await style(root.dataset.hwAussehen);
    const answer = await fetch(root.dataset.hwKarte);
    if (!answer.ok) throw new Error(`the map is answered with ${answer.status}`);
    show(root, status, await answer.json());
  } catch (error) {
    console.warn(error);
    root.querySelector(".hw-lagekarte__bild").hidden = true;
    status.textContent = say.mapFailed;
  }
}

/** MapLibre's own style sheet, which only this page needs. */
function style(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

function show(root, status, about) {
  setWorkerUrl(new URL(root.dataset.hwArbeiter, location.href).href);
  const layer = about.vector_layers[0].id;
  const [west, south, east, north] = about.bounds ?? [5.9, 47.3, 15.0, 55.1];
  const map = new Sheet({
    container: root.querySelector(".hw-lagekarte__bild"),
    style: look(layer, about, root.dataset.hwGrund),
    bounds: [[west, south], [east, north]],
    fitBoundsOptions: { padding: 32, maxZoom: NEAR },
    maxZoom: 20,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: say.mapControls,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  const list = new List(root, status, map, layer);
  map.on("idle", () => list.refresh());
  map.on("click", (event) => {
    // A finger is wider than a dot.
    const { x, y } = event.point;
    const around = [[x - 6, y - 6], [x + 6, y + 6]];
    const [hit] = map.queryRenderedFeatures(around, { layers: LAYERS });
    list.choose(hit, false);
  });
  for (const name of LAYERS) {
    map.on("mouseenter", name, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", name, () => (map.getCanvas().style.cursor = ""));
  }
}

function look(layer, about, ground) {
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(name).trim();
  const [water, signal] = [colour("--hw-kanal"), colour("--hw-signal")];
  const { tiles, minzoom, maxzoom, bounds } = about;
  const sources = { daten: { type: "vector", tiles, minzoom, maxzoom, ...(bounds && { bounds }) } };
  sources.gewaehlt = { type: "geojson", data: nothing() };
  const layers = [{ id: "grund", type: "background", paint: { "background-color": colour("--hw-nebel") } }];
  if (ground) {
    sources.grundkarte = { type: "raster", tiles: [ground], tileSize: 256 };
    layers.push({ id: "grundkarte", type: "raster", source: "grundkarte" });
  }
  const data = (id, type, kind, paint) =>
    ({ id, type, source: "daten", "source-layer": layer, filter: ["==", ["geometry-type"], kind], paint });
  const many = ["coalesce", ["get", COUNT], 1];
  layers.push(
    data("flaechen", "fill", "Polygon", { "fill-color": water, "fill-opacity": 0.3 }),
    data("umrisse", "line", "Polygon", { "line-color": water, "line-width": 1 }),
    data("linien", "line", "LineString", { "line-color": water, "line-width": 2.5 }),
    data("punkte", "circle", "Point", {
      "circle-color": water,
      "circle-opacity": 0.85,
      "circle-stroke-color": "#fff",
      "circle-stroke-width": 1,
      "circle-radius": ["interpolate", ["linear"], ["log10", many], 0, 4, 1, 6, 3, 12],
    }),
    { id: "gewaehlt-flaeche", type: "line", source: "gewaehlt", paint: { "line-color": signal, "line-width": 4 } },
    {
      id: "gewaehlt-punkt", type: "circle", source: "gewaehlt", filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 9, "circle-color": signal, "circle-stroke-color": "#fff", "circle-stroke-width": 2 },
    },
  );
  return { version: 8, sources, layers };
}

const nothing = () => ({ type: "FeatureCollection", features: [] });

/** What lies in view, as a table; and what is chosen of it. */
class List {
  constructor(root, status, map, layer) {
    Object.assign(this, { root, status, map, layer });
    this.columns = JSON.parse(root.dataset.hwSpalten);
    this.listed = Number(root.dataset.hwGelistet);
    this.rows = root.querySelector("[data-hw-reihen]");
    this.choice = root.querySelector("[data-hw-wahl]");
  }

  refresh() {
    const seen = new Map();
    let together = 0;
    for (const feature of this.map.queryRenderedFeatures({ layers: LAYERS })) {
      const name = nameOf(feature);
      if (seen.has(name)) continue;
      seen.set(name, feature);
      together += feature.properties[COUNT] ?? 1;
    }
    // Near by, what is chosen has more corners than from afar.
    if (seen.has(this.chosen)) this.mark(seen.get(this.chosen));
    const single = [...seen.values()].filter((feature) => !feature.properties[COUNT]);
    const shown = single.slice(0, MOST);
    // Whoever walks through the list is not thrown out of it by a map that has only come to rest.
    const print = JSON.stringify(shown.map((feature) => feature.properties));
    if (print !== this.print) {
      this.print = print;
      this.rows.replaceChildren(...shown.map((feature) => this.row(feature)));
    }
    this.status.textContent = say.mapSeen(together, shown.length, together - single.length);
  }

  row(feature) {
    const row = element("tr", { className: "kern-table__row" });
    const button = element("button", { type: "button", className: BUTTON, textContent: say.mapShow });
    const first = this.columns[0] && written(feature.properties[this.columns[0].name], this.columns[0]);
    if (first) button.setAttribute("aria-label", `${say.mapShow}: ${first}`);
    button.addEventListener("click", () => this.choose(feature, true));
    const place = element("td", { className: "kern-table__cell" });
    place.append(button);
    row.append(place);
    this.columns.slice(0, this.listed).forEach((column, index) => {
      const numeric = column.number ? " kern-table__cell--numeric" : "";
      const cell = element("td", { className: `kern-table__cell${numeric}` });
      const text = written(feature.properties[column.name], column);
      const link = index === 0 ? this.link(feature, text) : undefined;
      cell.append(link ?? text);
      row.append(cell);
    });
    return row;
  }

  /** To the row in the table, where a column names it. */
  link(feature, text) {
    const { hwSchluessel, hwZeilen } = this.root.dataset;
    const value = feature.properties[hwSchluessel];
    if (!hwSchluessel || value === undefined || !text) return undefined;
    const href = new URL(hwZeilen, location.href);
    href.searchParams.set(`f.${hwSchluessel}`, `=${value}`);
    return element("a", { href: href.href, textContent: text });
  }

  choose(feature, goes) {
    this.chosen = feature && nameOf(feature);
    this.mark(feature);
    this.choice.hidden = !feature;
    if (!feature) return;
    const count = feature.properties[COUNT];
    this.choice.replaceChildren(element("b", { textContent: count ? say.mapTogether(count) : say.mapChosen }));
    if (count) {
      const nearer = element("button", { type: "button", className: BUTTON, textContent: say.mapNearer });
      nearer.addEventListener("click", () => this.go(feature, this.map.getZoom() + 2));
      this.choice.append(" ", nearer);
    } else {
      this.choice.append(this.details(feature));
      const [key] = this.columns;
      const link = key && this.link(feature, say.mapToRow);
      if (link) this.choice.append(link);
    }
    if (goes) this.go(feature, Math.max(this.map.getZoom(), NEAR - 2));
    this.choice.focus({ preventScroll: !goes });
  }

  mark(feature) {
    const data = feature ? { type: "Feature", geometry: feature.geometry, properties: {} } : nothing();
    const drawn = JSON.stringify(data);
    // Whatever is set comes to rest, and is looked at again.
    if (drawn !== this.drawn) this.map.getSource("gewaehlt").setData(data);
    this.drawn = drawn;
  }

  details(feature) {
    const list = element("dl", {});
    for (const column of this.columns) {
      const text = written(feature.properties[column.name], column);
      if (text) list.append(element("dt", { textContent: column.label }), element("dd", { textContent: text }));
    }
    return list;
  }

  go(feature, zoom) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.easeTo({ center: middle(feature.geometry), zoom, duration: still ? 0 : 400 });
  }
}

/** What is the same thing in several tiles, and at several zooms: by its row, else by what it says. */
function nameOf(feature) {
  const place = feature.geometry.type.endsWith("Point") ? feature.geometry : undefined;
  return feature.id ?? JSON.stringify([feature.properties, place]);
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** A value as the pages write it, as far as a script can. */
function written(value, column) {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? say.yes : say.no;
  // Years and numbers of things stand as they are.
  if (typeof value === "number" && column.number && !Number.isInteger(value)) {
    return value.toLocaleString(language, { maximumFractionDigits: 10, useGrouping: false });
  }
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (day && language === "de") return `${day[3]}.${day[2]}.${day[1]}`;
  return String(value);
}

/** The middle of the box around a geometry. */
function middle(geometry) {
  let [west, south, east, north] = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] !== "number") return part.forEach(walk);
    [west, south] = [Math.min(west, part[0]), Math.min(south, part[1])];
    [east, north] = [Math.max(east, part[0]), Math.max(north, part[1])];
  };
  walk(geometry.coordinates);
  return [(west + east) / 2, (south + north) / 2];
}
