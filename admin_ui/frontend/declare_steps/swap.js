// Links and forms of the tab fetch the page and put its main part in place; without this script they load it whole.
const MAIN = "#noi-dung";

export function swapInPlace(page, prepare) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-steps] a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const goal = new URL(link.href);
    if (goal.origin !== location.origin || !isTab(page, goal)) return;
    event.preventDefault();
    if (goal.search === location.search && goal.hash && !link.closest("[data-picture]")) {
      go(page, goal.hash);
      return;
    }
    if (link.closest("[data-picture]")) go(page, goal.hash);
    else load(page, prepare, goal);
  });
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("[data-steps]") || event.defaultPrevented) return;
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
    if (form.method === "post") load(page, prepare, new URL(form.action), data);
    else load(page, prepare, new URL(`${form.getAttribute("action")}?${new URLSearchParams(data)}`, location.href));
  });
  window.addEventListener("popstate", () => load(page, prepare, new URL(location.href), null, false));
}

function isTab(page, goal) {
  return goal.pathname === page.querySelector("[data-steps]").dataset.steps;
}

async function load(page, prepare, goal, body = null, remember = true) {
  const main = page.querySelector(MAIN);
  main.setAttribute("aria-busy", "true");
  try {
    const options = body ? { method: "POST", body: new URLSearchParams(body) } : {};
    const answer = await fetch(goal, { ...options, headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [part, tab] = [fresh.querySelector(MAIN), fresh.querySelector("[data-steps]")];
    if (!part || !tab) throw new Error("another page");
    const at = new URL(answer.url);
    if (!answer.redirected) at.hash = goal.hash;
    main.replaceWith(page.adoptNode(part));
    page.title = fresh.title;
    if (remember && (!body || answer.redirected)) history.pushState(null, "", at);
    prepare(page);
    focusAfter(page, at.hash || rowOf(at));
  } catch {
    if (!body) location.assign(goal);
    else {
      main.removeAttribute("aria-busy");
      for (const form of page.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
      page.querySelector("[data-unsaved]").hidden = false;
    }
  }
}

function rowOf(address) {
  const row = address.searchParams.get("o");
  return row ? `#b-${row}` : "";
}

// Reading goes on where the change was made: at the errors, in the open panel, else at the row.
function focusAfter(page, hash) {
  const summary = page.querySelector(".error-summary");
  if (summary) {
    summary.scrollIntoView({ block: "nearest" });
    summary.focus({ preventScroll: true });
    return;
  }
  const first = page.querySelector("[data-steps] [autofocus]") ?? page.querySelector(".panel-row select, #chon-may");
  if (first) {
    (first.closest(".panel-row, .several") ?? first).scrollIntoView({ block: "nearest" });
    first.focus({ preventScroll: true });
    return;
  }
  go(page, hash);
}

function go(page, hash) {
  const goal = hash && page.querySelector(`#${CSS.escape(decodeURIComponent(hash.slice(1)))}`);
  if (!goal) return;
  goal.scrollIntoView({ block: "nearest" });
  (goal.querySelector("[data-edit]") ?? goal).focus({ preventScroll: true });
}
