// Documents with their mentions, as the records of the command: what of them is shown, and where it lies.

export const KINDS = [
  "place", "direction", "military_unit", "organization", "person", "weapon", "count", "date", "coordinates",
];

// Documents that stand in the page itself.
export function embeddedDocuments() {
  return [...document.querySelectorAll("script.document")].map((element) => JSON.parse(element.textContent));
}

export function isShown(mention, filter) {
  return filter.kinds.has(mention.kind) && mention.confidence >= filter.least;
}

// What a mention puts on the map: a place or coordinates.
export function pointOf(mention) {
  const at = mention.kind === "coordinates" ? mention : mention.place;
  return at && Number.isFinite(at.lat) && Number.isFinite(at.lon) ? { lat: at.lat, lon: at.lon } : null;
}

// What makes two mentions those of one place; nothing for what is no place.
export function keyOf(mention) {
  if (mention.kind === "coordinates") return `${mention.lat},${mention.lon}`;
  return mention.place?.id ?? null;
}

// Candidates in short: what else a mention may mean, what it resembles, what it is named after.
export function candidatesOf(mention) {
  return mention.alternatives ?? mention.suggestions ?? mention.anchors ?? [];
}

// The points of documents, each with the mentions that name it, in the order of the text.
export function pointsOf(documents, filter) {
  const points = new Map();
  for (const document of documents) {
    for (const mention of document.mentions) {
      const point = pointOf(mention);
      if (!point || !isShown(mention, filter)) continue;
      const key = keyOf(mention);
      const known = points.get(key) ?? { key, ...point, kind: mention.kind, mentions: [] };
      known.mentions.push({ document, mention });
      points.set(key, known);
    }
  }
  return [...points.values()];
}

// The mentions that have a point as GeoJSON, as `tag --output geojson --offsets utf16` writes them.
export function toGeoJson(documents, filter) {
  const features = documents.flatMap((document) => document.mentions
    .filter((mention) => pointOf(mention) && isShown(mention, filter))
    .map((mention) => JSON.stringify({
      type: "Feature",
      geometry: { type: "Point", coordinates: [pointOf(mention).lon, pointOf(mention).lat] },
      properties: { document: document.id, ...mention },
    })));
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}${features.length ? "\n" : ""}]}\n`;
}
