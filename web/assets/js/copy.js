import { say } from "./words.js";

// A button that copies the text of the element its value names (`data-hw-kopieren="#zitat"`). It is hidden in the
// page as delivered, because it can do nothing without a script.
export function enhance(button) {
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  // Last, so that it moves nothing while it is empty.
  button.parentElement.append(status);
  button.hidden = false;
  if (button.parentElement.hidden) button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.hwKopieren);
    if (!source) return;
    const text = "value" in source ? source.value : source.textContent;
    try {
      // The clipboard exists only on HTTPS and localhost; a hub inside the town hall may be neither.
      await navigator.clipboard.writeText(text.trim());
      status.textContent = say.copied;
    } catch {
      getSelection().selectAllChildren(source);
      status.textContent = say.notCopied;
    }
  });
}
