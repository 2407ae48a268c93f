// Fields that matter only beside a certain choice hide until it is made; posts follow the kind of unit.
export function dependentFields(page) {
  for (const form of page.querySelectorAll("[data-steps] form")) {
    const parts = [...form.querySelectorAll("[data-when]")];
    const posts = form.querySelector("select[data-posts]");
    if (!parts.length && !posts) continue;
    const settle = () => {
      for (const part of parts) {
        const [name, values] = part.dataset.when.split("=");
        part.hidden = !values.split("|").includes(form.elements[name]?.value);
      }
      if (posts) fitPosts(posts, form.elements.loai?.value);
    };
    form.addEventListener("change", settle);
    settle();
  }
}

function fitPosts(posts, kind) {
  for (const option of posts.options) {
    const kinds = option.dataset.kinds?.split(" ");
    const fits = !kind || !kinds || kinds.includes(kind) || option.selected;
    option.hidden = !fits;
    option.disabled = !fits;
  }
  for (const group of posts.querySelectorAll("optgroup")) group.hidden = [...group.children].every((one) => one.hidden);
}
