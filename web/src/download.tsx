import type {JSX} from "preact";
import {useEffect, useId, useRef, useState} from "preact/hooks";
import {saveBlob} from "./save";
import {useSession} from "./session";
import type {ReportKind} from "./types";
import {formatNames} from "./words";

// A button that opens a small form: which report, in which format.
export function Download(
  {label, what}: {label: string; what: {trial?: string; patient?: string}},
): JSX.Element | null {
  const {api, state, say, fail} = useSession();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState("");
  const [format, setFormat] = useState("");
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const kinds = state.reports.filter((one) => fits(one, what));
  const chosen = kinds.find((one) => one.kind === kind) ?? kinds[0];
  const chosenFormat = chosen?.formats.includes(format) ? format : chosen?.formats[0] ?? "html";

  async function fetchReport(): Promise<void> {
    setBusy(true);
    try {
      const asked: Record<string, string> = {kind: chosen!.kind, format: chosenFormat};
      for (const need of chosen!.needs) asked[need] = what[need] ?? "";
      const {name, content} = await api.report(asked);
      saveBlob(name, content);
      say(`Downloaded ${name}.`);
      close();
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  }
  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  const outside = (element: EventTarget | null) =>
    !(element instanceof Node && frame.current?.contains(element));
  useEffect(() => {
    if (!open) return;
    const pressed = (event: Event) => {
      if (outside(event.target)) setOpen(false);
    };
    addEventListener("pointerdown", pressed);
    addEventListener("focusin", pressed);
    return () => {
      removeEventListener("pointerdown", pressed);
      removeEventListener("focusin", pressed);
    };
  }, [open]);

  if (!chosen) return null;
  return <div class="download" ref={frame} onKeyDown={(event) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  }}>
    <button type="button" ref={button} aria-expanded={open} aria-controls={id}
      onClick={() => setOpen(!open)}><span aria-hidden="true">⤓ </span>{label}</button>
    {open && <form id={id} class="popover" aria-label="Download a report" onSubmit={(event) => {
      event.preventDefault();
      void fetchReport();
    }}>
      <label>Report
        <select value={chosen.kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {kinds.map((one) => <option value={one.kind}>{one.title}</option>)}
        </select>
      </label>
      <label>Format
        <select value={chosenFormat} onChange={(event) => setFormat(event.currentTarget.value)}>
          {chosen.formats.map((one) => <option value={one}>{formatNames[one] ?? one}</option>)}
        </select>
      </label>
      <div class="actions">
        <button type="submit" class="primary" disabled={busy}>
          {busy ? "Writing …" : "Download"}</button>
        <button type="button" onClick={close}>Cancel</button>
      </div>
    </form>}
  </div>;
}

// What the place can name: at a cell a patient and a trial, at a trial its own reports, else the rest.
function fits(kind: ReportKind, what: {trial?: string; patient?: string}): boolean {
  if (what.patient !== undefined) return kind.needs.includes("patient");
  if (what.trial !== undefined) {
    return kind.needs.includes("trial") && !kind.needs.includes("patient");
  }
  return kind.needs.length === 0;
}
