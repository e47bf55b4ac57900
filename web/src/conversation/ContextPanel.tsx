import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Conversation, type Schemas } from "../api/client";
import { useDraft } from "../app/drafts";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { exactly, whenOf } from "../ui/format";
import { tell, tellFailure } from "../ui/toast";
import { contextKey } from "./useConversation";

type ContextType = Schemas["ContextType"];

const TYPES: readonly (readonly [ContextType, string])[] = [
  ["session_notes", "Notes on the session"],
  ["business_info", "About the business"],
  ["user_info", "About the person"],
];

const named = (context: string): string => context.replaceAll("_", " ");

interface Draft {
  readonly text: string;
  readonly type: ContextType;
  /** When what it was begun from was saved. */
  readonly base: string;
}

const read = (id: string, signal?: AbortSignal) =>
  body(
    api.GET("/api/v1/conversations/{id}/context", {
      params: { path: { id } },
      ...(signal !== undefined && { signal }),
    }),
  );

function Shared({ context }: { context: Schemas["Context"] }) {
  const queries = useQueryClient();
  const id = context.conversation_id;
  const [draft, setDraft, drop] = useDraft<Draft>(`context ${id}`);
  const { text, type } = draft ?? { text: context.shared_context, type: context.context_type };
  const change = (part: Partial<Draft>) => {
    const next = { base: context.updated_at, ...draft, text, type, ...part };
    const isAsStored = next.text === context.shared_context && next.type === context.context_type;
    isAsStored ? drop() : setDraft(next);
  };
  const overtaken = draft !== undefined && draft.base !== context.updated_at;
  const share = useMutation({
    mutationFn: async () => {
      // What somebody else has saved since is shown before it goes.
      const now = await read(id);
      if (now.updated_at !== context.updated_at && now.shared_context !== text) {
        queries.setQueryData(contextKey(id), now);
        setDraft({ text, type, base: draft?.base ?? context.updated_at });
        return null;
      }
      return body(
        api.POST("/api/v1/conversations/{id}/context", {
          params: { path: { id } },
          body: { shared_context: text, context_type: type },
        }),
      );
    },
    onSuccess: (now) => {
      if (now === null) {
        tell({
          title: "Somebody saved another context meanwhile",
          description: "Yours is still in its field; what they saved stands below it.",
          type: "warn",
          timeout: 9000,
        });
        return;
      }
      queries.setQueryData(contextKey(id), now);
      drop();
      tell(
        now.shared_context === ""
          ? { title: "Context emptied", description: "The next turns are cleaned without it." }
          : { title: "Context saved", description: "The next turns are cleaned with it." },
      );
    },
    onError: (failure) => tellFailure("The context was not saved.", failure),
  });
  const changed = text !== context.shared_context || type !== context.context_type;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        share.mutate();
      }}
    >
      <div className="field">
        <label htmlFor="shared-context">Known beforehand</label>
        <textarea
          id="shared-context"
          className="input"
          rows={5}
          maxLength={50_000}
          placeholder="Names, firms, titles and terms that will come up"
          value={text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      {overtaken && (
        <p className="notice" role="status">
          Meanwhile it was saved as: “{context.shared_context}”. Saving puts yours in its place.
        </p>
      )}
      <div className="row">
        <select
          className="input"
          aria-label="Kind of context"
          value={type}
          onChange={(event) => change({ type: event.target.value as ContextType })}
        >
          {TYPES.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <Button kind="primary" type="submit" disabled={!changed} busy={share.isPending}>
          Save
        </Button>
        {changed && (
          <Button kind="quiet" onClick={drop}>
            Discard
          </Button>
        )}
      </div>
    </form>
  );
}

/** What a conversation is about: what was told beforehand, and how its topics changed. */
export function ContextPanel({ conversation }: { conversation: Conversation }) {
  const id = conversation.id;
  const context = useQuery({
    queryKey: contextKey(id),
    queryFn: ({ signal }) => read(id, signal),
  });
  if (context.isError) {
    return (
      <Failure
        what="The context cannot be shown."
        error={context.error}
        retry={() => void context.refetch()}
      />
    );
  }
  if (context.data === undefined) {
    return <span className="skeleton" style={{ height: "12rem" }} />;
  }
  const { active_contexts, context_transitions, sliding_window_size } = context.data;
  return (
    <div className="stack">
      <Shared key={id} context={context.data} />
      <section className="stack">
        <h2>Topics now</h2>
        <div className="row">
          {active_contexts.length === 0 && <span className="soft small">None recognised yet</span>}
          {active_contexts.map((one) => (
            <span key={one} className="chip accent">
              {named(one)}
            </span>
          ))}
        </div>
      </section>
      {context_transitions.length > 0 && (
        <section className="stack">
          <h2>How they changed</h2>
          <ol className="transitions">
            {context_transitions.map((one) => (
              <li key={`${one.timestamp}-${one.to_contexts.join()}`}>
                <time className="small soft tabular" dateTime={one.timestamp} title={exactly(one.timestamp)}>
                  {whenOf(one.timestamp)}
                </time>
                <span>
                  {one.to_contexts.map(named).join(", ") || "nothing in particular"}
                  {one.reason !== "" && <span className="small soft"> ({one.reason})</span>}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className="small soft">The cleaner looks back {sliding_window_size} turns.</p>
    </div>
  );
}
