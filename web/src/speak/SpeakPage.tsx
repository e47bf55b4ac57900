import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { api, body } from "../api/client";
import { once } from "../api/once";
import { setPreferences, usePreferences } from "../app/preferences";
import { useTitle } from "../app/title";
import { createConversation } from "../conversations/create";
import { defaultMetadata } from "../conversations/NewConversation";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { ago } from "../ui/format";
import { canHear } from "./ears";
import { USUAL, useChangeManners, useManners } from "./manners";
import { PersonalitySelect } from "./PersonalitySelect";
import { Session } from "./Session";
import { canSpeak } from "./voice";

const LANGUAGES: readonly (readonly [string, string])[] = [
  ["en-US", "English (United States)"],
  ["en-GB", "English (United Kingdom)"],
  ["en-AU", "English (Australia)"],
  ["en-IN", "English (India)"],
];

/** A conversation by voice; without a choice of one, the choice. */
export default function SpeakPage() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <Begin /> : <Session key={id} id={id} />;
}

/** What this browser can do; the rest is typed and read. */
function abilities(): string {
  if (canHear()) {
    return canSpeak()
      ? "This browser can hear you and read replies aloud. Some browsers send the sound to their maker’s service to recognise it."
      : "This browser can hear you; replies are shown, as it cannot read aloud.";
  }
  return canSpeak()
    ? "This browser cannot recognise speech: type what you would say, and replies are read aloud. Chrome, Edge and Safari can."
    : "This browser can neither recognise speech nor read aloud: type, and read the replies.";
}

/** In the usual manner it is like every other new conversation, with this browser's defaults of the cleaning. */
const create = (name: string, personality: string): Promise<{ id: string }> =>
  personality === USUAL
    ? createConversation({ name, description: null, metadata: defaultMetadata() })
    : once(JSON.stringify(["spoken", name, personality]), (key) =>
        body(
          api.POST("/api/v2/conversations", {
            params: { header: { "Idempotency-Key": key } },
            body: { topic: name, personality, session_type: "browser" },
          }),
        ),
      );

/** Begins a spoken conversation in the manner that was chosen, and remembers that for the next. */
function useBegin() {
  const [, go] = useLocation();
  const queries = useQueryClient();
  const manners = useManners();
  const change = useChangeManners();
  return useMutation({
    mutationFn: async ({ name, personality }: { name: string; personality: string }) => {
      const made = await create(name, personality);
      if (personality !== (manners.data?.preferred_personality ?? USUAL)) {
        await change.mutateAsync({ preferred_personality: personality });
      }
      return made;
    },
    onSuccess: (made) => {
      go(`/speak/${made.id}`);
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}

function Begin() {
  useTitle("Speak");
  const { language } = usePreferences();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const begin = useBegin();
  const latest = useQuery({
    queryKey: ["speak", "latest"],
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/conversations", { params: { query: { per_page: 5 } }, signal })),
  });
  const preferences = useManners();
  const personality = chosen ?? preferences.data?.preferred_personality ?? USUAL;
  const start = () =>
    begin.mutate({
      name:
        name.trim() ||
        `Spoken on ${new Date().toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}`,
      personality,
    });
  return (
    <div className="speak-begin stack">
      <div className="page-head">
        <div>
          <h1>Speak</h1>
          <p>Talk, and read at once what you meant: each turn is cleaned as soon as you pause.</p>
        </div>
      </div>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div className="field">
          <label htmlFor="speak-name">Name of the conversation (optional)</label>
          <input
            id="speak-name"
            className="input"
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="speak-language">Language</label>
          <select
            id="speak-language"
            className="input"
            value={language}
            onChange={(event) => setPreferences({ language: event.target.value })}
          >
            {LANGUAGES.map(([code, text]) => (
              <option key={code} value={code}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <PersonalitySelect
          id="speak-personality"
          label="Manner of the replies"
          place="field"
          value={personality}
          choose={setChosen}
        />
        <p className="small soft">{abilities()}</p>
        <div className="row">
          <Button kind="primary" icon="microphone" type="submit" busy={begin.isPending}>
            Start a conversation
          </Button>
        </div>
        {begin.isError && <Failure what="No conversation was created." error={begin.error} />}
      </form>
      <section className="card stack" aria-labelledby="go-on">
        <h2 id="go-on">Or go on with one</h2>
        {latest.isError && (
          <Failure
            what="Your conversations cannot be shown."
            error={latest.error}
            retry={() => void latest.refetch()}
          />
        )}
        {latest.isPending && <span className="skeleton" style={{ height: "6rem" }} />}
        {latest.data?.conversations.length === 0 && <p className="soft">There is none yet.</p>}
        <ul>
          {latest.data?.conversations.map((one) => (
            <li key={one.id} className="setting">
              <Link href={`/speak/${one.id}`}>{one.name}</Link>
              <span className="small soft">{ago(one.updated_at)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
