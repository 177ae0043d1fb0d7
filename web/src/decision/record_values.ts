import type {Json, JsonObject} from "../types";

export type Path = (string | number)[];

// A result as the form shows it: where its parts stand in the record.
export interface ResultRow {
  group: "laboratory" | "vitals" | "other";
  name: string;
  value: Json;
  unit: string | null;
  date: string | null;
  base: Path;
  bare: boolean;
}

export interface FactRow {
  name: string;
  value: boolean;
  path: Path;
  base: Path;
}

const ownKeys = new Set(["$schema", "id", "sex", "birthDate", "age", "asOf", "deceased", "anchors",
  "labs", "vitals", "conditions", "medications", "procedures", "events", "facts", "attestations",
  "complete"]);

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function resultRows(record: JsonObject): ResultRow[] {
  const rows: ResultRow[] = [];
  addListed(rows, "laboratory", record["labs"], ["labs"]);
  const vitals = record["vitals"];
  if (Array.isArray(vitals)) addListed(rows, "vitals", vitals, ["vitals"]);
  if (isObject(vitals)) addNamed(rows, "vitals", vitals, ["vitals"]);
  const others = Object.entries(record).filter(([key]) => !ownKeys.has(key));
  addNamed(rows, "other", Object.fromEntries(others), []);
  const facts = record["facts"];
  if (isObject(facts)) addNamed(rows, "other", facts, ["facts"]);
  return rows;
}

function addListed(
  rows: ResultRow[], group: ResultRow["group"], list: Json | undefined, path: Path,
): void {
  if (!Array.isArray(list)) return;
  list.forEach((entry, at) => {
    if (!isObject(entry)) return;
    const name = entry["name"] ?? entry["loinc"] ?? entry["snomed"] ?? "?";
    rows.push(row(group, String(name), entry, [...path, at]));
  });
}

function addNamed(
  rows: ResultRow[], group: ResultRow["group"], values: JsonObject, path: Path,
): void {
  for (const [name, value] of Object.entries(values)) {
    const base = [...path, name];
    if (typeof value === "number") {
      rows.push({group, name, value, unit: null, date: null, base, bare: true});
    } else if (isResult(value)) {
      rows.push(row(group, name, value, base));
    } else if (Array.isArray(value)) {
      value.forEach((one, at) => {
        if (isResult(one)) rows.push(row(group, name, one, [...base, at]));
      });
    }
  }
}

function isResult(value: Json): value is JsonObject {
  return isObject(value) && typeof value["value"] !== "boolean" && "value" in value;
}

function row(
  group: ResultRow["group"], name: string, entry: JsonObject, base: Path,
): ResultRow {
  const text = (key: string) => typeof entry[key] === "string" ? entry[key] : null;
  return {group, name, value: entry["value"] ?? null, unit: text("unit"), date: text("date"), base,
    bare: false};
}

export function factRows(record: JsonObject): FactRow[] {
  const rows: FactRow[] = [];
  const add = (values: JsonObject, path: Path) => {
    for (const [name, value] of Object.entries(values)) {
      const base = [...path, name];
      if (typeof value === "boolean") rows.push({name, value, path: base, base});
      else if (isObject(value) && typeof value["value"] === "boolean") {
        rows.push({name, value: value["value"], path: [...base, "value"], base});
      }
    }
  };
  if (isObject(record["facts"])) add(record["facts"], ["facts"]);
  add(Object.fromEntries(Object.entries(record).filter(([key]) => !ownKeys.has(key))), []);
  return rows;
}

// A copy with one value put in place; undefined takes it out. What is missing on the way is made.
export function withValue(record: JsonObject, path: Path, value: Json | undefined): JsonObject {
  return placed(record, path, value) as JsonObject;
}

function placed(at: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const list = Array.isArray(at) ? [...at] : [];
    const next = placed(list[key], rest, value);
    if (next === undefined) list.splice(key, 1);
    else list[key] = next;
    return list;
  }
  // Own properties alone: a record may name "__proto__" as it likes.
  const entries = new Map(Object.entries(isObject(at) ? at : {}));
  const next = placed(entries.get(key), rest, value);
  if (next === undefined) entries.delete(key);
  else entries.set(key, next);
  return Object.fromEntries(entries);
}

export type ReadValue = {value: Json} | {problem: string};

// What is typed as a number is one; words ("negative") stay words.
export function readValue(typed: string): ReadValue {
  const text = typed.trim();
  if (/^[+-]?\d+,\d+$/.test(text)) {
    return {problem: `write ${text.replace(",", ".")}, with a point`};
  }
  if (text === "") return {problem: "a value is needed"};
  const number = Number(text);
  return {value: Number.isFinite(number) && /^[+-]?[\d.]/.test(text) ? number : text};
}

// One entry of a list a line: a record is read, and compared, by its entries.
export function recordText(record: JsonObject): string {
  const lines = Object.entries(record).map(([key, value]) => {
    const name = `  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.some(isObject)) {
      return `${name}[\n${value.map((one) => `    ${spaced(one)}`).join(",\n")}\n  ]`;
    }
    if (isObject(value) && Object.keys(value).length > 0) {
      const parts = Object.entries(value)
        .map(([part, inner]) => `    ${JSON.stringify(part)}: ${spaced(inner)}`);
      return `${name}{\n${parts.join(",\n")}\n  }`;
    }
    return name + spaced(value);
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (isObject(value)) {
    const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`);
    return `{${parts.join(", ")}}`;
  }
  return JSON.stringify(value);
}
