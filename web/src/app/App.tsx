import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { AGAIN_MS, ApiError, asApiError, untilReached } from "../api/errors";
import { session } from "../api/session";
import { ConversationsPage } from "../conversations/ConversationsPage";
import { tracker } from "../performance/tracker";
import { Failure } from "../ui/Failure";
import { Toasts } from "../ui/toast";
import { Boundary } from "./Boundary";
import { drafts, useDraftGuard } from "./drafts";
import { LinkSignIn, tokenOfLink } from "./LinkSignIn";
import {
  ConversationPage,
  ImportPage,
  LabPage,
  PerformancePage,
  PromptsPage,
  QualityPage,
  SettingsPage,
  SpeakPage,
} from "./pages";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";
import { useTitle } from "./title";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused stays refused; what was not reached may come back.
      retry: (times, error) => times < 2 && asApiError(error).status >= 500,
      refetchOnWindowFocus: true,
      // The server may be on this very machine: whether there is a network says nothing of it.
      networkMode: "always",
      refetchInterval: untilReached,
    },
    mutations: { networkMode: "always" },
  },
});

function NotFound() {
  useTitle("Not found");
  return (
    <div className="stack">
      <h1>There is nothing at this address</h1>
      <p className="soft">It may have been deleted, or the address was cut off when it was copied.</p>
      <p>
        <a href="/">All conversations</a>
      </p>
    </div>
  );
}

function Pages() {
  const [path] = useLocation();
  return (
    <Shell>
      <Boundary place={path}>
        <Suspense fallback={<p className="soft">Loading the page…</p>}>
          <Switch>
            <Route path="/" component={ConversationsPage} />
            <Route path="/conversations">
              <Redirect to="/" replace />
            </Route>
            <Route path="/conversations/:id" component={ConversationPage} />
            <Route path="/speak/:id?" component={SpeakPage} />
            <Route path="/import" component={ImportPage} />
            <Route path="/performance" component={PerformancePage} />
            <Route path="/quality" component={QualityPage} />
            <Route path="/lab" component={LabPage} />
            <Route path="/lab/prompts" component={PromptsPage} />
            <Route path="/prompt-engineering">
              <Redirect to="/lab/prompts" replace />
            </Route>
            <Route path="/week3">
              <Redirect to="/lab" replace />
            </Route>
            <Route path="/settings" component={SettingsPage} />
            <Route path="/sign-in">
              <Redirect to="/" replace />
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Boundary>
    </Shell>
  );
}

type Door = { state: "asking" } | { state: "open" } | { state: "unreachable"; error: unknown };

/** Whether this server takes everybody as its developer; asked only when nobody is signed in. */
function useDoor(signedIn: boolean): [Door, () => void] {
  const [door, setDoor] = useState<Door>(signedIn ? { state: "open" } : { state: "asking" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (signedIn || session.development) {
      setDoor({ state: "open" });
      return;
    }
    let gone = false;
    fetch("/health")
      .then((response) => response.json())
      .then((health: { environment?: string }) => {
        session.development = health.environment === "development";
        if (!gone) {
          setDoor({ state: "open" });
        }
      })
      .catch(
        (failure: unknown) =>
          !gone &&
          setDoor({
            state: "unreachable",
            error: new ApiError(
              0,
              "OFFLINE",
              String(asApiError(failure).message),
              "Check that Lumen is running.",
            ),
          }),
      );
    return () => {
      gone = true;
    };
  }, [signedIn, attempt]);
  const isLost = door.state === "unreachable";
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each attempt in vain another one
  useEffect(() => {
    if (isLost) {
      const again = setTimeout(() => setAttempt((n) => n + 1), AGAIN_MS);
      return () => clearTimeout(again);
    }
    return undefined;
  }, [isLost, door]);
  return [door, () => setAttempt((n) => n + 1)];
}

export function App() {
  const current = useSyncExternalStore(session.subscribe, session.get);
  const [door, again] = useDoor(current !== null);
  const [link, setLink] = useState(tokenOfLink);
  const user = current?.user.id;
  // Nobody sees what somebody else was shown.
  useEffect(() => {
    queries.clear();
    drafts.isOf(user);
  }, [user]);
  useDraftGuard();
  useEffect(() => tracker.untilShown("ui.interactive", 0), []);
  return (
    <QueryClientProvider client={queries}>
      {door.state === "unreachable" ? (
        <main className="page">
          <Failure what="The server does not answer." error={door.error} retry={again} />
        </main>
      ) : link !== null ? (
        <LinkSignIn token={link} onDone={() => setLink(null)} />
      ) : door.state === "asking" ? null : current === null && !session.development ? (
        <SignIn />
      ) : (
        <Pages />
      )}
      <Toasts />
    </QueryClientProvider>
  );
}
