import type {ComponentChildren, JSX} from "preact";
import {link} from "../route";
import {Badge, Foreign, offsetOf} from "../text";
import type {Finding, Trial, TrialCriterion} from "../types";
import {severityMarks, statusMarks} from "../words";

// A sentence of the document, its status, its rule, and under it what the audit found in it.
export function SentenceRow({of, trial, brief}: {
  of: TrialCriterion; trial: Trial; brief?: boolean;
}): JSX.Element {
  return <>
    <tr id={`sentence-${of.id}`} tabIndex={-1} class={of.findings.length > 0 ? "has-findings" : ""}>
      <th scope="row"><span class="criterion-id">{of.id}</span>{" "}
        <span class="kind">{of.kind}</span><Badge mark={statusMarks[of.status]}/></th>
      <td>
        <Marked of={of} trial={trial}/>{" "}
        <span class="source">line {of.line}</span>
        {of.why && <p class="hint"><Foreign text={of.why}/></p>}
      </td>
      {!brief && <td class="rule"><pre><code>{of.rule}</code></pre>
        {of.ruleSpan && <a href={link("rule", trial.id, String(of.ruleSpan.line))}
          aria-label={`Edit the rule of ${of.id}`}>Edit</a>}
      </td>}
    </tr>
    {of.findings.length > 0 && <tr class="findings-row">
      <td colSpan={brief ? 2 : 3}><Findings of={of.findings}/></td>
    </tr>}
  </>;
}

export function Findings({of}: {of: Finding[]}): JSX.Element {
  return <ul class="findings">{of.map((one) => {
    const mark = severityMarks[one.severity];
    return <li class={mark.tone}>
      <span class={`severity ${mark.tone}`}><span aria-hidden="true">{mark.sign}</span>
        {" "}{mark.word}</span>{" "}
      <code>{one.code}</code> <Foreign text={one.message}/>
      {one.suggestion && <span class="help"> → <Foreign text={one.suggestion}/></span>}
      {one.acceptedBecause && <span class="hint"> accepted: <Foreign text={one.acceptedBecause}/>
      </span>}
    </li>;
  })}</ul>;
}

// The words that a finding is about are underlined where the sentence holds them as they stand in
// the document.
function Marked({of, trial}: {of: TrialCriterion; trial: Trial}): JSX.Element {
  if (!of.text) return <em class="hint">The document does not hold this sentence.</em>;
  const marks: {begin: number; end: number; finding: Finding}[] = [];
  for (const finding of of.findings) {
    const words = wordsOf(finding, trial);
    const begin = words && words !== of.text ? of.text.indexOf(words) : -1;
    if (words && begin >= 0) marks.push({begin, end: begin + words.length, finding});
  }
  marks.sort((a, b) => a.begin - b.begin || b.end - a.end);
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const {begin, end, finding} of marks) {
    if (begin < at) continue;
    parts.push(<Foreign text={of.text.slice(at, begin)}/>,
      <mark class={severityMarks[finding.severity].tone}>
        <Foreign text={of.text.slice(begin, end)}/></mark>);
    at = end;
  }
  parts.push(<Foreign text={of.text.slice(at)}/>);
  return <q class="sentence">{parts}</q>;
}

function wordsOf({line, column, length}: Finding, {document}: Trial): string {
  if (!document || line === 0) return "";
  const begin = offsetOf(document.text, line, column);
  const end = offsetOf(document.text, line, column + length);
  return document.text.slice(begin, end);
}
