// htmx, pinned to 2.0.x, for the few pages that refresh a part of themselves; every such page also works by whole loads.
import "htmx.org/dist/htmx.min.js";
