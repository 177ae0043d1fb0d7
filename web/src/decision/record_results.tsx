import type {JSX} from "preact";
import {useId, useState} from "preact/hooks";
import {Foreign, plainText} from "../text";
import type {Json, JsonObject} from "../types";
import {readValue, resultRows, withValue} from "./record_values";
import type {Path, ResultRow} from "./record_values";

interface PartProps {
  record: JsonObject;
  onChange: (record: JsonObject) => void;
}

const groups = {laboratory: "Laboratory", vitals: "Vital signs", other: "Other values"};

export function Results({record, onChange}: PartProps): JSX.Element {
  const rows = resultRows(record);
  const set = (path: Path, value: Json | undefined) => onChange(withValue(record, path, value));
  return <>
    {(Object.keys(groups) as ResultRow["group"][]).map((group) => {
      const members = rows.filter((one) => one.group === group);
      if (members.length === 0 && group !== "laboratory") return null;
      return <fieldset class="results">
        <legend>{groups[group]}</legend>
        <table>
          <thead><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Unit</th>
            <th scope="col">Date</th><th><span class="unseen">Take out</span></th></tr></thead>
          <tbody>
            {members.map((row) => <ResultFields key={JSON.stringify(row.base)} row={row} set={set}/>)}
            {group === "laboratory" && <NewResult record={record} onChange={onChange}/>}
          </tbody>
        </table>
      </fieldset>;
    })}
  </>;
}

function ResultFields({row, set}: {
  row: ResultRow; set: (path: Path, value: Json | undefined) => void;
}): JSX.Element {
  const [typed, setTyped] = useState(String(row.value ?? ""));
  const [problem, setProblem] = useState("");
  const id = useId();
  const name = plainText(row.name);
  function type(text: string): void {
    setTyped(text);
    const read = readValue(text);
    if ("problem" in read) {
      setProblem(read.problem);
      return;
    }
    setProblem("");
    set(row.bare ? row.base : [...row.base, "value"], read.value);
  }
  return <tr>
    <th scope="row"><Foreign text={row.name}/></th>
    <td><input value={typed} class="value" aria-label={`${name}: value`} inputMode="decimal"
      aria-invalid={problem !== ""} aria-describedby={problem ? id : undefined}
      onInput={(event) => type(event.currentTarget.value)}/>
      {problem && <span id={id} class="problem">✕ {problem}</span>}</td>
    <td>{!row.bare && <input value={row.unit ?? ""} class="unit" aria-label={`${name}: unit`}
      onInput={(event) => set([...row.base, "unit"], event.currentTarget.value || undefined)}/>}</td>
    <td>{!row.bare && <input value={row.date ?? ""} class="date" aria-label={`${name}: date`}
      placeholder="2026-01-15" maxLength={32}
      onInput={(event) => set([...row.base, "date"], event.currentTarget.value || undefined)}/>}</td>
    <td><button type="button" class="quiet" aria-label={`Take out ${name}`}
      onClick={() => set(row.base, undefined)}>✕</button></td>
  </tr>;
}

function NewResult({record, onChange}: PartProps): JSX.Element {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [unit, setUnit] = useState("");
  const [date, setDate] = useState("");
  const [problem, setProblem] = useState("");
  function add(): void {
    const read = readValue(value);
    if (!name.trim() || "problem" in read) {
      setProblem("problem" in read ? read.problem : "a name is needed");
      return;
    }
    const entry: JsonObject = {name: name.trim(), value: read.value};
    if (unit.trim()) entry["unit"] = unit.trim();
    if (date.trim()) entry["date"] = date.trim();
    const labs = Array.isArray(record["labs"]) ? record["labs"] : [];
    onChange(withValue(record, ["labs"], [...labs, entry]));
    setName("");
    setValue("");
    setUnit("");
    setProblem("");
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") add();
  };
  return <tr class="new" onKeyDown={onKeyDown}>
    <td><input value={name} aria-label="New result: name" placeholder="new result"
      onInput={(event) => setName(event.currentTarget.value)}/></td>
    <td><input value={value} class="value" aria-label="New result: value" inputMode="decimal"
      onInput={(event) => setValue(event.currentTarget.value)}/>
      {problem && <span role="alert" class="problem">✕ {problem}</span>}</td>
    <td><input value={unit} class="unit" aria-label="New result: unit"
      onInput={(event) => setUnit(event.currentTarget.value)}/></td>
    <td><input value={date} class="date" aria-label="New result: date" placeholder="2026-01-15"
      maxLength={32} onInput={(event) => setDate(event.currentTarget.value)}/></td>
    <td><button type="button" onClick={add}>Add</button></td>
  </tr>;
}
