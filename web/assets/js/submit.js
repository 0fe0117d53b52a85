// A field that applies at once: changing it submits its form. The form keeps its button for everyone else.
export function enhance(field) {
  field.addEventListener("change", () => field.form?.requestSubmit());
}
