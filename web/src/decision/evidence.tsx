import type {JSX} from "preact";
import {Foreign} from "../text";
import type {DecidedCriterion, Evidence} from "../types";

// Value, unit, date and where in the record it stands; the unit it was compared in below.
export function EvidenceList({of}: {of: Evidence[]}): JSX.Element | null {
  if (of.length === 0) return null;
  return <ul class="evidence">{of.map((one) => <li>
    {one.name && <><Foreign text={one.name}/> </>}
    {one.value !== undefined && <strong>
      {one.comparator} <Foreign text={String(one.value)}/>
      {one.unit && <> <Foreign text={one.unit}/></>}
    </strong>}
    {one.as && <> = {one.as.comparator} {String(one.as.value)} {one.as.unit}
      {one.as.step && <> ({one.as.step})</>}</>}
    {one.date && <> · <Foreign text={one.date}/></>}
    {one.ageDays !== undefined && one.ageDays > 0 && <> ({one.ageDays} days before)</>}
    {" · "}<code><Foreign text={one.path}/></code>
  </li>)}</ul>;
}

export function Remarks({of}: {of: DecidedCriterion}): JSX.Element | null {
  const lines = [
    ...of.assumptions.map((text) => ({label: "assumes", text})),
    ...(of.notes ?? []).map((text) => ({label: "note", text})),
    ...(of.turns ?? []).slice(0, 1).map(({from, result, why}) =>
      ({label: `from ${from}`, text: `${result === "unknown" ? "open" : result}: ${why}`})),
    ...(of.otherReadings ?? []).map(({rule, because, result}) =>
      ({label: "can be read", text: `${rule} (${because}): ${result}`})),
  ];
  if (lines.length === 0) return null;
  return <ul class="remarks">{lines.map(({label, text}) =>
    <li><span class="label">{label}</span> <Foreign text={text}/></li>)}</ul>;
}

export function Source({of}: {of: DecidedCriterion}): JSX.Element {
  return <span class="source"><Foreign text={of.source.document}/> line {of.source.line}</span>;
}

export function Sentence({text}: {text: string}): JSX.Element {
  if (!text) return <em class="hint">The document does not hold this sentence.</em>;
  return <q class="sentence"><Foreign text={text}/></q>;
}

// Most reasons say the distance themselves.
export function Margin({of}: {of: DecidedCriterion}): JSX.Element | null {
  if (!of.margin || of.why.includes(of.margin)) return null;
  return <> (<Foreign text={of.margin}/>)</>;
}
