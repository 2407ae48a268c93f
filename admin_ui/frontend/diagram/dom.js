// Building elements without markup strings, so that nothing typed by anybody is ever read as HTML.
export function h(tag, facts = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

let last = 0;

export function newId(stem) {
  last += 1;
  return `${stem}-${last}`;
}

// A function that waits until nobody has called it for a while.
export function later(act, milliseconds) {
  let timer;
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  call.stop = () => clearTimeout(timer);
  return call;
}

export function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
