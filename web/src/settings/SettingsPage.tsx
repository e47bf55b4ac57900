import { Suspense } from "react";
import { useAccount } from "../app/account";
import { part } from "../app/parts";
import { type Preferences, setPreferences, usePreferences } from "../app/preferences";
import { useTitle } from "../app/title";
import { Failure } from "../ui/Failure";
import { Segments } from "../ui/Segments";
import { ApiKeys } from "./ApiKeys";
import { Password } from "./Password";
import { Shortcuts } from "./Shortcuts";
import { Speech } from "./Speech";

const VocabularyEditor = part(() =>
  import("../vocabulary/VocabularyEditor").then((room) => ({ default: room.VocabularyEditor })),
);
const Users = part(() => import("./Users"));

function Appearance() {
  const { theme, size, face } = usePreferences();
  return (
    <section className="card stack" aria-labelledby="appearance">
      <h2 id="appearance">Appearance</h2>
      <div className="setting">
        <span>Theme</span>
        <Segments
          label="Theme"
          value={theme}
          options={[
            ["system", "As the system"],
            ["light", "Light"],
            ["dark", "Dark"],
          ]}
          onChange={(value) => setPreferences({ theme: value })}
        />
      </div>
      <div className="setting">
        <span>Size of transcripts</span>
        <Segments
          label="Size of transcripts"
          value={size}
          options={[
            ["small", "Small"],
            ["medium", "Medium"],
            ["large", "Large"],
          ]}
          onChange={(value) => setPreferences({ size: value })}
        />
      </div>
      <div className="setting">
        <span>Typeface of transcripts</span>
        <Segments
          label="Typeface of transcripts"
          value={face}
          options={[
            ["serif", "Serif"],
            ["sans", "Sans serif"],
          ]}
          onChange={(value) => setPreferences({ face: value })}
        />
      </div>
    </section>
  );
}

type Level = Preferences["newConversation"]["level"];

function Cleaning() {
  const { newConversation } = usePreferences();
  const change = (part: Partial<Preferences["newConversation"]>) =>
    setPreferences({ newConversation: { ...newConversation, ...part } });
  return (
    <section className="card stack" aria-labelledby="cleaning">
      <h2 id="cleaning">Cleaning of new conversations</h2>
      <div className="setting">
        <span>How much is cleaned</span>
        <Segments<Level>
          label="How much is cleaned"
          value={newConversation.level}
          options={[
            ["auto", "As needed"],
            ["light", "Light"],
            ["full", "Full"],
            ["none", "Nothing"],
          ]}
          onChange={(level) => change({ level })}
        />
      </div>
      <div className="setting">
        <label htmlFor="window">Turns the cleaner looks back</label>
        <span className="row">
          <input
            id="window"
            type="range"
            min={0}
            max={20}
            value={newConversation.window}
            onChange={(event) => change({ window: Number(event.target.value) })}
          />
          <output className="tabular" htmlFor="window">
            {newConversation.window}
          </output>
        </span>
      </div>
      <p className="small soft">
        This browser sends it along with conversations that you create here; others keep theirs.
      </p>
    </section>
  );
}

/** What can be set: by this person for this browser, and for their account. */
export default function SettingsPage() {
  useTitle("Settings");
  const account = useAccount();
  return (
    <div className="stack settings">
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <section className="card stack" aria-labelledby="account">
        <h2 id="account">Account</h2>
        {account.isError && (
          <Failure
            what="Your account cannot be shown."
            error={account.error}
            retry={() => void account.refetch()}
          />
        )}
        {account.isPending && <span className="skeleton" style={{ height: "3rem" }} />}
        {account.data && (
          <>
            <p>
              {account.data.email} <span className="chip">{account.data.role}</span>
            </p>
            <Password account={account.data} />
          </>
        )}
      </section>
      <Appearance />
      <Cleaning />
      <Speech />
      <section className="card stack" aria-labelledby="vocabulary">
        <h2 id="vocabulary">Vocabulary</h2>
        <p className="small soft">
          Words that hold in all your conversations; each conversation can have more of its own, in its side
          panel.
        </p>
        <Suspense fallback={<span className="skeleton" style={{ height: "8rem" }} />}>
          <VocabularyEditor owner={null} />
        </Suspense>
      </section>
      <Shortcuts />
      <ApiKeys />
      {account.data?.role === "admin" && (
        <Suspense fallback={<span className="skeleton" style={{ height: "8rem" }} />}>
          <Users own={account.data.id} />
        </Suspense>
      )}
    </div>
  );
}
