// A picture of the server as PNG: `<button hidden data-hw-bild="…svg" data-hw-datei="name.png" data-hw-schrift data-hw-fett>`.
// The browser draws the SVG with the page's own type at twice its size; without a script there is the SVG itself.
const SCALE = 2;

export function enhance(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      save(await draw(button.dataset), button.dataset.hwDatei);
    } catch {
      // Whatever a browser cannot draw can still be had as it is.
      location.assign(button.dataset.hwBild);
    } finally {
      button.disabled = false;
      button.focus();
    }
  });
}

async function draw({ hwBild, hwSchrift, hwFett }) {
  const answer = await fetch(hwBild);
  if (!answer.ok) throw new Error("no picture");
  const svg = await answer.text();
  const faces = await Promise.all([face(hwSchrift, 400), face(hwFett, 600)]);
  // As text: a document of this page may not have styles of its own, a picture may.
  const source = new Blob([svg.replace("<style>", `<style>${faces.join("")}`)], { type: "image/svg+xml" });
  const image = new Image();
  image.src = await dataUrl(source);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no drawing"))), "image/png");
  });
}

async function face(url, weight) {
  const font = await (await fetch(url)).blob();
  const data = await dataUrl(font.slice(0, font.size, "font/woff2"));
  return `@font-face{font-family:"Fira Sans";font-weight:${weight};src:url(${data}) format("woff2")}`;
}

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
