import type {JSX} from "preact";
import {useState} from "preact/hooks";
import {useSession} from "../session";
import {Badge, Foreign} from "../text";
import type {DecidedCriterion, Decision, Override} from "../types";
import {resultMarks} from "../words";
import {EvidenceList, Margin, Remarks, Sentence, Source} from "./evidence";
import {OverrideForm} from "./override_form";
import {rowId} from "./verdict";

interface TableProps {
  decision: Decision;
  changed: Map<string, string>;
  onChangeRule: (criterion: string) => void;
  onOverruled: () => void;
}

export function CriteriaTable(
  {decision, changed, onChangeRule, onOverruled}: TableProps,
): JSX.Element {
  const {state} = useSession();
  const [overruling, setOverruling] = useState("");
  return <section aria-labelledby="all-criteria">
    <h3 id="all-criteria">Every criterion <span class="count">{decision.criteria.length}</span></h3>
    <table class="criteria">
      <thead><tr>
        <th scope="col">Criterion</th>
        <th scope="col">Sentence of the document</th>
        <th scope="col">What the record says</th>
      </tr></thead>
      <tbody>{decision.criteria.map((one) => <tr id={rowId(one.id)} tabIndex={-1}
        class={changed.has(one.id) ? "changed" : ""}>
        <th scope="row">
          <span class="criterion-id">{one.id}</span> <span class="kind">{one.kind}</span>
          <Badge mark={resultMarks[one.result]}/>
          <Changed was={changed.get(one.id)}/>
        </th>
        <td><Sentence text={one.text}/> <Source of={one}/>
          <div class="row-actions">
            <button type="button" class="quiet" onClick={() => onChangeRule(one.id)}
              aria-label={`Change the rule of ${one.id}`}>Change the rule</button>
            {state.log && <button type="button" class="quiet"
              aria-expanded={overruling === one.id} aria-label={`Overrule ${one.id}`}
              onClick={() => setOverruling(overruling === one.id ? "" : one.id)}>
              Overrule</button>}
          </div>
        </td>
        <td>
          <p class="why"><Foreign text={one.why}/><Margin of={one}/></p>
          <EvidenceList of={one.evidence}/>
          <Remarks of={one}/>
          <Overrides of={overridesOf(decision, one)}/>
          {overruling === one.id && <OverrideForm trial={decision.trial}
            patient={decision.patient} criterion={one.id} onDone={(stored) => {
              setOverruling("");
              if (stored) onOverruled();
            }}/>}
        </td>
      </tr>)}</tbody>
    </table>
  </section>;
}

function Changed({was}: {was: string | undefined}): JSX.Element | null {
  if (was === undefined) return null;
  if (was === "new") return <span class="was-note">new</span>;
  if (was === "why") return <span class="was-note">other reason</span>;
  return <span class="was-note">was {resultMarks[was as keyof typeof resultMarks].word}</span>;
}

function overridesOf(decision: Decision, criterion: DecidedCriterion): Override[] {
  return (decision.overrides ?? []).filter((one) => one.criterion === criterion.id);
}

// They stand beside the machine's result, never in its place.
function Overrides({of}: {of: Override[]}): JSX.Element | null {
  if (of.length === 0) return null;
  return <ul class="overrides">{of.map((one) => <li>
    <span class="label">overruled</span> as <strong>{one.result}</strong> by{" "}
    <Foreign text={one.name}/>, {one.time}: <Foreign text={one.reason}/>
  </li>)}</ul>;
}
