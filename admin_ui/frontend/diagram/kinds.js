// The elements a procedure may be drawn with: what each is in BPMN, what it is called, its sign.
import { getBusinessObject, is, joins } from "./model.js";
import { t } from "./words.js";

export const KINDS = [
  { code: "start", type: "bpmn:StartEvent", icon: "start-event-none", name: t("Bắt đầu", "Start") },
  { code: "step", type: "bpmn:UserTask", icon: "user-task", name: t("Bước", "Step") },
  { code: "wait", type: "bpmn:ReceiveTask", icon: "receive-task", name: t("Chờ bên ngoài", "Wait") },
  { code: "connector", type: "bpmn:ServiceTask", icon: "service-task", name: t("Kết nối", "Connector") },
  { code: "rule", type: "bpmn:BusinessRuleTask", icon: "business-rule-task", name: t("Bảng quyết định", "Decision") },
  { code: "exclusive", type: "bpmn:ExclusiveGateway", icon: "gateway-xor", name: t("Rẽ nhánh", "Branch (exclusive)") },
  { code: "parallel", type: "bpmn:ParallelGateway", icon: "gateway-parallel", name: t("Song song", "Parallel") },
  { code: "inclusive", type: "bpmn:InclusiveGateway", icon: "gateway-or", name: t("Một hoặc nhiều nhánh", "Inclusive") },
  { code: "subprocess", type: "bpmn:SubProcess", icon: "subprocess-expanded", name: t("Quy trình con", "Sub-process") },
  { code: "end", type: "bpmn:EndEvent", icon: "end-event-none", name: t("Kết thúc", "End") },
];

const TIMER = { eventDefinitionType: "bpmn:TimerEventDefinition" };

export const REMINDER = {
  code: "timer",
  type: "bpmn:BoundaryEvent",
  icon: "intermediate-event-catch-timer",
  name: t("Đồng hồ", "Timer"),
  options: TIMER,
};

const OTHERS = [
  ["bpmn:BoundaryEvent", t("Sự kiện biên", "Boundary event")],
  ["bpmn:IntermediateCatchEvent", t("Sự kiện chờ", "Intermediate event")],
  ["bpmn:IntermediateThrowEvent", t("Sự kiện giữa chừng", "Intermediate event")],
  ["bpmn:CallActivity", t("Gọi quy trình khác", "Call activity")],
  ["bpmn:SequenceFlow", t("Đường nối", "Flow")],
  ["bpmn:Lane", t("Làn", "Lane")],
  ["bpmn:Participant", t("Thủ tục", "Procedure")],
  ["bpmn:Process", t("Thủ tục", "Procedure")],
  ["bpmn:Collaboration", t("Thủ tục", "Procedure")],
  ["bpmn:TextAnnotation", t("Ghi chú", "Annotation")],
];

// Kinds that can become each other, by the group they stand in.
export const TASKS = ["step", "wait", "connector", "rule"];
export const GATEWAYS = ["exclusive", "parallel", "inclusive"];

export const kindOf = (code) => KINDS.find((one) => one.code === code);

export function kindOfElement(element) {
  return KINDS.find((one) => getBusinessObject(element).$type === one.type);
}

export function kindName(element) {
  if (isTimer(element)) return REMINDER.name;
  if (joins(element)) return t("Gộp nhánh", "Join");
  const type = getBusinessObject(element).$type;
  return kindOfElement(element)?.name || OTHERS.find(([one]) => one === type)?.[1] || type.replace("bpmn:", "");
}

export function isTimer(element) {
  const events = getBusinessObject(element).get?.("eventDefinitions") || [];
  return is(element, "bpmn:Event") && events.some((one) => one.$type === "bpmn:TimerEventDefinition");
}
