import { Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import type { Conversation, Correction, Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import { part } from "../app/parts";
import { usePreferences } from "../app/preferences";
import { useTitle } from "../app/title";
import { useDeletions } from "../conversations/deletions";
import { opened } from "../conversations/opened";
import { ReviewBar } from "../review/ReviewBar";
import { useDecisions } from "../review/useDecisions";
import { useReview } from "../review/useReview";
import { ExportDialog } from "../transfer/ExportDialog";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import { ConversationTools } from "./ConversationTools";
import { CorrectionPopover } from "./CorrectionPopover";
import { Header } from "./Header";
import { unreadOf } from "./logState";
import { NoTurns } from "./NoTurns";
import { Panel } from "./Panel";
import { countsOf, isLumen } from "./pieces";
import { Transcript } from "./Transcript";
import { useConversation } from "./useConversation";
import { useFeedNews } from "./useFeedNews";
import { useFind } from "./useFind";
import { useReading } from "./useReading";
import { useTurnWork } from "./useTurnWork";
import { useViews } from "./useViews";

const Inspector = part(() => import("./Inspector"));

const WIDE = "(min-width: 60rem)";

/** One conversation, live or long over: read, found, checked. */
export default function ConversationPage() {
  const { id } = useParams<{ id: string }>();
  useEffect(() => opened(id), [id]);
  const deletion = useDeletions().get(id);
  return deletion === undefined ? (
    <Shown key={id} id={id} />
  ) : (
    <Deleted undo={deletion.isDone ? null : deletion.undo} />
  );
}

/** In the place of a conversation that this person has deleted. */
function Deleted({ undo }: { undo: (() => void) | null }) {
  useTitle("Deleted");
  return (
    <div className="stack missing">
      <h1>You have deleted this conversation</h1>
      {undo !== null && (
        <div className="row">
          <Button icon="undo" onClick={undo}>
            Undo
          </Button>
        </div>
      )}
      <p>
        <Link href="/">All conversations</Link>
      </p>
    </div>
  );
}

/** Why nothing can be added; null where turns are taken. */
function closedBy(conversation: Conversation | undefined, removed: boolean): string | null {
  if (removed) {
    return "Nothing can be added to what was deleted.";
  }
  return conversation?.status === "completed"
    ? "This conversation is completed and takes no more turns. “Bring back” under “More” opens it again, unless it was spoken to its end."
    : null;
}

function Shown({ id }: { id: string }) {
  const { conversation, log, state } = useConversation(id);
  const { confidence, hideLumen } = usePreferences();
  const [panel, setPanel] = useState(() => matchMedia(WIDE).matches);
  const [exporting, setExporting] = useState(false);
  const [params] = useSearchParams();
  const wanted = Number(params.get("turn"));
  // A turn that was searched for is shown, although others of its speaker are hidden.
  const turns = useMemo(
    () =>
      hideLumen ? state.turns.filter((turn) => !isLumen(turn.speaker) || turn.seq === wanted) : state.turns,
    [state.turns, hideLumen, wanted],
  );
  const unread = unreadOf(state);
  const readRest = () => log.current()?.refresh();
  const counts = useMemo(() => countsOf(turns), [turns]);
  const board = useCallback(() => log.current(), [log]);
  const decisions = useDecisions(id, board);
  const views = useViews();
  const reading = useReading(turns, wanted, unread === null);
  const find = useFind(turns, views.view, reading);
  const review = useReview(turns, reading, decisions, board, unread === null);
  const work = useTurnWork(id, board, decisions, reading);
  const { current, picked, turnOf } = reading;
  // The list beside the transcript may follow a frame later; the words themselves do not.
  const selected = useDeferredValue(picked);
  const closePanel = useCallback(() => setPanel(false), []);
  const { pick } = reading;
  /** Over a narrow window the panel lies on the words that it leads to. */
  const show = useCallback(
    (turn: Turn, correction: Correction) => {
      if (!matchMedia(WIDE).matches) {
        setPanel(false);
      }
      pick(turn, correction);
    },
    [pick],
  );
  useTitle(conversation.data?.name ?? "Conversation");
  useFeedNews(state.feed);
  useAction("turn.view", () => {
    const turn = turnOf(current);
    turn && views.change(turn);
  });
  useAction("panel", () => setPanel((open) => !open));
  useAction("export", () => setExporting(true));

  if (conversation.isError) {
    return (
      <div className="stack missing">
        <h1>Conversation</h1>
        <Failure
          what="This conversation cannot be shown."
          error={conversation.error}
          retry={() => void conversation.refetch()}
        />
        <p>
          <Link href="/">All conversations</Link>
        </p>
      </div>
    );
  }
  const one = conversation.data;
  return (
    <div className="conversation">
      <Header
        conversation={one}
        log={state}
        onExport={() => setExporting(true)}
        onPanel={() => setPanel((open) => !open)}
        panel={panel}
      />
      <ConversationTools
        views={views}
        find={find}
        counts={counts}
        uncertain={review.uncertain}
        onReview={review.start}
        unread={unread}
        onReadRest={readRest}
      />
      <div className="conversation-body">
        <div className="transcript-column">
          {state.removed && (
            <div className="notice bad" role="alert">
              This conversation was deleted by somebody. What you see is no longer stored.
            </div>
          )}
          {turns.length === 0 && state.outgoing.length + state.hearing.length === 0 ? (
            <NoTurns state={state} hidden={state.turns.length} retry={() => log.current()?.onReset()} />
          ) : (
            <Transcript
              ref={reading.transcript}
              turns={turns}
              outgoing={state.outgoing}
              hearing={state.hearing}
              loading={state.loading}
              unread={unread}
              views={views.own}
              view={views.view}
              find={find.value}
              confidence={confidence}
              current={current}
              selected={picked}
              processing={state.processing}
              onSelect={reading.select}
              onView={views.change}
              editing={work.editing}
              edits={work.edits}
              onRetry={(key) => void log.current()?.retry(key)}
              onDiscard={(key) => log.current()?.discard(key)}
            />
          )}
          <Announcer turns={state.turns} loading={state.loading} />
          {review.pass === null ? (
            <Composer
              id={id}
              closed={closedBy(one, state.removed)}
              onSay={(speaker, text) => log.current()?.entrust(speaker, text)}
            />
          ) : (
            <ReviewBar
              done={review.pass.done}
              total={review.pass.total}
              ready={picked !== null}
              onDecide={review.decide}
              onSkip={review.step}
              onEnd={review.end}
            />
          )}
        </div>
        {panel && one && (
          <Panel
            conversation={one}
            turns={turns}
            isComing={state.loading && state.turns.length === 0}
            selected={selected}
            onShow={show}
            onClose={closePanel}
          />
        )}
      </div>
      {picked && (
        <CorrectionPopover
          picked={picked}
          turn={turnOf(picked.turnId)}
          onClose={reading.unpick}
          decisions={decisions}
          onStep={review.step}
          onDecided={() => review.step(1)}
        />
      )}
      {work.inspected && (
        <Suspense fallback={null}>
          <Inspector turn={work.inspected} onClose={work.stopInspecting} />
        </Suspense>
      )}
      {exporting && one && (
        <ExportDialog
          conversation={one}
          turns={state.turns}
          unread={unread}
          onReadRest={readRest}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
