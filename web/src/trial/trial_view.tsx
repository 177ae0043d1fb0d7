import type {JSX} from "preact";
import {useEffect, useState} from "preact/hooks";
import {Diagnostics} from "../diagnostics";
import {Download} from "../download";
import {link} from "../route";
import {useSession} from "../session";
import {Badge, Foreign} from "../text";
import type {Status, Trial} from "../types";
import {plural, severityMarks, statusMarks} from "../words";
import {Findings, SentenceRow} from "./sentence";

// The document sentence by sentence, the rule beside each, and what the audit found, in place.
export function TrialView({id, criterion}: {id: string; criterion: string | null}): JSX.Element {
  const {api, revision, fail} = useSession();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [onlyFindings, setOnlyFindings] = useState(false);
  useEffect(() => {
    const aborter = new AbortController();
    api.trial(id, aborter.signal).then(setTrial, fail);
    return () => aborter.abort();
  }, [api, id, revision, fail]);
  useEffect(() => {
    if (!trial || !criterion) return;
    const row = document.getElementById(`sentence-${criterion}`);
    row?.scrollIntoView({block: "center"});
    row?.focus();
  }, [trial !== null, criterion]);
  const criteria = trial?.criteria
    .filter((one) => !onlyFindings || one.findings.length > 0 || one.status !== "computed");

  return <article class="trial-view">
    <div class="heading">
      <h1 tabIndex={-1}><Foreign text={id}/></h1>
      <div class="actions">
        <a class="button" href={link("rule", id)}><span aria-hidden="true">✎ </span>Edit the rule</a>
        <Download label="Reports of this trial" what={{trial: id}}/>
      </div>
      <p class="summary">{trial && <><Foreign text={trial.title}/>
        {trial.document && <> · <Foreign text={trial.document.name}/></>}</>}</p>
    </div>
    {!trial && <p class="waiting">Asking the program …</p>}
    {trial && criteria && <>
      <Tally trial={trial}/>
      {trial.diagnostics.length > 0 && <section aria-labelledby="rule-file">
        <h2 id="rule-file">Of the rule file</h2><Diagnostics of={trial.diagnostics}/></section>}
      {trial.findings.length > 0 && <section aria-labelledby="whole-trial">
        <h2 id="whole-trial">About the whole trial</h2><Findings of={trial.findings}/></section>}
      <div class="heading">
        <h2 id="sentences-heading">Sentence by sentence</h2>
        <label class="check"><input type="checkbox" checked={onlyFindings}
          onChange={(event) => setOnlyFindings(event.currentTarget.checked)}/>
          Only what needs a look</label>
      </div>
      {trial.criteria.length === 0
        ? <p>The document publishes no criteria: every patient stays undetermined.</p>
        : <table class="sentences" aria-labelledby="sentences-heading">
          <thead><tr><th scope="col">Criterion</th><th scope="col">Sentence of the document</th>
            <th scope="col">Its rule</th></tr></thead>
          <tbody>{criteria.map((one) => <SentenceRow key={one.id} of={one} trial={trial}/>)}</tbody>
        </table>}
    </>}
  </article>;
}

function Tally({trial}: {trial: Trial}): JSX.Element {
  const findings = [...trial.findings, ...trial.criteria.flatMap((one) => one.findings)];
  return <dl class="tally-list">
    {(Object.keys(statusMarks) as Status[]).map((status) => <div title={statusMarks[status].means}>
      <dt><Badge mark={statusMarks[status]}/></dt>
      <dd>{trial.criteria.filter((one) => one.status === status).length}
        <span class="unseen"> criteria: {statusMarks[status].means}</span></dd>
    </div>)}
    {(["error", "warning", "note"] as const).map((severity) => {
      const {sign, word, tone} = severityMarks[severity];
      const count = findings.filter((one) => one.severity === severity).length;
      return <div><dt><span class={`severity ${tone}`}><span aria-hidden="true">{sign}</span>
        {" "}{word}</span></dt><dd>{count}<span class="unseen"> {plural(count, "finding")}</span></dd>
      </div>;
    })}
  </dl>;
}
