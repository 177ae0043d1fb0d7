import type {JSX} from "preact";
import {Foreign} from "../text";
import type {DecidedCriterion, Decision, OpenItem} from "../types";
import {openKinds, plural, verdictMarks} from "../words";
import {EvidenceList, Margin, Remarks, Sentence, Source} from "./evidence";

export function VerdictBanner({decision, before}: {
  decision: Decision; before: Decision | null;
}): JSX.Element {
  const {sign, word, tone} = verdictMarks[decision.verdict];
  const {earliest, deceased, hangsOnReadings} = decision;
  return <div class={`verdict ${tone}`}>
    <p class="verdict-line">
      {before && before.verdict !== decision.verdict && <>
        <s class="was">{verdictMarks[before.verdict].word}</s>{" → "}</>}
      <span class="sign" aria-hidden="true">{sign}</span> {word}
      {before && <span class="tried">{before.verdict === decision.verdict
        ? "same verdict with your change" : "with your change"}</span>}
    </p>
    <p><Foreign text={decision.why}/></p>
    {deceased && <p><Foreign text={deceased.why}/></p>}
    {earliest && <p>From <strong>{earliest.date}</strong> no criterion fails if only the date
      changes: then {earliest.verdict} ({earliest.criteria.join(", ")}).</p>}
    {hangsOnReadings && <p>Another reading of {hangsOnReadings.join(", ")} makes another
      verdict.</p>}
  </div>;
}

const kindOrder = {exclusion: 0, inclusion: 1, registry: 2};

export function Failures({decision}: {decision: Decision}): JSX.Element | null {
  const failing = decision.criteria.filter(({result}) => result === "fail")
    .sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind]);
  if (failing.length === 0) return null;
  // A verdict other than ineligible passes over what fails: another statement contradicts it.
  const heading = decision.verdict === "ineligible" ? "What fails"
    : "What fails by one statement and not by another";
  return <section aria-labelledby="failures">
    <h3 id="failures">{heading} <span class="count">{failing.length}</span></h3>
    <ul class="cards">{failing.map((one) => <li class="card fail">
      <p class="card-head"><CriterionLink of={one}/> <span class="kind">{one.kind}</span></p>
      <Sentence text={one.text}/>
      <p class="why"><Foreign text={one.why}/><Margin of={one}/></p>
      <EvidenceList of={one.evidence}/>
      <Remarks of={one}/>
      <Source of={one}/>
    </li>)}</ul>
  </section>;
}

export function NearMisses({decision}: {decision: Decision}): JSX.Element | null {
  const near = (decision.near ?? []).flatMap((id) =>
    decision.criteria.filter((one) => one.id === id));
  if (near.length === 0) return null;
  return <section aria-labelledby="near-misses">
    <h3 id="near-misses">Close to a limit <span class="count">{near.length}</span></h3>
    <ul class="plain">{near.map((one) => <li>
      <CriterionLink of={one}/> {one.margin && <><strong><Foreign text={one.margin}/></strong>
        {" · "}</>}<Foreign text={one.why}/>
    </li>)}</ul>
  </section>;
}

export function ToDo({open}: {open: OpenItem[]}): JSX.Element | null {
  if (open.length === 0) return null;
  const needed = open.some((one) => one.inSmallestSet);
  return <section aria-labelledby="to-do">
    <h3 id="to-do">What is open <span class="count">{open.length}</span></h3>
    {needed && <p class="hint">Marked <span class="needed">needed</span>: the smallest set that
      could make this patient eligible.</p>}
    <ul class="to-do">{open.map((item) => <li>
      <span class="box" aria-hidden="true"/>
      <span><strong><Foreign text={item.ask}/></strong>
        {item.with && <> (against <Foreign text={item.with}/>)</>}
        {item.inSmallestSet && <> <span class="needed">needed</span></>}
        <br/><span class="hint">{openKinds[item.kind]} · </span>
        <a href={`#${rowId(item.criterion)}`} onClick={(event) => {
          event.preventDefault();
          showCriterion(item.criterion);
        }}>{item.criterion}</a></span>
    </li>)}</ul>
  </section>;
}

export function Remainder({decision}: {decision: Decision}): JSX.Element | null {
  const {warnings, notes} = decision;
  if (warnings.length === 0 && !notes?.length) return null;
  return <section aria-labelledby="record-notes">
    <h3 id="record-notes">About the record</h3>
    <ul class="plain">
      {warnings.map((one) => <li><span class="label">{one.severity}</span>{" "}
        {one.path && <><code><Foreign text={one.path}/></code> </>}<Foreign text={one.message}/></li>)}
      {notes?.map((one) => <li><span class="label">left out</span> <Foreign text={one.why}/>{" "}
        ({plural(one.count, "entry", "entries")})</li>)}
    </ul>
  </section>;
}

function CriterionLink({of}: {of: DecidedCriterion}): JSX.Element {
  return <a class="criterion-id" href={`#${rowId(of.id)}`} onClick={(event) => {
    event.preventDefault();
    showCriterion(of.id);
  }}>{of.id}</a>;
}

export function rowId(criterion: string): string {
  return `criterion-${criterion}`;
}

function showCriterion(criterion: string): void {
  const row = document.getElementById(rowId(criterion));
  row?.scrollIntoView({block: "center"});
  row?.focus();
}
