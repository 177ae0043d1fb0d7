import {useCallback, useEffect, useMemo, useRef, useState} from "preact/hooks";
import type {JSX} from "preact";
import {Api, ServerError, isAborted} from "./api";
import {Header} from "./header";
import {MatrixView} from "./matrix/matrix_view";
import {useRoute} from "./route";
import type {Route} from "./route";
import {RuleView} from "./rule/rule_view";
import {SessionContext} from "./session";
import type {Session} from "./session";
import {TrialList} from "./trial/trial_list";
import {TrialView} from "./trial/trial_view";
import {DropTarget} from "./add_files";
import type {State} from "./types";

export function Page({api}: {api: Api}): JSX.Element {
  const [state, setState] = useState<State | null>(null);
  const [revision, setRevision] = useState(0);
  const [message, setMessage] = useState("");
  const [failure, setFailure] = useState<{message: string; help: string} | null>(null);
  const route = useRoute();

  const fail = useCallback((error: unknown) => {
    if (isAborted(error)) return;
    const known = error instanceof ServerError;
    setFailure({message: known ? error.message : String(error), help: known ? error.help : ""});
  }, []);
  const replaceState = useCallback((next: State) => {
    setState(next);
    setRevision((before) => before + 1);
  }, []);
  const refresh = useCallback(async () => {
    try {
      replaceState(await api.state());
      setFailure(null);
    } catch (error) {
      fail(error);
    }
  }, [api]);
  const say = useCallback((text: string) => {
    setFailure(null);
    setMessage(text);
  }, []);
  useEffect(() => void refresh(), [refresh]);

  const session = useMemo<Session | null>(
    () => state && {api, state, revision, refresh, replaceState, say, fail},
    [api, state, revision, refresh, replaceState, say, fail]);

  return <SessionContext.Provider value={session}>
    <a class="skip" href="#main" onClick={skipToMain}>Skip to the content</a>
    {session && <Header route={route}/>}
    <div class="messages">
      <p role="status" class="message">{message}</p>
      <div role="alert">
        {failure && <p class="message failure">
          <span aria-hidden="true">✕ </span><strong>{failure.message}</strong> {failure.help}
          <button type="button" class="quiet" onClick={() => setFailure(null)}>Close</button>
        </p>}
      </div>
    </div>
    <main id="main" tabIndex={-1}>
      {session && <DropTarget><View route={route}/></DropTarget>}
      {!session && !failure && <p class="waiting">Asking the program …</p>}
      {!session && failure && <h1>Eligo</h1>}
    </main>
  </SessionContext.Provider>;
}

function View({route}: {route: Route}): JSX.Element {
  const place = JSON.stringify(route.view === "decision" ? {view: "matrix"} : route);
  useFocusOnHeading(place);
  switch (route.view) {
    case "matrix": return <MatrixView selected={null}/>;
    case "decision": return <MatrixView selected={route}/>;
    case "trials": return <TrialList/>;
    case "trial": return <TrialView id={route.trial} criterion={route.criterion ?? null}/>;
    case "rule": return <RuleView id={route.trial} line={route.line ?? null}/>;
  }
}

// A new view begins at its heading, for the eye and for a screen reader.
function useFocusOnHeading(place: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.querySelector<HTMLElement>("main h1")?.focus();
  }, [place]);
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
