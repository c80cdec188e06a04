"use strict";
const table = document.querySelector("table.reports");
const rows = [...table.tBodies[0].rows];
const headers = [...table.tHead.rows[0].cells];
const search = document.getElementById("search");
const status = document.getElementById("status");
const shown = document.getElementById("shown");
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(rows.map(row => [row, plain(row.textContent)]));
const entries = new Map(rows.map(row =>
  [row, [...row.querySelectorAll(".found li")].map(item => [item, plain(item.textContent)])]));
const MOST = 5;  // rows of one page that are shown
let order = "";

function show() {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits = (!status?.value || status.value === row.dataset.status)
      && words.every(word => texts.get(row).includes(word));
    row.hidden = !fits;
    list(row, fits ? words : []);
    count += fits;
  }
  table.hidden = !count;
  document.getElementById("none").hidden = count > 0;
  const touched = order || count < rows.length || shown.textContent;
  shown.textContent = touched ? `${count} of ${rows.length} shown${order}` : "";
}

function list(row, words) {
  let count = 0;
  for (const [item, text] of entries.get(row)) {
    const fits = words.length > 0 && count < MOST && words.every(word => text.includes(word));
    item.hidden = !fits;
    count += fits;
  }
  const found = row.querySelector(".found");
  if (found) found.hidden = !count;
}

function sort(header) {
  const place = headers.indexOf(header);
  const first = header.dataset.first || "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const way = header.getAttribute("aria-sort") === first ? other : first;
  const keys = new Map(rows.map(row => [row, row.cells[place].dataset.key]));
  const sign = way === "ascending" ? 1 : -1;
  rows.sort((one, two) => {
    const [a, b] = [keys.get(one), keys.get(two)];
    return a && b ? sign * collator.compare(a, b) : !a - !b;
  });
  table.tBodies[0].append(...rows);
  headers.forEach(each => each.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", way);
  order = `, by ${header.textContent}, ${way}`;
  show();
}

for (const header of headers) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...header.childNodes);
  button.addEventListener("click", () => sort(header));
  header.append(button);
}
search.addEventListener("input", show);
status?.addEventListener("change", show);
window.addEventListener("pageshow", show);  // a browser that comes back keeps what was typed
document.querySelector(".tools").hidden = false;
show();
