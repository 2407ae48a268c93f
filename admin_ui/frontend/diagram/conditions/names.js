// The fields a condition may read, as the drawing stands: outcomes of steps, their forms, the application, the dossier.
import { facts, flowNodes, isStep, processOf, sheetOf, stepLabel } from "../model.js";
import { t } from "../words.js";

export function fieldsOf(editor, choices, before) {
  const sheet = sheetOf(processOf(editor));
  const nodes = flowNodes(editor);
  const first = [...nodes].sort((a, b) => Number(b === before) - Number(a === before));
  return [
    ...first.flatMap((node) => outcomesOf(node)),
    ...first.flatMap((node) => formFields(node.id, stepLabel(node), formOf(node), choices)),
    ...nodes.flatMap((node) => answersOf(node)),
    ...formFields("don", t("Đơn, tờ khai", "The application"), sheet?.get("form"), choices),
    ...choices.dossier.map((one) => dossier(one, sheet)),
    ...(sheet?.get("fee") || []).map((fee) => fixed(`phi.${fee.id}`, fee.name || fee.id, t("Phí, lệ phí", "Fees"), "number")),
  ];
}

const fixed = (path, name, group, kind, options = []) => ({ path, name, group, kind, options });

function outcomesOf(node) {
  const outcomes = isStep(node) ? facts(node, "tthc:Step")?.get("outcome") || [] : [];
  if (!outcomes.length) return [];
  const options = outcomes.map((one) => ({ code: one.id, name: one.name || one.id }));
  return [fixed(`${node.id}.outcome`, t(`Kết luận của “${stepLabel(node)}”`, `Outcome of “${stepLabel(node)}”`), t("Kết luận của các bước", "Outcomes of steps"), "string", options)];
}

function answersOf(node) {
  const kept = facts(node, "tthc:Connector")?.get("result") || [];
  return kept.filter((one) => one.variable).map((one) => fixed(`${node.id}.${one.variable}`, one.variable, stepLabel(node), "string"));
}

const formOf = (node) => (facts(node, "tthc:Step") || facts(node, "tthc:Wait"))?.get("form");

function formFields(root, group, form, choices) {
  const fields = choices.forms[form]?.fields || [];
  return fields.map((one) => ({ ...fixed(`${root}.${one.key}`, one.name, group, one.kind, one.options), fromForm: true }));
}

function dossier(one, sheet) {
  const cases = (sheet?.get("case") || []).map((each) => ({ code: each.id, name: each.name || each.id }));
  const options = one.key === "case" ? cases : one.options;
  return fixed(`ho_so.${one.key}`, one.name, t("Hồ sơ", "The dossier"), one.kind, options);
}
