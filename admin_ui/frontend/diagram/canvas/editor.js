// A lean bpmn-js: drawing, labels, copying, keyboard and minimap; our own palette, pad and behaviour instead of theirs.
import BaseModeler from "bpmn-js/lib/BaseModeler";
import CoreModule from "bpmn-js/lib/core";
import AutoPlaceModule from "bpmn-js/lib/features/auto-place";
import AutoResizeModule from "bpmn-js/lib/features/auto-resize";
import CopyPasteModule from "bpmn-js/lib/features/copy-paste";
import DrilldownModule from "bpmn-js/lib/features/drilldown";
import EditorActionsModule from "bpmn-js/lib/features/editor-actions";
import GridSnappingModule from "bpmn-js/lib/features/grid-snapping";
import InteractionEventsModule from "bpmn-js/lib/features/interaction-events";
import KeyboardModule from "bpmn-js/lib/features/keyboard";
import LabelEditingModule from "bpmn-js/lib/features/label-editing";
import ModelingModule from "bpmn-js/lib/features/modeling";
import ModelingFeedbackModule from "bpmn-js/lib/features/modeling-feedback";
import OutlineModule from "bpmn-js/lib/features/outline";
import SnappingModule from "bpmn-js/lib/features/snapping";
import SpaceToolModule from "bpmn-js/lib/features/space-tool";
import AutoScrollModule from "diagram-js/lib/features/auto-scroll";
import BendpointsModule from "diagram-js/lib/features/bendpoints";
import ConnectModule from "diagram-js/lib/features/connect";
import ConnectionPreviewModule from "diagram-js/lib/features/connection-preview";
import ContextPadModule from "diagram-js/lib/features/context-pad";
import CreateModule from "diagram-js/lib/features/create";
import GlobalConnectModule from "diagram-js/lib/features/global-connect";
import KeepSelectionVisibleModule from "diagram-js/lib/features/keep-selection-visible";
import KeyboardMoveSelectionModule from "diagram-js/lib/features/keyboard-move-selection";
import LassoToolModule from "diagram-js/lib/features/lasso-tool";
import MoveModule from "diagram-js/lib/features/move";
import OverlaysModule from "diagram-js/lib/features/overlays";
import PaletteModule from "diagram-js/lib/features/palette";
import ResizeModule from "diagram-js/lib/features/resize";
import SelectionModule from "diagram-js/lib/features/selection";
import KeyboardMoveModule from "diagram-js/lib/navigation/keyboard-move";
import MoveCanvasModule from "diagram-js/lib/navigation/movecanvas";
import ZoomScrollModule from "diagram-js/lib/navigation/zoomscroll";
import MinimapModule from "diagram-js-minimap";
import tthc from "../../moddle/tthc.json";
import AppendingModule from "./appending.js";
import BranchesModule from "./branches.js";
import InsertingModule from "./inserting.js";
import FactsModule from "./new_facts.js";
import IdsModule from "./speaking_ids.js";
import LanesModule from "./lanes.js";
import PadModule from "./pad.js";
import OurPaletteModule from "./palette.js";
import TogetherModule from "./together.js";
import TranslateModule from "./translate.js";

const LOOK = {
  defaultFillColor: "var(--paper)",
  defaultStrokeColor: "var(--ink)",
  defaultLabelColor: "var(--ink)",
};

class Editor extends BaseModeler {}

Editor.prototype._modules = [
  CoreModule,
  DrilldownModule,
  OverlaysModule,
  SelectionModule,
  TranslateModule,
  KeepSelectionVisibleModule,
  KeyboardMoveModule,
  MoveCanvasModule,
  ZoomScrollModule,
  AutoPlaceModule,
  AutoResizeModule,
  AutoScrollModule,
  BendpointsModule,
  ConnectModule,
  ConnectionPreviewModule,
  ContextPadModule,
  CopyPasteModule,
  CreateModule,
  EditorActionsModule,
  GlobalConnectModule,
  GridSnappingModule,
  InteractionEventsModule,
  KeyboardModule,
  KeyboardMoveSelectionModule,
  LabelEditingModule,
  LassoToolModule,
  ModelingModule,
  ModelingFeedbackModule,
  MoveModule,
  OutlineModule,
  PaletteModule,
  ResizeModule,
  SnappingModule,
  SpaceToolModule,
  MinimapModule,
  TogetherModule,
  FactsModule,
  IdsModule,
  LanesModule,
  BranchesModule,
  InsertingModule,
  AppendingModule,
  OurPaletteModule,
  PadModule,
];

export function newEditor(container, choices) {
  return new Editor({
    container,
    choices,
    moddleExtensions: { tthc },
    bpmnRenderer: LOOK,
    minimap: { open: false },
    textRenderer: { defaultStyle: { fontFamily: "system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif" } },
  });
}
