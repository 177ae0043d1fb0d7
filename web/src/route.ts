import {useEffect, useState} from "preact/hooks";

export type Route =
  | {view: "matrix"}
  | {view: "decision"; trial: string; patient: string}
  | {view: "trials"}
  | {view: "trial"; trial: string; criterion?: string}
  | {view: "rule"; trial: string; line?: number};

// The view stands behind the #, which no server and no log gets to see.
export function readRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").split("/").map(decode);
  const [view, first, second] = parts;
  if (view === "decision" && first && second) {
    return {view, trial: first, patient: second};
  }
  if (view === "trials") return {view};
  if (view === "trial" && first) {
    return second ? {view, trial: first, criterion: second} : {view, trial: first};
  }
  if (view === "rule" && first) {
    const line = Number(second);
    return line > 0 ? {view, trial: first, line} : {view, trial: first};
  }
  return {view: "matrix"};
}

export function link(...parts: string[]): string {
  return "#/" + parts.map(encodeURIComponent).join("/");
}

export function go(...parts: string[]): void {
  location.hash = link(...parts);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(readRoute(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
