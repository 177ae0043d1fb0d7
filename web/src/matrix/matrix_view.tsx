import type {JSX} from "preact";
import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {AddFiles} from "../add_files";
import {DecisionView} from "../decision/decision_view";
import {go} from "../route";
import {useSession} from "../session";
import type {Matrix, Rejected} from "../types";
import {Foreign} from "../text";
import {plural, verdictMarks} from "../words";
import {Grid} from "./grid";
import {everything, select} from "./matrix_rows";
import type {Selection} from "./matrix_rows";

interface Place {
  trial: string;
  patient: string;
}

export function MatrixView({selected}: {selected: Place | null}): JSX.Element {
  const {api, state, revision, fail} = useSession();
  const [matrix, setMatrix] = useState<Matrix | null>(null);
  const [selection, setSelection] = useState<Selection>(everything);
  useEffect(() => {
    let current = true;
    api.matrix().then((next) => {
      if (current) setMatrix(next);
    }, fail);
    return () => {
      current = false;
    };
  }, [api, revision, fail]);
  const shown = useMemo(() => matrix && select(matrix, selection), [matrix, selection]);
  const titles = useMemo(() => titlesOf(state.trials), [state.trials]);
  const close = useClose(selected);
  // An answer from before the first files came has no cell.
  const ready = matrix !== null && matrix.patients.length > 0 && matrix.trials.length > 0;
  const empty = state.trials.length === 0 || state.patients.length === 0;

  return <div class={selected ? "split" : "split closed"}>
    <section class="list" aria-labelledby="matrix-heading">
      <div class="heading">
        <h1 id="matrix-heading" tabIndex={-1}>Patients × trials</h1>
        <p class="summary">{plural(state.patients.length, "patient")},{" "}
          {plural(state.trials.length, "trial")}</p>
      </div>
      {empty && <Welcome/>}
      <AddFiles large={empty}/>
      <RejectedRecords of={state.rejected}/>
      {!ready && !empty && <p class="waiting">Screening …</p>}
      {matrix && shown && ready && !empty && <>
        <Toolbar matrix={matrix} selection={selection} onChange={setSelection}
          count={shown.rows.length}/>
        <Grid trials={matrix.trials} {...shown} selected={selected} titles={titles}
          onOpen={(trial, patient) => go("decision", trial, patient)}/>
      </>}
    </section>
    {selected && <DecisionView key={`${selected.trial}\n${selected.patient}`} {...selected}
      onClose={close}/>}
  </div>;
}

function titlesOf(trials: {id: string; title: string}[]): Map<string, string> {
  return new Map(trials.map(({id, title}) => [id, title]));
}

// Closing an explanation goes back to the cell from which it was opened.
function useClose(selected: Place | null): () => void {
  const last = useRef<Place | null>(null);
  useEffect(() => {
    if (!selected && last.current) {
      document.querySelector<HTMLElement>("[role=gridcell][tabindex='0']")?.focus();
    }
    last.current = selected;
  }, [selected]);
  return () => go("matrix");
}

function Welcome(): JSX.Element {
  return <div class="welcome">
    <p>Drop a trial’s registry document and a file of patients anywhere on this page, or choose
      them here. Nothing leaves this computer, and nothing is written to disk.</p>
    <ol>
      <li>Each sentence of the document becomes a rule that stands beside it, for you to
        review.</li>
      <li>Each patient gets a verdict for each trial: eligible, ineligible, or undetermined with what
        is still open.</li>
      <li>Each verdict opens into its reasons: the sentence, the value, the unit, the date.</li>
    </ol>
  </div>;
}

function Toolbar({matrix, selection, onChange, count}: {
  matrix: Matrix; selection: Selection; onChange: (next: Selection) => void; count: number;
}): JSX.Element {
  const change = (part: Partial<Selection>) => onChange({...selection, ...part});
  return <form class="toolbar" aria-label="Filter and order"
    onSubmit={(event) => event.preventDefault()}>
    <label>Verdict
      <select value={selection.verdict} onChange={(event) =>
        change({verdict: event.currentTarget.value as Selection["verdict"]})}>
        <option value="">any</option>
        {Object.entries(verdictMarks).map(([verdict, {sign, word}]) =>
          <option value={verdict}>{sign} {word}</option>)}
      </select>
    </label>
    <label>Trial
      <select value={selection.trial}
        onChange={(event) => change({trial: event.currentTarget.value})}>
        <option value="">all</option>
        {matrix.trials.map((trial) => <option value={trial}>{trial}</option>)}
      </select>
    </label>
    <label>Order
      <select value={selection.order} onChange={(event) =>
        change({order: event.currentTarget.value as Selection["order"]})}>
        <option value="listed">as added</option>
        <option value="open">fewest open items</option>
        <option value="name">patient id</option>
      </select>
    </label>
    <label>Patient
      <input type="search" value={selection.words} placeholder="part of the id"
        onInput={(event) => change({words: event.currentTarget.value})}/>
    </label>
    <span role="status" class="hint">{plural(count, "patient")} shown</span>
  </form>;
}

function RejectedRecords({of}: {of: Rejected[]}): JSX.Element | null {
  if (of.length === 0) return null;
  return <details class="rejected">
    <summary><span aria-hidden="true">! </span>{plural(of.length, "record")} could not be read
    </summary>
    <ul>{of.slice(0, 200).map(({input, path, why}) => <li>
      <Foreign text={input}/>{path && <> <code><Foreign text={path}/></code></>}:{" "}
      <Foreign text={why}/>
    </li>)}</ul>
  </details>;
}
