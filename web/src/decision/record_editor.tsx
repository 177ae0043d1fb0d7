import type {JSX} from "preact";
import {useEffect, useRef, useState} from "preact/hooks";
import {CodeEditor} from "../code_editor";
import {useSession} from "../session";
import type {Decision, JsonObject, Patient} from "../types";
import {Attestations, CompleteLists, Facts, Person} from "./record_facts";
import {Results} from "./record_results";
import {isObject, recordText} from "./record_values";

interface EditorProps {
  patient: string;
  trial: string;
  decision: Decision | null;
  changed: boolean;
  onChange: (record: JsonObject | null) => void;
  onClose: () => void;
}

// The record as a form or as JSON. Every change is tried at once; nothing is kept before "Keep".
export function RecordEditor(
  {patient, trial, decision, changed, onChange, onClose}: EditorProps,
): JSX.Element {
  const {api, fail} = useSession();
  const [loaded, setLoaded] = useState<Patient | null>(null);
  const [record, setRecord] = useState<JsonObject | null>(null);
  const [asJson, setAsJson] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const aborter = new AbortController();
    api.patient(patient, aborter.signal).then((next) => {
      setLoaded(next);
      setRecord(next.record);
    }, fail);
    return () => aborter.abort();
  }, [api, patient, fail]);
  useEffect(() => {
    if (loaded) heading.current?.focus();
  }, [loaded]);

  function change(next: JsonObject): void {
    setRecord(next);
    onChange(next);
  }
  return <section class="record-editor" aria-labelledby="record-heading" onKeyDown={(event) => {
    if (event.key !== "Escape" || changed) return;
    event.stopPropagation();
    onClose();
  }}>
    <div class="heading">
      <h3 id="record-heading" ref={heading} tabIndex={-1}>The record</h3>
      <div class="actions">
        {record && <div role="group" aria-label="Show the record as" class="switch">
          <button type="button" aria-pressed={!asJson} onClick={() => setAsJson(false)}>Form</button>
          <button type="button" aria-pressed={asJson} onClick={() => setAsJson(true)}>JSON</button>
        </div>}
        <button type="button" class="quiet" onClick={onClose}>Close</button>
      </div>
    </div>
    {loaded && !loaded.editable && <p>This patient was read from FHIR resources. Change it in the
      export, or write a profile to try values here.</p>}
    {record && !asJson && <form class="record-form" onSubmit={(event) => event.preventDefault()}>
      <Attestations record={record} trial={trial} decision={decision} onChange={change}/>
      <Results record={record} onChange={change}/>
      <Facts record={record} onChange={change}/>
      <Person record={record} onChange={change}/>
      <CompleteLists record={record} onChange={change} onJson={() => setAsJson(true)}/>
    </form>}
    {record && asJson && <RecordJson record={record} onChange={change}/>}
  </section>;
}

function RecordJson({record, onChange}: {
  record: JsonObject; onChange: (record: JsonObject) => void;
}): JSX.Element {
  const [text, setText] = useState(() => recordText(record));
  const [problem, setProblem] = useState("");
  function read(next: string): void {
    setText(next);
    try {
      const value: unknown = JSON.parse(next);
      if (!isObject(value as JsonObject)) throw new Error("a record is an object: { … }");
      setProblem("");
      onChange(value as JsonObject);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  return <>
    <CodeEditor label="The record as JSON" text={text} onChange={read} rows={18}
      describedBy="json-problem"/>
    <p id="json-problem" role="status" class={problem ? "problem" : "hint"}>
      {problem ? `✕ not tried: ${problem}` : "Each change is tried as soon as it is valid JSON."}</p>
  </>;
}
