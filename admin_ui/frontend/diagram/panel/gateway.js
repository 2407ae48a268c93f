// A gateway: its default way, and every way with its condition in words.
import { h } from "../dom.js";
import { sentence } from "../conditions/sentence.js";
import { getBusinessObject, is, nameOf, spoken } from "../model.js";
import { t } from "../words.js";
import { choiceField, pressed, section } from "./fields.js";

export function gatewayPart(side, element) {
  const flows = element.outgoing.filter((one) => is(one, "bpmn:SequenceFlow"));
  if (flows.length < 2) return null;
  if (is(element, "bpmn:ParallelGateway")) return ways(side, element, flows);
  const chosen = getBusinessObject(element).get("default");
  const choices = flows.map((one) => ({ code: one.id, name: wayName(one) }));
  return h("div", {}, choiceFieldOf(side, element, chosen, choices, flows), ways(side, element, flows));
}

const wayName = (flow) => nameOf(flow) || `→ ${spoken(flow.target)}`;

// The default way has no condition: it is taken when no other holds.
function choiceFieldOf(side, element, chosen, choices, flows) {
  const set = (id) => setDefault(side, element, flows.find((one) => one.id === id));
  const hint = t("Đi đường này khi không điều kiện nào đúng.", "Taken when no condition holds.");
  return section(t("Đường mặc định", "Default way"), choiceField(t("Mặc định", "Default"), chosen?.id, choices, set, { hint, name: "mac-dinh" }));
}

export function setDefault(side, gateway, flow) {
  const modeling = side.editor.get("modeling");
  side.write(() => {
    if (flow) modeling.updateProperties(flow, { conditionExpression: undefined });
    modeling.updateProperties(gateway, { default: flow ? getBusinessObject(flow) : undefined });
  }, { redraw: true });
}

function ways(side, element, flows) {
  const chosen = getBusinessObject(element).get("default");
  const said = (flow) => {
    if (getBusinessObject(flow) === chosen) return t("mặc định", "default");
    const body = getBusinessObject(flow).conditionExpression?.body;
    return body ? sentence(body, side.facts.fields(side.editor)) : "";
  };
  const select = (flow) => () => side.editor.get("selection").select(flow);
  const rows = flows.map((flow) =>
    h("li", {}, pressed(wayName(flow), select(flow), "quiet small"), h("p", { class: "small muted" }, said(flow))),
  );
  return section(t("Các đường đi ra", "Ways out"), h("ul", { class: "drawing-rows" }, rows));
}
