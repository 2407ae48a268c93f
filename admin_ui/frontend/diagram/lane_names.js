// The Vietnamese name of a lane, as the server writes it, and back from a name to the unit and post it stands for.
const ANCHORS = {
  receiving: "cơ quan tiếp nhận",
  resolving: "cơ quan giải quyết",
  parent: "cơ quan cấp trên",
  province: "UBND tỉnh",
  chosen: "các cơ quan được chọn",
  step: "đơn vị của bước trước",
  external: "đối tác",
};
const AT = { receiving: "nơi tiếp nhận", resolving: "nơi giải quyết", parent: "cấp trên", province: "tỉnh" };
const UNDER = ["resolving", "receiving", "province", "parent"];
const NAMED_BY_POST = ["receiving", "resolving", "province"];

export function laneName({ unit, post }, { laneWords }) {
  const known = laneWords.posts[post];
  const who = known || post;
  const where = unitName(unit, laneWords);
  if (known && (NAMED_BY_POST.includes(unit) || who.toLowerCase().includes(where.toLowerCase()))) return who;
  return [who, where].filter(Boolean).join(", ");
}

function unitName(unit, { kinds }) {
  const [anchor, kind] = unit.split("/");
  const word = anchor.split(":")[0];
  if (!kind) return ANCHORS[word] || unit;
  const known = kinds[kind];
  if (!known) return kind;
  const [name, level] = known;
  return level === "any" ? `${name} ${AT[word] || ""}`.trim() : name;
}

export function whoIsCalled(name, choices) {
  if (!name) return undefined;
  const { kinds, posts } = choices.laneWords;
  const units = UNDER.flatMap((anchor) => [anchor, ...Object.keys(kinds).map((kind) => `${anchor}/${kind}`)]);
  for (const unit of units) {
    for (const post of Object.keys(posts)) {
      if (fits(unit, post, choices) && laneName({ unit, post }, choices) === name) return { unit, post };
    }
  }
  return undefined;
}

// Several units can share one name ("… tỉnh" or not); the one whose kind has the post is meant.
function fits(unit, post, choices) {
  const kind = unit.split("/")[1];
  const has = choices.posts.find((one) => one.code === post)?.kinds || [];
  return !kind || has.includes(kind);
}
