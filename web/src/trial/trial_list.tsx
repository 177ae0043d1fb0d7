import type {JSX} from "preact";
import {AddFiles} from "../add_files";
import {link} from "../route";
import {useSession} from "../session";
import {Foreign, plainText} from "../text";
import {plural} from "../words";

export function TrialList(): JSX.Element {
  const {api, state, replaceState, say, fail} = useSession();
  async function remove(id: string): Promise<void> {
    try {
      replaceState(await api.removeTrial(id));
      say(`${plainText(id)} taken out of this session.`);
      document.querySelector<HTMLElement>("main h1")?.focus();
    } catch (error) {
      fail(error);
    }
  }
  return <section class="trial-list" aria-labelledby="trials-heading">
    <div class="heading">
      <h1 id="trials-heading" tabIndex={-1}>Trials and rules</h1>
      <p class="summary">{plural(state.trials.length, "trial")}</p>
    </div>
    <AddFiles large={state.trials.length === 0}/>
    {state.trials.length > 0 && <table class="trials">
      <thead><tr><th scope="col">Trial</th><th scope="col">Title</th><th scope="col">Document</th>
        <th scope="col" class="number">Criteria</th><th scope="col">Rule file</th>
        <th scope="col"><span class="unseen">Ways</span></th></tr></thead>
      <tbody>{state.trials.map(({id, title, document, criteria, errors, warnings}) => <tr>
        <th scope="row"><a href={link("trial", id)}><Foreign text={id}/></a></th>
        <td><Foreign text={title}/></td>
        <td>{document ? <Foreign text={document}/> : <span class="hint">none</span>}</td>
        <td class="number">{criteria}</td>
        <td>{errors > 0 && <span class="severity fail">✕ {plural(errors, "error")} </span>}
          {warnings > 0 && <span class="severity open">! {plural(warnings, "warning")}</span>}
          {errors + warnings === 0 && <span class="severity pass">✓ no error</span>}</td>
        <td><div class="row-actions">
          <a href={link("rule", id)} aria-label={`Edit the rule of ${plainText(id)}`}>Edit the rule</a>
          <button type="button" class="quiet" aria-label={`Take out ${plainText(id)}`}
            onClick={() => void remove(id)}>Take out</button>
        </div></td>
      </tr>)}</tbody>
    </table>}
  </section>;
}
