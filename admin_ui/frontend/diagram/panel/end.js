// How a dossier ends here.
import { facts, writeFacts } from "../model.js";
import { t } from "../words.js";
import { choiceField, section } from "./fields.js";

export function endPart(side, element) {
  const results = [
    { code: "granted", name: t("Có kết quả", "Granted") },
    { code: "refused", name: t("Từ chối", "Refused") },
    { code: "stopped", name: t("Dừng giải quyết", "Stopped") },
  ];
  const set = (result) => side.write(() => writeFacts(side.editor, element, "tthc:End", { result }));
  return section(t("Kết thúc", "End"), choiceField(t("Hồ sơ kết thúc thế nào", "How the dossier ends"), facts(element, "tthc:End")?.result, results, set, { name: "ket-qua" }));
}
