// A paste into the box keeps the table: Word and Excel put HTML beside the plain text. Only its structure is sent.
const KEPT = new Set(["TABLE", "TBODY", "THEAD", "TR", "TD", "TH", "P", "BR", "H1", "H2", "H3", "H4", "H5", "H6", "LI"]);
const SPANS = ["rowspan", "colspan"];
// Word's own styles would only be refused by the page's policy.
const STYLES = /<style[\s\S]*?<\/style>|\sstyle=("[^"]*"|'[^']*')/gi;

export function takePastes(form) {
  const box = form.querySelector("textarea");
  const told = form.querySelector("[data-pasted]");
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    const page = new DOMParser().parseFromString(html.replace(STYLES, ""), "text/html");
    const tables = page.querySelectorAll("table").length;
    const rows = page.querySelectorAll("tr").length;
    if (!tables) {
      told.textContent = told.dataset.none;
      return;
    }
    event.preventDefault();
    box.value = plain(page.body);
    told.textContent = told.dataset.words.replace("{bang}", tables).replace("{dong}", rows);
  });
}

function plain(node) {
  let made = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made += escaped(child.data);
    if (child.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT", "TITLE"].includes(child.tagName)) continue;
    made += KEPT.has(child.tagName) ? element(child) : plain(child);
  }
  return made;
}

function element(child) {
  const name = child.tagName.toLowerCase();
  const spans = SPANS.filter((one) => Number(child.getAttribute(one)) > 1);
  const written = spans.map((one) => ` ${one}="${Number(child.getAttribute(one))}"`).join("");
  return name === "br" ? "<br>" : `<${name}${written}>${plain(child)}</${name}>`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\s+/g, " ");
}
