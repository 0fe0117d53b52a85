import { say } from "./words.js";

// A question that takes longer than a second says so, counts the seconds and can be cancelled
// (`<form data-hw-frage>`). The form is sent as without a script: cancelling stops the navigation, which ends the
// connection, which ends the work on the server.
export function enhance(form) {
  const status = document.createElement("p");
  status.className = "hw-sql__lauf";
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  // Seconds are for the eye: a voice that counts would never fall silent.
  const seconds = document.createElement("span");
  seconds.setAttribute("aria-hidden", "true");
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "kern-btn kern-btn--tertiary hw-btn--klein";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = say.cancel;
  cancel.append(label);
  status.append(words, seconds, cancel);
  seconds.hidden = true;
  cancel.hidden = true;
  form.append(status);

  let clock = null;
  const stop = (sentence) => {
    clearInterval(clock);
    clock = null;
    words.textContent = sentence;
    seconds.hidden = true;
    cancel.hidden = true;
  };
  form.addEventListener("submit", (event) => {
    // A button may lead elsewhere, and an answer that is on its way is not asked for twice.
    if (event.defaultPrevented) return;
    if (clock) {
      event.preventDefault();
      return;
    }
    const begun = Date.now();
    words.textContent = "";
    clock = setInterval(() => {
      const passed = Math.floor((Date.now() - begun) / 1000);
      if (passed < 1) return;
      if (cancel.hidden) {
        words.textContent = say.asking;
        seconds.hidden = false;
        cancel.hidden = false;
      }
      seconds.textContent = `${passed} s`;
    }, 250);
  });
  cancel.addEventListener("click", () => {
    window.stop();
    stop(say.askingCancelled);
    form.querySelector("[data-hw-sql-run]")?.focus();
  });
  // Back shows the page as it was left.
  addEventListener("pageshow", () => stop(""));
}
