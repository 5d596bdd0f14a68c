// The page is whole without this: a number is a link to its evidence. Here the evidence comes to the reader.
"use strict";

const panel = document.createElement("dialog");
panel.setAttribute("aria-labelledby", "panel-title");
panel.innerHTML = '<button type="button">Close</button><div class="scroll"></div>';
document.body.append(panel);
const inside = panel.querySelector("div");
let opener = null;
let depth = 0; // how many steps of the browser's history the open panel has added

function show(id) {
  const evidence = document.getElementById(id).cloneNode(true);
  evidence.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  evidence.querySelectorAll("details").forEach((each) => (each.open = true));
  const title = evidence.querySelector("h3");
  title.id = "panel-title";
  title.tabIndex = -1;
  inside.replaceChildren(...evidence.childNodes);
  inside.scrollTop = 0;
  if (!panel.open) panel.showModal();
  settle(panel);
  title.focus();
}

function follow(event) {
  const link = event.target.closest("a.why");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (!panel.open) opener = link;
  const id = link.hash.slice(1);
  depth += 1;
  history.pushState({ id, depth }, "", link.hash);
  show(id);
}

function shut() {
  if (panel.open) panel.close();
  depth = 0;
  opener?.focus();
}

// A step back closes the panel, or returns to the figure that it showed before.
function back(event) {
  if (event.state?.id) {
    depth = event.state.depth;
    show(event.state.id);
  } else if (panel.open) {
    shut();
  }
}

function leave(event) {
  event.preventDefault();
  if (depth) history.go(-depth);
  else shut();
}

// Only what scrolls by itself is a stop for the keyboard.
function settle(within) {
  within.querySelectorAll(".scroll").forEach((each) => {
    if (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  });
}

document.addEventListener("click", follow);
panel.addEventListener("cancel", leave);
panel.querySelector("button").addEventListener("click", leave);
panel.addEventListener("click", (event) => event.target === panel && leave(event));
addEventListener("popstate", back);
addEventListener("resize", () => settle(document));
addEventListener("toggle", (event) => settle(event.target), true);
document.querySelectorAll("a.why").forEach((each) => each.setAttribute("aria-haspopup", "dialog"));
if (matchMedia("(max-width: 64rem)").matches) document.querySelector("nav details").open = false;
settle(document);
