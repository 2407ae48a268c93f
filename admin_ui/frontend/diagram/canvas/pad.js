// The pad beside a selected element: what may follow it, connecting, a timer on it, lanes, deleting.
import { KINDS, REMINDER } from "../kinds.js";
import { is } from "../model.js";
import { t } from "../words.js";

const FOLLOWING = ["step", "wait", "exclusive", "parallel", "connector", "end"];

function OurPad(contextPad, appending, connect, create, modeling, rules) {
  contextPad.registerProvider({
    getContextPadEntries: (element) => ({ ...following(element), ...lanes(element), ...acts(element) }),
    getMultiElementContextPadEntries: (elements) => gone(elements),
  });

  function following(element) {
    if (!appending.mayGoOn(element)) return {};
    const kinds = KINDS.filter((kind) => FOLLOWING.includes(kind.code));
    return Object.fromEntries(kinds.map((kind) => [`append.${kind.code}`, appended(kind)]));
  }

  function appended(kind) {
    return {
      group: "model",
      className: `bpmn-icon-${kind.icon}`,
      title: `${t("Thêm sau", "Append")}: ${kind.name}`,
      action: {
        click: (event, element) => appending.append(element, kind.code),
        dragstart: (event, element) => create.start(event, appending.shape(kind), { source: element }),
      },
    };
  }

  function acts(element) {
    const begin = (event) => connect.start(event, element);
    return {
      ...(appending.mayRemind(element) && {
        timer: entry("model", REMINDER.icon, t("Gắn đồng hồ", "Attach a timer"), () => appending.remind(element)),
      }),
      ...(appending.mayGoOn(element) && {
        connect: {
          group: "connect",
          className: "bpmn-icon-connection-multi",
          title: t("Nối tới phần tử khác", "Connect to another element"),
          action: { click: begin, dragstart: begin },
        },
      }),
      ...gone([element]),
    };
  }

  function lanes(element) {
    if (!is(element, "bpmn:Participant") && !is(element, "bpmn:Lane")) return {};
    const add = (where) => () => modeling.addLane(element, where);
    return {
      above: entry("lanes", "lane-insert-above", t("Thêm làn phía trên", "Add a lane above"), add("top")),
      below: entry("lanes", "lane-insert-below", t("Thêm làn phía dưới", "Add a lane below"), add("bottom")),
    };
  }

  function gone(elements) {
    if (elements.some((one) => is(one, "bpmn:Participant"))) return {};
    const allowed = rules.allowed("elements.delete", { elements });
    const which = Array.isArray(allowed) ? allowed : allowed ? elements : [];
    if (!which.length) return {};
    return { delete: entry("edit", "trash", t("Xóa", "Delete"), () => modeling.removeElements([...which])) };
  }

  const entry = (group, icon, title, click) => ({ group, className: `bpmn-icon-${icon}`, title, action: { click } });
}

OurPad.$inject = ["contextPad", "appending", "connect", "create", "modeling", "rules"];

export default { __init__: ["ourPad"], ourPad: ["type", OurPad] };
