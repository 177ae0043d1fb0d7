import type {ComponentChildren, JSX} from "preact";
import {useId, useRef, useState} from "preact/hooks";
import {useSession} from "./session";
import type {Session} from "./session";
import {Foreign} from "./text";
import type {Diagnostic, Rejected} from "./types";
import {plural, severityMarks} from "./words";

type Kind = "document" | "rules" | "patients";

interface Outcome {
  file: string;
  done: string;
  problems: {severity: Diagnostic["severity"]; text: string; help: string}[];
}

// Two choosers with words for those who know what they have, one place to drop for everything.
export function AddFiles({large}: {large: boolean}): JSX.Element {
  const session = useSession();
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [busy, setBusy] = useState(false);
  const add = async (files: FileList | null, kind: Kind | null) => {
    setBusy(true);
    setOutcomes(await addAll(session, files, kind));
    setBusy(false);
  };
  return <section class={large ? "add large" : "add"} aria-label="Add files" aria-busy={busy}>
    <Chooser label="Add trial documents" busy={busy}
      hint="a registry record (text, HTML, XML, JSON) or a rule file (.eligo)"
      accept=".txt,.md,.html,.htm,.xml,.json,.eligo" onFiles={(files) => add(files, "document")}/>
    <Chooser label="Add patients" busy={busy}
      hint="profiles (JSON, NDJSON) or FHIR R4; also .gz and .zst"
      accept=".json,.ndjson,.jsonl,.gz,.zst" onFiles={(files) => add(files, "patients")}/>
    {outcomes.length > 0 && <Outcomes of={outcomes} onClose={() => setOutcomes([])}/>}
  </section>;
}

function Chooser({label, hint, accept, busy, onFiles}: {
  label: string; hint: string; accept: string; busy: boolean;
  onFiles: (files: FileList | null) => Promise<void>;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return <div class="chooser">
    <button type="button" disabled={busy} aria-describedby={id}
      onClick={() => input.current?.click()}>
      <span aria-hidden="true">+ </span>{label}</button>
    <input ref={input} type="file" multiple accept={accept} class="unseen" tabIndex={-1}
      aria-label={label} onChange={async (event) => {
        const chosen = event.currentTarget;
        await onFiles(chosen.files);
        chosen.value = "";
      }}/>
    <span id={id} class="hint">{hint}</span>
  </div>;
}

function Outcomes({of, onClose}: {of: Outcome[]; onClose: () => void}): JSX.Element {
  return <div class="outcomes">
    <ul>{of.map((one) => <li>
      <Foreign text={one.file}/>: {one.done}
      {one.problems.length > 0 && <ul>{one.problems.slice(0, 50).map((problem) => <li>
        <span class={`severity ${severityMarks[problem.severity].tone}`}>
          <span aria-hidden="true">{severityMarks[problem.severity].sign}</span>
          {" "}{severityMarks[problem.severity].word}</span>
        {" "}<Foreign text={problem.text}/>
        {problem.help && <span class="help"> <Foreign text={problem.help}/></span>}
      </li>)}
      {one.problems.length > 50 && <li>and {one.problems.length - 50} more</li>}
      </ul>}
    </li>)}</ul>
    <button type="button" class="quiet" onClick={onClose}>Close this list</button>
  </div>;
}

// The whole content takes files that are dropped on it.
export function DropTarget({children}: {children: ComponentChildren}): JSX.Element {
  const session = useSession();
  const [over, setOver] = useState(false);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  return <div class={over ? "drop-target over" : "drop-target"}
    onDragOver={(event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    }}
    onDragLeave={(event) => {
      if (event.target === event.currentTarget) setOver(false);
    }}
    onDrop={async (event) => {
      event.preventDefault();
      setOver(false);
      setOutcomes(await addAll(session, event.dataTransfer?.files ?? null, null));
    }}>
    {outcomes.length > 0 && <Outcomes of={outcomes} onClose={() => setOutcomes([])}/>}
    {children}
  </div>;
}

async function addAll(
  session: Session, files: FileList | null, asked: Kind | null,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const file of Array.from(files ?? [])) {
    try {
      outcomes.push(await addOne(session, file, await kindOf(file, asked)));
    } catch (error) {
      const help = error instanceof Error && "help" in error ? String(error.help) : "";
      outcomes.push({file: file.name, done: "not added", problems: [
        {severity: "error", text: error instanceof Error ? error.message : String(error), help}]});
    }
  }
  if (outcomes.length > 0) {
    await session.refresh();
    session.say(outcomes.map((one) => `${one.file}: ${one.done}.`).join(" "));
  }
  return outcomes;
}

async function addOne({api}: Session, file: File, kind: Kind): Promise<Outcome> {
  if (kind === "patients") {
    const {added, rejected, warnings} = await api.addPatients(file);
    const problems: Outcome["problems"] = [
      ...rejected.map((one) => ({severity: "error" as const, text: whyRejected(one), help: ""})),
      ...warnings.map((one) => ({severity: "warning" as const, help: "",
        text: one.path ? `${one.path}: ${one.message}` : one.message})),
    ];
    const refused = rejected.length > 0 ? `, ${rejected.length} rejected` : "";
    return {file: file.name, done: `${plural(added.length, "patient")} added${refused}`, problems};
  }
  const {trials, diagnostics} =
    kind === "rules" ? await api.addRules(file) : await api.addDocument(file);
  return {
    file: file.name,
    done: trials.length > 0 ? `${trials.join(", ")} compiled` : "no trial found in it",
    problems: diagnostics.map(({severity, message, help, line}) => (
      {severity, text: line ? `line ${line}: ${message}` : message, help: help ?? ""})),
  };
}

function whyRejected({input, path, why}: Rejected): string {
  return [input, path, why].filter(Boolean).join(" · ");
}

// Registries publish JSON, too: only its content tells a study from a patient.
async function kindOf(file: File, asked: Kind | null): Promise<Kind> {
  const name = file.name.toLowerCase();
  if (name.endsWith(".eligo")) return "rules";
  if (asked) return asked;
  if (/\.(ndjson|jsonl|gz|zst)$/.test(name)) return "patients";
  if (!name.endsWith(".json")) return "document";
  const begin = await file.slice(0, 65536).text();
  return /"(protocolSection|identificationModule|FullStudy|trialId|nctId)"/i.test(begin)
    ? "document" : "patients";
}
