import { announce } from "./announce.js";
import { say } from "./words.js";

// A long list of choices gets a field above it that leaves only those with the words typed. The list itself stays what
// it is, so that it works without a script and for every tool that reads lists.
const FEWEST = 10;

export function enhance(select) {
  const choices = [...select.children];
  const count = select.options.length;
  if (count < FEWEST) return;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "hw-ein-feld hw-suchen";
  field.autocomplete = "off";
  field.placeholder = say.narrow(count);
  field.setAttribute("aria-label", say.narrow(count));
  field.setAttribute("aria-controls", select.id);
  select.before(field);
  // Nothing of the form has changed: who listens for changes does not hear of this field.
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const value = select.value;
    const kept = choices.map((choice) => leave(choice, words, value)).filter(Boolean);
    select.replaceChildren(...kept);
    select.value = value;
    announce(words.length > 0 ? say.narrowed(select.options.length, count) : "");
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    select.focus();
  });
}

/** What is left of a choice or a group of them; what is chosen always is. */
function leave(choice, words, value) {
  if (choice instanceof HTMLOptGroupElement) {
    const group = choice.cloneNode(false);
    const own = words.filter((word) => !plain(choice.label).includes(word));
    group.append(...[...choice.children].map((option) => leave(option, own, value)).filter(Boolean));
    return group.children.length > 0 ? group : null;
  }
  const text = plain(choice.textContent);
  const fits = words.every((word) => text.includes(word)) || choice.value === value;
  return fits ? choice.cloneNode(true) : null;
}

function plain(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Diacritic}/gu, "").trim();
}
