import type {JSX} from "preact";
import {useState} from "preact/hooks";
import {Foreign, plainText} from "../text";
import type {Decision, JsonObject} from "../types";
import {factRows, isObject, withValue} from "./record_values";

interface PartProps {
  record: JsonObject;
  onChange: (record: JsonObject) => void;
}

export function Person({record, onChange}: PartProps): JSX.Element {
  const text = (key: string) => typeof record[key] === "string" ? record[key] : "";
  const sex = text("sex").trim().toLowerCase();
  const byAge = typeof record["age"] === "number";
  return <fieldset class="person">
    <legend>Person</legend>
    <label>Sex
      <select value={sex} onChange={(event) =>
        onChange(withValue(record, ["sex"], event.currentTarget.value || undefined))}>
        <option value="">not recorded</option>
        {["female", "male", "other", "unknown"].map((one) => <option value={one}>{one}</option>)}
      </select>
    </label>
    {byAge
      ? <label>Age in years
        <input type="number" min="0" max="150" value={String(record["age"])} onInput={(event) => {
          const years = event.currentTarget.valueAsNumber;
          if (Number.isFinite(years)) onChange(withValue(record, ["age"], years));
        }}/></label>
      : <label>Birth date
        <input value={text("birthDate")} placeholder="1990-04-12" maxLength={10} class="date"
          onInput={(event) => onChange(
            withValue(record, ["birthDate"], event.currentTarget.value || undefined))}/></label>}
  </fieldset>;
}

export function Facts({record, onChange}: PartProps): JSX.Element {
  const [name, setName] = useState("");
  const rows = factRows(record);
  function add(value: boolean): void {
    if (!name.trim()) return;
    onChange(withValue(record, ["facts", name.trim()], value));
    setName("");
  }
  return <fieldset class="facts">
    <legend>Facts</legend>
    {rows.map((row) => <label key={JSON.stringify(row.base)}><Foreign text={row.name}/>
      <select value={row.value ? "yes" : "no"} aria-label={plainText(row.name)}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(chosen === "" ? withValue(record, row.base, undefined)
            : withValue(record, row.path, chosen === "yes"));
        }}>
        <option value="yes">yes</option>
        <option value="no">no</option>
        <option value="">not recorded</option>
      </select></label>)}
    <span class="new-fact">
      <input value={name} aria-label="New fact: name" placeholder="new fact"
        onInput={(event) => setName(event.currentTarget.value)}/>
      <button type="button" onClick={() => add(true)} aria-label="Add the fact as yes">Yes</button>
      <button type="button" onClick={() => add(false)} aria-label="Add the fact as no">No</button>
    </span>
  </fieldset>;
}

// What was asked and stands in no record: whether the criterion's sentence, as written, holds.
export function Attestations({record, trial, decision, onChange}: PartProps & {
  trial: string; decision: Decision | null;
}): JSX.Element | null {
  const stated = isObject(record["attestations"]) ? record["attestations"] : {};
  const prefix = `${trial}/`;
  const asked = new Set((decision?.open ?? [])
    .filter(({kind}) => kind === "attestation" || kind === "judgement")
    .map(({criterion}) => criterion));
  for (const key of Object.keys(stated)) {
    if (key.startsWith(prefix)) asked.add(key.slice(prefix.length));
  }
  if (asked.size === 0) return null;
  return <fieldset class="attestations">
    <legend>Attestations: does the sentence hold, as it is written?</legend>
    {[...asked].map((criterion) => {
      const value = stated[prefix + criterion];
      const sentence = decision?.criteria.find(({id}) => id === criterion)?.text ?? "";
      return <label><span><span class="criterion-id"><Foreign text={criterion}/></span>{" "}
        <q class="sentence"><Foreign text={sentence}/></q></span>
        <select value={value === true ? "yes" : value === false ? "no" : ""}
          aria-label={`${plainText(criterion)}: does the sentence hold`}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onChange(withValue(record, ["attestations", prefix + criterion],
              chosen === "" ? undefined : chosen === "yes"));
          }}>
          <option value="">not stated</option>
          <option value="yes">holds</option>
          <option value="no">does not hold</option>
        </select></label>;
    })}
  </fieldset>;
}

const lists = ["conditions", "medications", "procedures", "events"];

export function CompleteLists({record, onChange, onJson}: PartProps & {
  onJson: () => void;
}): JSX.Element {
  const complete = Array.isArray(record["complete"]) ? record["complete"] : [];
  return <fieldset class="lists">
    <legend>Lists that hold everything</legend>
    {lists.map((list) => {
      const entries = record[list];
      const count = Array.isArray(entries) ? entries.length : 0;
      return <label class="check">
        <input type="checkbox" checked={complete.includes(list)} onChange={(event) =>
          onChange(withValue(record, ["complete"], lists.filter((one) =>
            one === list ? event.currentTarget.checked : complete.includes(one))))}/>
        {list} <span class="hint">({count})</span></label>;
    })}
    <button type="button" class="link" onClick={onJson}>Change their entries as JSON</button>
  </fieldset>;
}
