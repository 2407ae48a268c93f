// The palette: the tools, and the elements a procedure may be drawn with; nothing the engine would refuse.
import { KINDS } from "../kinds.js";
import { t } from "../words.js";

function OurPalette(palette, create, appending, lassoTool, spaceTool, globalConnect) {
  const tool = (icon, title, click) => ({ group: "tools", className: `bpmn-icon-${icon}`, title, action: { click } });
  const tools = {
    lasso: tool("lasso-tool", t("Chọn nhiều phần tử", "Select several"), (event) => lassoTool.activateSelection(event)),
    space: tool("space-tool", t("Nới hoặc thu chỗ trống", "Make or take space"), (event) => spaceTool.activateSelection(event)),
    connect: tool("connection-multi", t("Nối hai phần tử", "Connect two elements"), (event) => globalConnect.start(event)),
    line: { group: "tools", separator: true },
  };
  const drawn = KINDS.map((kind) => {
    const begin = (event) => create.start(event, appending.insideOf(kind));
    const title = `${t("Vẽ", "Draw")}: ${kind.name}`;
    const action = { dragstart: begin, click: begin };
    return [`draw.${kind.code}`, { group: "draw", className: `bpmn-icon-${kind.icon}`, title, action }];
  });
  palette.registerProvider({ getPaletteEntries: () => ({ ...tools, ...Object.fromEntries(drawn) }) });
}

OurPalette.$inject = ["palette", "create", "appending", "lassoTool", "spaceTool", "globalConnect"];

export default { __init__: ["ourPalette"], ourPalette: ["type", OurPalette] };
