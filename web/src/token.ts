const kept = "eligo-token";

// The token comes behind the # of the printed address. It leaves the address bar at once, so that it
// is in no bookmark and no picture of the screen; the tab keeps it for a reload.
export function takeToken(): string {
  const found = /^#token=([^&]+)/.exec(location.hash);
  if (found?.[1] !== undefined) {
    const token = decodeURIComponent(found[1]);
    history.replaceState(null, "", location.pathname + "#/");
    remember(token);
    return token;
  }
  try {
    return sessionStorage.getItem(kept) ?? "";
  } catch {
    return "";
  }
}

function remember(token: string): void {
  try {
    sessionStorage.setItem(kept, token);
  } catch {
    // Without storage the token lasts until the page is reloaded.
  }
}
