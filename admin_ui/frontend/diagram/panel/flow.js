// A flow out of a gateway: the default, or a condition built of field, comparison and value; FEEL underneath.
import { conditionBuilder } from "../conditions/builder.js";
import { h } from "../dom.js";
import { formalExpression, getBusinessObject, is, spoken } from "../model.js";
import { t } from "../words.js";
import { section, tickField } from "./fields.js";
import { setDefault } from "./gateway.js";

export function flowPart(side, element) {
  const { source, target } = element;
  const way = h("p", { class: "small muted" }, `${spoken(source)} → ${spoken(target)}`);
  const split = (is(source, "bpmn:ExclusiveGateway") || is(source, "bpmn:InclusiveGateway")) && source.outgoing.length > 1;
  const owner = getBusinessObject(element);
  if (!split && !owner.conditionExpression) return section(t("Đường nối", "Flow"), way);
  const isDefault = getBusinessObject(source).get("default") === owner;
  const tick = tickField(t("Đường mặc định (khi không điều kiện nào đúng)", "Default way (when no condition holds)"), isDefault, (on) => setDefault(side, source, on ? element : undefined), { name: "mac-dinh" });
  const write = (body) =>
    side.write(() => {
      const conditionExpression = body ? formalExpression(side.editor, owner, body) : undefined;
      side.editor.get("modeling").updateProperties(element, { conditionExpression });
    });
  const builder = isDefault ? null : conditionBuilder(owner.conditionExpression?.body || "", side.facts.fields(side.editor, source), write);
  return section(t("Khi nào đi đường này", "When this way is taken"), way, tick, builder);
}
