import { words } from "./language.js";

// Asks the server that the page came from.

export async function outlines() {
  const embedded = document.querySelector("script.outlines");
  if (embedded) return JSON.parse(embedded.textContent);
  return (await fetch("outlines.json")).json();
}

// What a text names; throws an error for people.
export async function tag({ text, date, anyCase }, signal) {
  const body = JSON.stringify({ text, date: date || null, any_case: anyCase, offsets: "utf16" });
  const headers = { "content-type": "application/json" };
  const response = await fetch("v1/tag", { method: "POST", headers, body, signal }).catch((error) => {
    throw error.name === "AbortError" ? error : new Error(words("unreachable"));
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer) throw new Error(answer?.error ?? `HTTP ${response.status}`);
  return answer;
}
