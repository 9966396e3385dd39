// Wheel, drag, pinch and keys on a map, as pan(dx, dy) and zoom(factor, x, y) in pixels of its element.

const DRAG_FROM = 4;
const KEY_STEP = 60;
const KEY_ZOOM = 1.5;
const WHEEL_LINE = 18;

const KEYS = {
  ArrowLeft: (to) => to.pan(KEY_STEP, 0),
  ArrowRight: (to) => to.pan(-KEY_STEP, 0),
  ArrowUp: (to) => to.pan(0, KEY_STEP),
  ArrowDown: (to) => to.pan(0, -KEY_STEP),
  "+": (to) => to.zoom(KEY_ZOOM),
  "=": (to) => to.zoom(KEY_ZOOM),
  "-": (to) => to.zoom(1 / KEY_ZOOM),
  "_": (to) => to.zoom(1 / KEY_ZOOM),
  "0": (to) => to.fit(),
};

export function listenToGestures(element, to) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    KEYS[event.key](to);
    event.preventDefault();
  });
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE);
    const speed = event.ctrlKey ? 0.01 : 0.002;
    to.zoom(Math.exp(-Math.max(-200, Math.min(200, pixels)) * speed), ...within(element, event));
  }, { passive: false });
  listenToPointers(element, to);
}

function within(element, event) {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

// One pointer drags, two pinch. What moves less than a few pixels stays a click.
function listenToPointers(element, to) {
  const pointers = new Map();
  let dragging = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!pointers.size) dragging = false;
    pointers.set(event.pointerId, { at: within(element, event), from: within(element, event) });
  });
  element.addEventListener("pointermove", (event) => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    const before = [...pointers.values()].map(({ at }) => at);
    const at = within(element, event);
    if (!dragging) {
      if (distance(pointer.from, at) < DRAG_FROM) return;
      dragging = true;
    }
    // Only now: a captured pointer would take its click away from the marker below it.
    element.setPointerCapture(event.pointerId);
    pointer.at = at;
    const after = [...pointers.values()].map(({ at }) => at);
    const [middle, middleBefore] = [mean(after), mean(before)];
    to.pan(middle[0] - middleBefore[0], middle[1] - middleBefore[1]);
    if (after.length === 2) {
      const apart = distance(...before);
      if (apart > 0) to.zoom(distance(...after) / apart, ...middle);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
  // The click that ends a drag is none.
  element.addEventListener("click", (event) => {
    if (dragging) event.stopPropagation();
    dragging = false;
  }, { capture: true });
  element.addEventListener("dblclick", (event) => to.zoom(2, ...within(element, event)));
}

function mean(points) {
  return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
