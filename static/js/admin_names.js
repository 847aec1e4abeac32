"use strict";
// Fields that are chosen by typing: what the library draws in their place has no name of its own, so it gets the label's.
const nameFields = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = select.getAttribute("aria-label") ?? select.labels?.[0]?.textContent.replace(/[:：]\s*$/, "").trim();
    const drawn = select.nextElementSibling;
    if (!label || !drawn?.matches(".select2-container")) continue;
    for (const part of drawn.querySelectorAll(".select2-selection, .select2-selection__rendered, .select2-search__field")) {
      part.setAttribute("aria-label", label);
    }
  }
};
window.addEventListener("load", nameFields);
document.addEventListener("formset:added", () => setTimeout(nameFields));
