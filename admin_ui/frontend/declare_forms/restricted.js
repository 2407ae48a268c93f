// What the palette offers: only the components our forms accept (engine/forms/kinds, checked by a test).
export const ACCEPTED = [
  "checkbox",
  "checklist",
  "datetime",
  "dynamiclist",
  "expression",
  "filepicker",
  "group",
  "image",
  "number",
  "radio",
  "select",
  "separator",
  "spacer",
  "table",
  "taglist",
  "text",
  "textarea",
  "textfield",
];

class Restriction {
  constructor(formFields) {
    const known = formFields._formFields;
    for (const type of Object.keys(known)) if (type !== "default" && !ACCEPTED.includes(type)) delete known[type];
  }
}
Restriction.$inject = ["formFields"];

export const restricted = { __init__: ["restriction"], restriction: ["type", Restriction] };
