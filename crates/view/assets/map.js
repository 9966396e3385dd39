import { drawing, node } from "./dom.js";
import { nameOf, words } from "./language.js";
import { KM_PER_DEGREE, boundsOf, labelPoint, latitudeAt, pathOf, project } from "./projection.js";
import { listenToGestures } from "./gestures.js";

// A map of outlines and points that needs nothing from outside.

const COUNTRY = [{ lat: 44.2, lon: 22 }, { lat: 52.5, lon: 40.4 }];
// So far beside the country a place still belongs on the first view; beyond, only if there is nothing nearer.
const BESIDE = 2.5;
const MARGIN = 40;
// Pixels from the right, and in height, that a button takes.
const BUTTONS = 44;
// Pixels a degree: of the whole world, of the first view of a single place, of a street.
const SCALES = { least: 2.5, first: 320, most: 40000 };
const BUTTON_ZOOM = 1.6;
const GRID_STEPS = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02];
const GRID_APART = 90;
const SCALE_BAR = 110;
// Pixels a degree from which the names of oblasts have room.
const LEAST_FOR_OBLASTS = 20;
// From so many places on, those that would lie on each other, in a square of so many pixels, are drawn as one.
const MANY = 1000;
const SQUARE = 10;
// So far outside of the view a marker still reaches into it.
const REACH = 20;
// At most so many names are tried, those of the places that are named most.
const NAMES = 200;
// Pixels of an average letter and of a line of the labels.
const LETTER = 6.6;
const LABEL_HEIGHT = 15;

export class PlaceMap {
  // `on.select(point)` when a marker is clicked, `on.hover(key)` when the pointer is over one or (null) leaves it.
  constructor(container, on) {
    this.on = on;
    this.view = { x: 31, y: 0, scale: 40 };
    this.size = { width: 0, height: 0 };
    this.points = [];
    this.candidates = [];
    this.shown = this.drawn = [];
    this.oblasts = [];
    this.selected = this.hovered = null;
    this.layers = Object.fromEntries(
      ["land", "grid", "markers", "labels"].map((name) => [name, drawing("g", { class: name })]));
    this.bar = drawing("g", { class: "scale" });
    this.drawing = drawing("svg", { tabindex: 0, role: "group", "aria-keyshortcuts": "ArrowUp ArrowDown ArrowLeft ArrowRight + - 0" },
      ...Object.values(this.layers), this.bar);
    container.append(this.drawing, this.#buttons());
    listenToGestures(this.drawing, this);
    new ResizeObserver(() => this.#resize(container)).observe(container);
  }

  #buttons() {
    const button = (sign, key, act) => node("button", { type: "button", "data-label": key, click: act }, sign);
    return node("div", { class: "map-buttons" },
      button("+", "zoomIn", () => this.zoom(BUTTON_ZOOM)),
      button("−", "zoomOut", () => this.zoom(1 / BUTTON_ZOOM)),
      button("◎", "fit", () => this.fit()),
      button("▭", "country", () => this.showCountry()));
  }

  #resize(container) {
    const first = !this.size.width;
    this.size = { width: container.clientWidth, height: container.clientHeight };
    if (first) this.fit();
    this.#draw();
  }

  translate() {
    this.drawing.setAttribute("aria-label", words("mapHelp"));
    this.#draw();
  }

  setOutlines(outlines) {
    this.oblasts = outlines.features.map((feature) => ({
      ...feature.properties,
      element: drawing("path", { d: pathOf(feature.geometry) }),
      ...labelPoint(feature.geometry),
    }));
    this.layers.land.replaceChildren(...this.oblasts.map(({ element }) => element));
    this.#draw();
  }

  // Shows points as report.js gives them.
  setPoints(points) {
    this.points = points.map((point) => ({ ...point, ...project(point) }));
    this.#arrange();
  }

