// Web Mercator in degrees of the equator: x grows to the east, y to the south.

const RADIANS = Math.PI / 180;
const FARTHEST = 85;

export const KM_PER_DEGREE = 111.195;

export function project({ lat, lon }) {
  const bounded = Math.max(-FARTHEST, Math.min(FARTHEST, lat));
  return { x: lon, y: -Math.log(Math.tan(Math.PI / 4 + (bounded * RADIANS) / 2)) / RADIANS };
}

export function latitudeAt(y) {
  return (2 * Math.atan(Math.exp(-y * RADIANS)) - Math.PI / 2) / RADIANS;
}

// A path for the outlines of a GeoJSON geometry.
export function pathOf(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const ring = (points) => points
    .map(([lon, lat]) => project({ lat, lon }))
    .map(({ x, y }, number) => `${number ? "L" : "M"}${x.toFixed(4)} ${y.toFixed(4)}`)
    .join("");
  return polygons.flat().map((points) => `${ring(points)}Z`).join("");
}

// The rectangle around points that are projected already, or nothing around none.
export function boundsOf(points) {
  if (!points.length) return null;
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

// The middle of the largest ring of an outline, where its name may stand.
export function labelPoint(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.map(([outer]) => outer.map(([lon, lat]) => project({ lat, lon })));
  const largest = rings.reduce((a, b) => (Math.abs(area(a)) >= Math.abs(area(b)) ? a : b));
  let [x, y] = [0, 0];
  eachEdge(largest, (from, to, cross) => {
    x += (from.x + to.x) * cross;
    y += (from.y + to.y) * cross;
  });
  const sixfold = 6 * area(largest);
  return { x: x / sixfold, y: y / sixfold };
}

function area(ring) {
  let twice = 0;
  eachEdge(ring, (from, to, cross) => { twice += cross; });
  return twice / 2;
}

function eachEdge(ring, each) {
  ring.forEach((from, number) => {
    const to = ring[(number + 1) % ring.length];
    each(from, to, from.x * to.y - to.x * from.y);
  });
}
