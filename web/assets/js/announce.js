// What changed without a new page, for those who hear it.
/** Says `words` to screen readers; nothing where there are none. */
export function announce(words) {
  if (!words) return;
  let status = document.getElementById("hw-ansage");
  if (!status) {
    status = document.createElement("div");
    status.id = "hw-ansage";
    status.className = "kern-sr-only";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = words;
}
