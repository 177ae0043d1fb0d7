import {createContext} from "preact";
import {useContext} from "preact/hooks";
import type {Api} from "./api";
import type {State} from "./types";

// What every part of the page needs: the server, its state, and a line to the person.
export interface Session {
  api: Api;
  state: State;
  // Increases with whatever may change a decision; views that show decisions ask again.
  revision: number;
  refresh(): Promise<void>;
  replaceState(state: State): void;
  say(message: string): void;
  fail(error: unknown): void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("outside of a session");
  return session;
}