  // Shows places in short beside the points: what the selected mention may also mean.
  setCandidates(places) {
    this.candidates = places.filter(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon)).map((place) => ({
      key: place.id, name: nameOf(place), ...project(place), candidate: true, mentions: [],
      element: drawing("g", { class: "marker candidate" }, drawing("circle", { r: 6 })),
    }));
    this.#arrange();
  }

  #marker(point) {
    const [{ mention }] = point.mentions;
    const area = ["unit", "hromada"].includes(mention.place?.precision);
    const unsure = point.mentions.every(({ mention: { confidence } }) => confidence < 0.5);
    const radius = Math.min(12, 5.5 + Math.log2(point.mentions.length));
    return drawing("g", {
      class: `marker ${point.kind}${area ? " area" : ""}${unsure ? " unsure" : ""}`,
      "data-key": point.key,
      click: () => this.on.select(point),
      pointerenter: () => this.on.hover(point.key),
      pointerleave: () => this.on.hover(null),
    }, drawing("circle", { class: "reach", r: radius + 6 }), drawing("circle", { r: radius }));
  }

  // Puts what is selected or under the pointer on top.
  #arrange() {
    const rank = ({ key, candidate }) => (key === this.selected ? 2 : 0) + (key === this.hovered ? 3 : 0) + (candidate ? 1 : 0);
    this.shown = [...this.points, ...this.candidates].sort((a, b) => rank(a) - rank(b));
    this.#draw();
  }

  select(key) {
    this.selected = key;
    this.#arrange();
  }

  hover(key) {
    if (key === this.hovered) return;
    this.hovered = key;
    // Moving the element under the pointer would end its own hover.
    this.#draw();
  }

  pan(dx, dy) {
    this.view.x -= dx / this.view.scale;
    this.view.y -= dy / this.view.scale;
    this.#bound();
    this.#draw();
  }

  // Zooms by a factor around a point of the element, or its middle.
  zoom(factor, x = this.size.width / 2, y = this.size.height / 2) {
    const before = this.view.scale;
    const scale = Math.max(SCALES.least, Math.min(SCALES.most, before * factor));
    const shift = 1 / before - 1 / scale;
    this.view.x += (x - this.size.width / 2) * shift;
    this.view.y += (y - this.size.height / 2) * shift;
    this.view.scale = scale;
    this.#bound();
    this.#draw();
  }

  #bound() {
    this.view.x = Math.max(-180, Math.min(180, this.view.x));
    this.view.y = Math.max(-180, Math.min(180, this.view.y));
  }

  // Shows all points, or where there are none the country.
  fit() {
    const near = this.points.filter(({ lat, lon }) =>
      lat > COUNTRY[0].lat - BESIDE && lat < COUNTRY[1].lat + BESIDE && lon > COUNTRY[0].lon - BESIDE && lon < COUNTRY[1].lon + BESIDE);
    const bounds = boundsOf(near.length ? near : this.points);
    if (bounds) this.#show(bounds, MARGIN);
    else this.showCountry();
  }

  showCountry() {
    this.#show(boundsOf(COUNTRY.map(project)), 6);
  }

  // Moves to a place of the map, where it is out of sight.
  reveal(place) {
    const { x, y } = this.#screen(project(place));
    const { width, height } = this.size;
    if (x > MARGIN / 2 && x < width - MARGIN / 2 && y > MARGIN / 2 && y < height - MARGIN / 2) return;
    Object.assign(this.view, project(place));
    this.#draw();
  }

  #show({ left, right, top, bottom }, margin) {
    const { width, height } = this.size;
    const room = (pixels, degrees) => Math.max(20, pixels - 2 * margin) / Math.max(degrees, 1e-9);
    const fitting = Math.min(room(width - BUTTONS, right - left), room(height, bottom - top), SCALES.first);
    const scale = Math.max(fitting, SCALES.least);
    this.view = { x: (left + right + BUTTONS / scale) / 2, y: (top + bottom) / 2, scale };
    this.#draw();
  }

  #screen({ x, y }) {
    const { view, size } = this;
    return { x: (x - view.x) * view.scale + size.width / 2, y: (y - view.y) * view.scale + size.height / 2 };
  }

  // Many changes may come before the next frame: it is drawn once.
  #draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.size.width) this.#render();
    });
  }

  #render() {
    const { width, height } = this.size;
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const origin = this.#screen({ x: 0, y: 0 });
    this.layers.land.setAttribute("transform", `translate(${origin.x} ${origin.y}) scale(${this.view.scale})`);
    for (const oblast of this.oblasts) {
      oblast.element.setAttribute("class", oblast.id === this.selected || oblast.id === this.hovered ? "active" : "");
    }
    const drawn = this.#inSight();
    for (const point of drawn) point.element ??= this.#marker(point);
    // Taking out what is under the pointer and putting it back would end its hover.
    if (drawn.length !== this.drawn.length || drawn.some((point, number) => point !== this.drawn[number])) {
      this.drawn = drawn;
      this.layers.markers.replaceChildren(...drawn.map(({ element }) => element));
    }
    for (const point of drawn) {
      const { x, y } = this.#screen(point);
      point.element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      point.element.classList.toggle("selected", point.key === this.selected);
      point.element.classList.toggle("hover", point.key === this.hovered);
    }
    this.layers.grid.replaceChildren(...this.#grid());
    this.layers.labels.replaceChildren(...this.#labels());
    this.bar.replaceChildren(...this.#scaleBar());
  }

  // What is drawn, in its order: all, or of many places in each square of the view the one that is named most. What is chosen
  // and its candidates stay.
  #inSight() {
    if (this.points.length <= MANY) return this.shown;
    const { width, height } = this.size;
    const foremost = new Map();
    for (const point of this.points) {
      const { x, y } = this.#screen(point);
      if (x < -REACH || y < -REACH || x > width + REACH || y > height + REACH) continue;
      // Squares of the map and not of the window, so that the choice stays the same while the map moves.
      const square = [point.x, point.y].map((degrees) => Math.floor((degrees * this.view.scale) / SQUARE)).join();
      const other = foremost.get(square);
      if (!other || other.mentions.length < point.mentions.length) foremost.set(square, point);
    }
    const chosen = new Set(foremost.values());
    return this.shown.filter((point) => point.candidate || this.#isChosen(point) || chosen.has(point));
  }

  #isChosen({ key }) {
    return key === this.hovered || key === this.selected;
  }

  // Lines of latitude and longitude, which are all that there is to see beyond the outlines.
  #grid() {
    const { width, height } = this.size;
    const step = GRID_STEPS.findLast((degrees) => degrees * this.view.scale >= GRID_APART) ?? GRID_STEPS[0];
    const corner = { x: this.view.x - width / 2 / this.view.scale, y: this.view.y - height / 2 / this.view.scale };
    const far = { x: this.view.x + width / 2 / this.view.scale, y: this.view.y + height / 2 / this.view.scale };
    const lines = [];
    const from = (value) => Math.ceil(value / step);
    for (let number = from(corner.x); number * step <= far.x; number += 1) {
      const { x } = this.#screen({ x: number * step, y: 0 });
      lines.push(drawing("line", { x1: x, x2: x, y1: 0, y2: height }), this.#degrees(number * step, "E", "W", { x: x + 3, y: height - 5 }));
    }
    const [top, bottom] = [latitudeAt(corner.y), latitudeAt(far.y)];
    for (let number = from(bottom); number * step <= top; number += 1) {
      const { y } = this.#screen(project({ lat: number * step, lon: 0 }));
      lines.push(drawing("line", { x1: 0, x2: width, y1: y, y2: y }), this.#degrees(number * step, "N", "S", { x: 5, y: y - 3 }));
    }
    return lines;
  }

  #degrees(degrees, positive, negative, at) {
    const size = Number(Math.abs(degrees).toFixed(2));
    return drawing("text", at, `${size}°${degrees < 0 ? negative : positive}`);
  }

  // Names of points, then of oblasts, each where it covers neither a marker nor another name.
  #labels() {
    const weight = (point) => (this.#isChosen(point) ? 1e6 : 0) + (point.candidate ? 1e5 : 0) + point.mentions.length;
    const shown = this.drawn.map((point) => ({ ...point, at: this.#screen(point) })).sort((a, b) => weight(b) - weight(a));
    const buttons = { left: this.size.width - BUTTONS, right: this.size.width, top: 0, bottom: 4 * BUTTONS };
    const taken = [buttons, ...shown.map(({ at }) => boxAround(at, 6, 6))];
    const labels = [];
    const isFree = (box) => box.left > 0 && box.right < this.size.width && box.top > 0 && box.bottom < this.size.height - 14
      && !taken.some((other) => overlap(box, other));
    const write = (name, at, shifts, kind, isForced) => {
      const half = halfWidth(name);
      const spots = shifts.map(([dx, dy]) => ({ x: at.x + dx, y: at.y + dy }));
      const spot = spots.find((spot) => isFree(boxAround(spot, half, LABEL_HEIGHT / 2))) ?? (isForced ? spots[0] : null);
      if (!spot) return;
      taken.push(boxAround(spot, half, LABEL_HEIGHT / 2));
      labels.push(drawing("text", { class: kind, x: spot.x, y: spot.y + 4, "text-anchor": "middle" }, name));
    };
    for (const point of shown.slice(0, NAMES)) {
      const mention = point.mentions[0]?.mention;
      const name = point.name ?? (mention.place ? nameOf(mention.place) : mention.text);
      const beside = halfWidth(name) + 10;
      write(name, point.at, [[0, -16], [0, 16], [beside, 0], [-beside, 0]], "point-label", this.#isChosen(point));
    }
    for (const oblast of this.oblasts) {
      if (!oblast.name_uk || this.view.scale < LEAST_FOR_OBLASTS) continue;
      write(nameOf(oblast).replace(/ Oblast$/, ""), this.#screen(oblast), [[0, 0]], "oblast-label", false);
    }
    return labels;
  }

  #scaleBar() {
    const km = KM_PER_DEGREE * Math.cos((latitudeAt(this.view.y) * Math.PI) / 180) / this.view.scale;
    const most = SCALE_BAR * km;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].find((digit) => digit * power <= most) * power;
    const [right, y] = [this.size.width - 10, this.size.height - 24];
    const left = right - length / km;
    const label = length < 1 ? `${Math.round(length * 1000)} m` : `${length} km`;
    return [
      drawing("path", { d: `M${left} ${y - 4}V${y}H${right}V${y - 4}` }),
      drawing("text", { x: (left + right) / 2, y: y - 5, "text-anchor": "middle" }, label),
    ];
  }
}

function halfWidth(name) {
  return (name.length * LETTER) / 2 + 2;
}

function boxAround({ x, y }, halfX, halfY) {
  return { left: x - halfX, right: x + halfX, top: y - halfY, bottom: y + halfY };
}

function overlap(a, b) {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
