import type {JSX} from "preact";
import {useEffect, useState} from "preact/hooks";
import {Download} from "./download";
import type {Route} from "./route";
import {link} from "./route";
import {useSession} from "./session";

// What holds for every view: what the page is, the day and the mode of screening, the ways.
export function Header({route}: {route: Route}): JSX.Element {
  const {state} = useSession();
  const onTrials = route.view === "trials" || route.view === "trial" || route.view === "rule";
  return <header>
    <div class="bar">
      <p class="name"><span aria-hidden="true" class="logo">✓</span> Eligo
        <span class="version">{state.version}</span></p>
      <nav aria-label="Views">
        <a href={link("matrix")} aria-current={onTrials ? undefined : "page"}>
          Patients × trials</a>
        <a href={link("trials")} aria-current={onTrials ? "page" : undefined}>
          Trials and rules</a>
      </nav>
      <Options/>
      <Download label="Reports" what={{}}/>
    </div>
    <p class="notice">{state.notice}</p>
  </header>;
}

function Options(): JSX.Element {
  const {api, state, replaceState, say, fail} = useSession();
  const [day, setDay] = useState(state.asOf ?? "");
  useEffect(() => setDay(state.asOf ?? ""), [state.asOf]);

  async function change(asOf: string | null, strict: boolean): Promise<void> {
    try {
      replaceState(await api.options(asOf, strict));
      say(`Screened ${asOf ? `as of ${asOf}` : "as of each record's own date"}` +
        (strict ? ", strict: no assumption is used." : ", with named assumptions."));
    } catch (error) {
      setDay(state.asOf ?? "");
      fail(error);
    }
  }
  return <form class="options" aria-label="Screening" onSubmit={(event) => event.preventDefault()}>
    <label>Screening date
      <input type="date" value={day} max="2200-12-31"
        onInput={(event) => setDay(event.currentTarget.value)}
        onChange={(event) => {
          const next = event.currentTarget.value;
          if (next !== (state.asOf ?? "")) void change(next || null, state.strict);
        }}/>
    </label>
    {!day && <span class="hint">each record’s own</span>}
    <label class="check">
      <input type="checkbox" checked={state.strict}
        onChange={(event) => void change(state.asOf, event.currentTarget.checked)}/>
      Strict <span class="hint">(no assumptions)</span>
    </label>
  </form>;
}
